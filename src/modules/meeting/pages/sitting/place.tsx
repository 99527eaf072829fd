import type { Lang, Zone } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { getKeptMeeting, getWrittenMeeting } from '../../actions/sitting/held-meeting.ts'
import { getMeetingStand, type MeetingStand } from '../../actions/stand.ts'
import type { Meeting } from '../../model.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { timeWords, whenOf } from '../../rules/plan/moments.ts'
import { meetingCrumbs, meetingHref } from '../nav.tsx'
import { Times } from '../times.tsx'

export const meetingPlace = '/rapat/:code{[0-9]{2}\\.[0-9]{2}}/:meeting{[0-9a-f-]{36}}'

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  meetingId: c.req.param('meeting') ?? '',
})

/** The meeting of the address, for who may see it, keep it, or write its minutes. */
export async function standOf(visit: Visit, who: 'see' | 'keep' | 'write' = 'see'): Promise<MeetingStand> {
  const { regionCode, meetingId } = placeOf(visit)
  const get = { see: getMeetingStand, keep: getKeptMeeting, write: getWrittenMeeting }[who]
  return await get(visit.platform.db.sql, visit.actor, regionCode, meetingId)
}

/** The parts of one meeting, as ends of addresses below it. */
export type MeetingPart = '' | 'undangan' | 'acara' | 'kehadiran' | 'notulen'
const PARTS: readonly MeetingPart[] = ['', 'undangan', 'acara', 'kehadiran', 'notulen']

/** The parts of one meeting as tabs; the list of invitations only for those who see everything. */
export function MeetingParts({
  lang,
  stand: { meeting, sight },
  current,
}: {
  lang: Lang
  stand: MeetingStand
  current: MeetingPart
}) {
  const t = sittingPhrases(lang).parts
  return (
    <div class="no-print">
      <Tabbar
        label={t.label}
        links={PARTS.filter(part => part !== 'undangan' || sight === 'all').map(part => ({
          href: meetingHref(meeting.regionCode, meeting.id, part),
          label: t[part === '' ? 'ringkasan' : part],
          current: part === current,
        }))}
      />
    </div>
  )
}

/** Title, day, time and place of a meeting above one of its parts. */
export function MeetingHead({
  lang,
  stand: { meeting, region },
  title,
}: {
  lang: Lang
  stand: MeetingStand
  title: string
}) {
  return (
    <>
      <p class="eyebrow">{meeting.title}</p>
      <h1>{title}</h1>
      <p class="lead mt-3 mb-6">
        <Times words={whenAndWhere(meeting, lang, region.timezone)} />
      </p>
    </>
  )
}

/** "Kamis, 26 November 2026, pukul 09.00–11.00 WITA, Aula."; where the zone of the reader differs, with both clocks. */
export function whenAndWhere(meeting: Meeting, lang: Lang, reader: Zone): string {
  const t = sittingPhrases(lang)
  const when = whenOf(meeting, lang, reader)
  return t.line(
    when.date,
    timeWords(when),
    [meeting.place, meeting.link === undefined ? undefined : t.online].filter(Boolean).join(', '),
  )
}

/** Indonesia / province / region / Rapat / the meeting / part. */
export const crumbsOf = async (
  { platform, lang }: Visit,
  { region, meeting }: MeetingStand,
  ...last: { label: string; href?: string }[]
) =>
  await meetingCrumbs(
    platform.db.sql,
    region,
    lang,
    { label: meeting.title, href: meetingHref(region.code, meeting.id) },
    ...last,
  )

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const { done } = sittingPhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  return Object.hasOwn(done, key) ? { flash: done[key as keyof typeof done] } : {}
}

/** What is wrong, above the title; `fieldOf` tells which field of the form mends what the action calls otherwise. */
export function Refused({
  retry,
  lang,
  fieldOf = {},
}: {
  retry: Retry | undefined
  lang: Lang
  fieldOf?: Record<string, string>
}) {
  if (!retry) return null
  const { fields, sentence } = retry.problem
  return (
    <ErrorSummary
      lang={lang}
      problems={
        fields.length > 0
          ? fields.map(one => ({ field: fieldOf[one.field] ?? one.field, message: one.sentence[lang] }))
          : [{ message: sentence[lang] }]
      }
    />
  )
}

export const errorOf = (retry: Retry | undefined, lang: Lang, field: string): string | undefined =>
  retry?.problem.fields.find(one => one.field === field)?.sentence[lang]

/** What was typed, else what is stored. */
export const typedOr = (retry: Retry | undefined, field: string, stored: string | undefined): string =>
  retry ? (retry.form.values[field]?.[0] ?? '') : (stored ?? '')

/** A whole number of a form or an address; undefined for anything else. */
export const wholeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

/** Is one of the forms of a page being shown again, told by its hidden field `aksi`? */
export const retryOf = (retry: Retry | undefined, deed: string): Retry | undefined =>
  retry?.form.text('aksi') === deed ? retry : undefined
