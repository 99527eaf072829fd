import { z } from '@hono/zod-openapi'
import type { RoundInput } from '../../actions/round/round-input.ts'
import type { SeenRegion } from '../../actions/round/read-board.ts'
import { ROUND_STEPS, type Round, roundIdSchema } from '../../model-round.ts'
import type { TypedDates } from '../../rules/round/check-dates.ts'
import type { PanelMember } from '../../store/round/panel.ts'

const day = z.string().openapi({ example: '2027-06-08', description: 'Calendar day' })
const both = z.object({ id: z.string(), en: z.string() })

const stepsShape = z
  .partialRecord(z.enum(ROUND_STEPS), z.object({ starts_on: day, ends_on: day }))
  .openapi({ description: 'First and last day of each step, both included; a day ends at midnight in the region' })

const letterText = z.string().max(5000).optional()
export const letterShape = z
  .strictObject({
    number: letterText,
    date: letterText,
    subject: letterText,
    body: letterText,
    attachments: z.array(z.string()).optional(),
    office: letterText,
    signatory: letterText,
    place: letterText,
    copies: z.array(z.string()).optional(),
    result_number: letterText,
    result_date: letterText,
  })
  .openapi('RoundLetter')

const contentShape = z.strictObject({
  instrument: z.string().max(80).openapi({ example: 'smart-city-2023-kppn-ikn' }),
  title: z.strictObject({ id: z.string(), en: z.string().optional() }),
  stage: z.enum(['I', 'II']).nullish(),
  review_kind: z.enum(['interview', 'field-review']).default('interview'),
  review_mode: z.enum(['online', 'on-site']).default('online'),
  steps: z.partialRecord(
    z.enum(ROUND_STEPS),
    z.strictObject({ starts_on: z.string().max(40).optional(), ends_on: z.string().max(40).optional() }),
  ),
  letter: letterShape.optional(),
})

export const newRoundShape = contentShape
  .extend({
    edition: z.string().openapi({ example: '2026', description: 'A year, or "2026-2" for a second stage of it' }),
    group: z.string().openapi({ example: 'kppn-ikn' }),
  })
  .openapi('NewRound')

export const roundChangeShape = contentShape
  .partial()
  .extend({ version: z.int().openapi({ description: 'The version that was read' }) })
  .openapi('RoundChange')

export const roundShape = z
  .object({
    id: roundIdSchema.openapi({ example: '2026-kppn-ikn' }),
    edition: z.string(),
    group: z.string(),
    instrument: z.string(),
    instrument_sha256: z.string(),
    title: both,
    stage: z.enum(['I', 'II']).nullable(),
    review_kind: z.enum(['interview', 'field-review']),
    review_mode: z.enum(['online', 'on-site']),
    state: z.enum(['draft', 'open', 'closed']),
    example: z.boolean().openapi({ description: 'Of the demo world' }),
    steps: stepsShape,
    opened_at: z.string().nullable(),
    closed_at: z.string().nullable(),
    version: z.int(),
    letter: letterShape.nullable().openapi({ description: 'Null for those who do not run rounds' }),
  })
  .openapi('Round')

const letterJson = ({ resultNumber, resultDate, ...letter }: Round['letter']): z.infer<typeof letterShape> => ({
  ...letter,
  ...(resultNumber === undefined ? {} : { result_number: resultNumber }),
  ...(resultDate === undefined ? {} : { result_date: resultDate }),
})

export const roundJson = (round: Round, withLetter: boolean): z.infer<typeof roundShape> => ({
  id: round.id,
  edition: round.edition,
  group: round.group,
  instrument: round.instrumentId,
  instrument_sha256: round.instrumentSha256,
  title: round.title,
  stage: round.stage ?? null,
  review_kind: round.reviewKind,
  review_mode: round.reviewMode,
  state: round.state,
  example: round.example,
  steps: Object.fromEntries(
    ROUND_STEPS.flatMap(step => {
      const dates = round.steps[step]
      return dates ? [[step, { starts_on: dates.startsOn, ends_on: dates.endsOn }]] : []
    }),
  ),
  opened_at: round.openedAt?.toISOString() ?? null,
  closed_at: round.closedAt?.toISOString() ?? null,
  version: round.version,
  letter: withLetter ? letterJson(round.letter) : null,
})

type Content = Omit<z.infer<typeof roundChangeShape>, 'version'>

