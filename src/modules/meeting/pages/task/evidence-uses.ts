import type { EvidenceUseLabels } from '#platform/http/door.ts'
import { sightOf } from '../../access.ts'
import { DECREE_SUBJECT, PREPARATION_ITEM_SUBJECT, PREPARATION_SUBJECT, TASK_SUBJECT } from '../../model.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { type NamedSubject, nameSubjects } from '../../store/task/proof.ts'
import { institutionHref } from '../institution/place.ts'
import { boardHref, itemHref } from '../preparation/place.tsx'
import { taskHref } from './place.tsx'

type Say = (
  code: string,
  subject: NamedSubject,
  t: ReturnType<typeof taskPhrases>['uses'],
) => {
  label: string
  href: string
}

const says: Record<string, Say> = {
  [TASK_SUBJECT]: (code, { id, name }, t) => ({ label: t.task(name), href: taskHref(code, id) }),
  [DECREE_SUBJECT]: (code, { id, name }, t) => ({ label: t.institution(name), href: institutionHref(code, id) }),
  [PREPARATION_SUBJECT]: (code, { id, name }, t) => ({ label: t.board(name), href: boardHref(code, id) }),
  [PREPARATION_ITEM_SUBJECT]: (code, { id, name, board = '', boardId = '' }, t) => ({
    label: t.item(board, name),
    href: itemHref(code, boardId, id),
  }),
}

/** What tasks, institutions and boards use evidence for; told only to those who see all meetings of the region. */
export const workEvidenceUses: EvidenceUseLabels[] = Object.entries(says).map(([subjectKind, say]) => ({
  subjectKind,
  async label(platform, actor, { regionCode, subjectIds, lang }) {
    if (sightOf(actor, regionCode) !== 'all') return new Map()
    const found = await nameSubjects(platform.db.sql, subjectKind, regionCode, subjectIds)
    return new Map(found.map(one => [one.id, say(regionCode, one, taskPhrases(lang).uses)]))
  },
}))
