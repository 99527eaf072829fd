import type { EvidenceUseLabels } from '#platform/http/door.ts'
import { sightOf } from '../../access.ts'
import { PAPER_SUBJECT } from '../../model.ts'
import { SHEET_SUBJECT } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { nameAgendaItems } from '../../store/sitting/agenda.ts'
import { nameMeetings } from '../../store/sitting/sittings.ts'
import { meetingHref } from '../nav.tsx'

/** Papers of agenda items and scanned lists; told only to those who see all meetings of the region. */
export const sittingEvidenceUses: EvidenceUseLabels[] = [
  {
    subjectKind: PAPER_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (sightOf(actor, regionCode) !== 'all') return new Map()
      const t = sittingPhrases(lang).agenda
      const items = await nameAgendaItems(platform.db.sql, regionCode, subjectIds)
      return new Map(
        items.map(one => [
          one.id,
          { label: t.paperUse(one.title, one.meetingTitle), href: meetingHref(regionCode, one.meetingId, 'acara') },
        ]),
      )
    },
  },
  {
    subjectKind: SHEET_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (sightOf(actor, regionCode) !== 'all') return new Map()
      const t = sittingPhrases(lang).agenda
      const meetings = await nameMeetings(platform.db.sql, regionCode, subjectIds)
      return new Map(
        [...meetings].map(([id, title]) => [
          id,
          { label: t.sheetUse(title), href: meetingHref(regionCode, id, 'kehadiran') },
        ]),
      )
    },
  },
]