/** The body as the actions take it; for a change, what is left out stays as it is in `round`. */
export function inputOf(body: Content, round?: Round): Omit<RoundInput, 'edition' | 'group'> {
  const given = body.steps
  const steps: TypedDates = { ...round?.steps }
  for (const step of ROUND_STEPS) {
    const dates = given?.[step]
    if (dates) steps[step] = { startsOn: dates.starts_on, endsOn: dates.ends_on }
  }
  const { result_number, result_date, ...letter } = body.letter ?? {}
  return {
    instrumentId: body.instrument ?? round?.instrumentId ?? '',
    title: body.title ?? round?.title ?? { id: '' },
    stage: body.stage === undefined ? round?.stage : (body.stage ?? undefined),
    reviewKind: body.review_kind ?? round?.reviewKind ?? 'interview',
    reviewMode: body.review_mode ?? round?.reviewMode ?? 'online',
    steps,
    letter: {
      ...round?.letter,
      ...Object.fromEntries(Object.entries(letter).filter(([, value]) => value !== undefined)),
      ...(result_number === undefined ? {} : { resultNumber: result_number }),
      ...(result_date === undefined ? {} : { resultDate: result_date }),
    },
  }
}

const holderShape = z.object({ name: z.string(), email: z.string() })

export const roundRegionShape = z
  .object({
    region: z.string().openapi({ example: '73.24' }),
    region_name: z.string(),
    province_name: z.string(),
    progress: z
      .object({
        state: z.enum(['planned', 'filling', 'submitted', 'closed']),
        answered: z.int(),
        questions: z.int(),
        signed: z.int().openapi({ description: 'Signed off by the heads of offices, verified ones included' }),
        verified: z.int(),
        due_on: day.nullable().openapi({ description: 'Last day of the self-assessment; null once handed in' }),
        days_left: z.int().nullable(),
        submitted_at: z.string().nullable(),
        submission_sha256: z.string().nullable(),
        contact: z.object({ name: z.string().nullable(), office: z.string().nullable(), phone: z.string().nullable() }),
        secretariat: z.array(holderShape).openapi({ description: 'Whom to call when there is no contact' }),
        extensions: z.partialRecord(z.enum(ROUND_STEPS), z.object({ ends_on: day, reason: z.string() })),
      })
      .nullable()
      .openapi({ description: 'Null for those who do not see how far the region is' }),
    panel: z
      .object({ members: z.int(), handed_in: z.int(), scores: z.int() })
      .nullable()
      .openapi({ description: 'Null for those who do not see how the panel is doing' }),
  })
  .openapi('RoundRegion')

export const roundRegionJson = (row: SeenRegion, questions: number): z.infer<typeof roundRegionShape> => ({
  region: row.regionCode,
  region_name: row.regionName,
  province_name: row.provinceName,
  progress: row.progress
    ? {
        state: row.progress.phase,
        answered: row.progress.answered,
        questions,
        signed: row.progress.signed,
        verified: row.progress.verified,
        due_on: row.progress.due?.date ?? null,
        days_left: row.progress.due?.days ?? null,
        submitted_at: row.progress.region.submittedAt?.toISOString() ?? null,
        submission_sha256: row.progress.region.submissionSha256 ?? null,
        contact: {
          name: row.progress.region.contact.name ?? null,
          office: row.progress.region.contact.office ?? null,
          phone: row.progress.region.contact.phone ?? null,
        },
        secretariat: row.progress.secretariat.map(({ name, email }) => ({ name, email })),
        extensions: Object.fromEntries(
          Object.entries(row.progress.region.extensions).map(([step, { endsOn, reason }]) => [
            step,
            { ends_on: endsOn, reason },
          ]),
        ),
      }
    : null,
  panel: row.panel ? { members: row.panel.members, handed_in: row.panel.handedIn, scores: row.panel.scores } : null,
})

export const panelShape = z
  .object({
    items: z.array(
      z.object({
        account: z.uuid(),
        name: z.string(),
        place: z.int().openapi({ description: 'Asesor 1, 2, …' }),
        submitted_at: z.string().nullable(),
        ended_at: z.string().nullable(),
        end_reason: z.string().nullable(),
      }),
    ),
  })
  .openapi('Panel')

export const panelJson = (
  members: readonly PanelMember[],
  names: ReadonlyMap<string, string>,
): z.infer<typeof panelShape> => ({
  items: members.map(member => ({
    account: member.accountId,
    name: names.get(member.accountId) ?? '',
    place: member.place,
    submitted_at: member.submittedAt?.toISOString() ?? null,
    ended_at: member.endedAt?.toISOString() ?? null,
    end_reason: member.endReason ?? null,
  })),
})
