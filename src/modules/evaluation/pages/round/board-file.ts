import { type SheetColumn, sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { mayReadBoard } from '../../access.ts'
import { getSeenRound, readBoard, type SeenRegion } from '../../actions/round/read-board.ts'
import { roundPagePhrases, roundPhrases } from '../../phrases/round.ts'
import { questionCountOf } from './board.tsx'
import { boardQueryOf, readRegionsQuery } from './query.ts'

/** The board as filtered and sorted, whole, as a file; the two addresses are two pages. */
const boardFile = (format: SheetFormat): Page => ({
  path: `/putaran/:round/papan.${format}`,
  permission: 'evaluation.board.read',
  may: mayReadBoard,
  async show(visit) {
    const { c, platform, actor, lang } = visit
    const sql = platform.db.sql
    const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
    const wanted = { ...boardQueryOf(readRegionsQuery(c.req.query())), after: undefined }
    const { rows } = await readBoard(sql, actor, round, wanted, platform.clock.now())
    const questions = await questionCountOf(visit, round)
    return await sheetResponse<SeenRegion>(
      { name: `papan-${round.id}`, rows, columns: columnsOf(lang, questions, format) },
      format,
    )
  },
})

function columnsOf(lang: Visit['lang'], questions: number, format: SheetFormat): SheetColumn<SeenRegion>[] {
  const t = roundPagePhrases(lang).file
  const phase = ({ progress }: SeenRegion) =>
    progress && (format === 'csv' ? progress.phase : roundPhrases(lang).phase[progress.phase])
  return [
    { key: 'region_code', label: t.code, width: 12, value: row => row.regionCode },
    { key: 'region_name', label: t.region, width: 32, value: row => row.regionName },
    { key: 'province_name', label: t.province, width: 28, value: row => row.provinceName },
    { key: 'state', label: t.state, width: 14, value: phase },
    { key: 'answered', label: t.answered, kind: 'integer', value: ({ progress }) => progress?.answered },
    { key: 'questions', label: t.questions, kind: 'integer', value: () => questions },
    { key: 'signed', label: t.signed, kind: 'integer', value: ({ progress }) => progress?.signed },
    { key: 'verified', label: t.verified, kind: 'integer', value: ({ progress }) => progress?.verified },
    { key: 'deadline', label: t.deadline, kind: 'date', width: 14, value: ({ progress }) => progress?.due?.date },
    { key: 'days_left', label: t.daysLeft, kind: 'integer', value: ({ progress }) => progress?.due?.days },
    {
      key: 'submitted_at',
      label: t.submittedAt,
      width: 26,
      value: ({ progress }) => progress?.region.submittedAt?.toISOString(),
    },
    { key: 'assessors', label: t.members, kind: 'integer', value: ({ panel }) => panel?.members },
    { key: 'sheets_handed_in', label: t.handedIn, kind: 'integer', value: ({ panel }) => panel?.handedIn },
    { key: 'scores', label: t.scores, kind: 'integer', value: ({ panel }) => panel?.scores },
    { key: 'contact_name', label: t.contact, width: 28, value: ({ progress }) => progress?.region.contact.name },
    { key: 'contact_office', label: t.office, width: 28, value: ({ progress }) => progress?.region.contact.office },
    { key: 'contact_phone', label: t.phone, width: 18, value: ({ progress }) => progress?.region.contact.phone },
    {
      key: 'secretariat',
      label: t.secretariat,
      width: 50,
      value: ({ progress }) =>
        progress?.secretariat.map(({ name, email }) => `${name} <${email}>`).join('; ') || undefined,
    },
  ]
}

export const boardFiles: Page[] = [boardFile('csv'), boardFile('xlsx')]
