import { formatCount, formatDate, formatDue, type Lang } from '#kit/format.ts'
import { LETTER_TIMES } from '#kit/send-time.ts'
import type { NoticeKind, Round, RoundRegion, StepName } from '../../model-round.ts'
import { noticesPhrases } from '../../phrases/notices.ts'
import { roundPhrases, stepWord } from '../../phrases/round.ts'
import { daysLeft, stepDates } from '../../rules/round/step-window.ts'

/** A notice that may go, with what its sentence needs. */
export interface Line {
  kind: NoticeKind
  subjectKey: string
  count: number
  officeName: string | undefined
  round: Round
  /** Undefined for what concerns the whole round. */
  region: RoundRegion | undefined
}

interface Given {
  name: string
  lines: readonly Line[]
  publicUrl: string
  now: Date
}

/** Lines of one region in one letter; the rest is counted. */
const mostLines = 15

/**
 * One letter with everything somebody is told, grouped by round and region, in Indonesian and below it in English. It holds
 * counts, names of offices and numbers of questions, dates and links: never an answer, a score or a reason.
 */
export function writeLetter(given: Given): { subject: string; text: string } {
  const [first, second] = (['id', 'en'] as const).map(lang => letterText(given, lang))
  return {
    subject: noticesPhrases('id').letterSubject(formatCount(given.lines.length, 'id')),
    text: `${first}\n\n---\n\n${second}\n`,
  }
}

function letterText({ name, lines, publicUrl, now }: Given, lang: Lang): string {
  const t = noticesPhrases(lang)
  const groups = [...Map.groupBy(lines, ({ round, region }) => `${round.id} ${region?.regionCode ?? ''}`).values()]
  const { mostADay, quietFrom, quietUntil } = LETTER_TIMES
  const hour = (of: number) => String(of).padStart(2, '0')
  return [
    t.letterGreeting(name),
    ...groups.map(group => groupText(group, lang, publicUrl, now)),
    t.letterFoot(formatCount(mostADay, lang), hour(quietFrom), hour(quietUntil)),
  ].join('\n\n')
}

function groupText(group: readonly Line[], lang: Lang, publicUrl: string, now: Date): string {
  const t = noticesPhrases(lang)
  const [first] = group
  if (!first) return ''
  const { round, region } = first
  const head = `${round.title[lang]}, ${region?.regionName ?? t.wholeRound}${round.example ? ` (${roundPhrases(lang).example})` : ''}`
  const shown = group.slice(0, mostLines)
  const rest = group.length - shown.length
  return [
    head,
    ...shown.map(line => `- ${sentenceOf(line, lang, now)}\n  ${publicUrl}${linkOf(line)}`),
    ...(rest > 0 ? [`- ${t.letterMore(formatCount(rest, lang))}`] : []),
  ].join('\n')
}

function sentenceOf(line: Line, lang: Lang, now: Date): string {
  const step = stepOf(line)
  return noticesPhrases(lang).sentence[line.kind]({
    count: formatCount(line.count, lang),
    office: line.officeName,
    question: line.subjectKey,
    until: step === undefined ? '' : untilWords(line, step, lang, now),
    step: step === undefined ? '' : stepWord(step, line.round, lang),
  })
}

/** The step by whose last day the thing is owed. */
function stepOf({ kind, subjectKey, round }: Line): StepName | undefined {
  switch (kind) {
    case 'questions-assigned':
    case 'answers-due':
    case 'answers-ready':
      return 'self-assessment'
    case 'office-signed':
    case 'ready-to-submit':
      return round.steps.verification ? 'verification' : 'self-assessment'
    case 'scores-due':
      return round.steps.scoring ? 'scoring' : 'review'
    case 'extension-given':
      return (Object.keys(round.steps) as StepName[]).find(step => subjectKey.endsWith(`/${step}`))
    default:
      return undefined
  }
}

function untilWords({ round, region }: Line, step: StepName, lang: Lang, now: Date): string {
  const dates = region && stepDates(round, region, step)
  const left = region && daysLeft(round, region, step, now)
  return dates === undefined || left === undefined ? '' : `${formatDate(dates.endsOn, lang)} (${formatDue(left, lang)})`
}

/** Where the thing is done. */
function linkOf({ kind, subjectKey, round, region }: Line): string {
  const base = `/putaran/${round.id}`
  const there = region ? `${base}/${region.regionCode}` : base
  switch (kind) {
    case 'answer-returned':
    case 'answer-commented':
      return `${there}/soal/${encodeURIComponent(subjectKey)}`
    case 'ready-to-submit':
      return `${there}/kirim`
    case 'panel-assigned':
      return '/lembar'
    case 'scores-due':
    case 'sheet-reopened':
      return `${there}/nilai`
    case 'sheets-complete':
      return `${base}/tutup`
    case 'round-closed':
      return region ? `${there}/hasil` : base
    case 'invitation':
    case 'extension-given':
      return base
    default:
      return there
  }
}
