import { formatDateTime, formatDecimal } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { placeOf, questionPath, regionPath } from './place.ts'
import type { QuestionData } from './question-data.ts'

type Props = { visit: Visit; data: QuestionData; retry?: Retry | undefined }

const errorIn = ({ visit, retry }: Props, field: string) =>
  retry?.problem.fields.find(error => error.field === field)?.sentence[visit.lang]

/** For the secretariat: verified and on to the next one, or back with a reason. */
export function JudgePart(props: Props) {
  const { visit, data, retry } = props
  const { lang } = visit
  const { row, assessment } = data
  if (data.mayVerify || !row.answer) return null
  const t = assessmentPhrases(lang)
  const { roundId, code, questionId } = placeOf(visit)
  const next = assessment.rows.find(one => one.verifiable && one.id !== row.id)
  return (
    <section class="mb-10" aria-labelledby="nilai-jawaban">
      <h2 id="nilai-jawaban" class="text-xl mb-3">
        {t.judge}
      </h2>
      <form method="post" action={`${questionPath(roundId, code, questionId)}/periksa`} novalidate>
        <input type="hidden" name="version" value={String(row.answer.version)} />
        {next && <input type="hidden" name="berikut" value={next.id} />}
        {row.verifiable ? (
          <Button name="putusan" value="diperiksa">
            {t.judgeVerify}
          </Button>
        ) : (
          row.answer.state !== 'verified' && <p class="note mb-4">{t.judgeNotYet}</p>
        )}
        <details class="plain-fold mt-4" open={errorIn(props, 'alasan') !== undefined}>
          <summary>{t.judgeReturn}</summary>
          <div class="mt-3">
            <Field
              kind="textarea"
              name="alasan"
              lang={lang}
              label={t.judgeReason}
              hint={t.judgeReasonHint}
              error={errorIn(props, 'alasan')}
              value={retry?.form.values['alasan']?.[0]}
              maxlength={2000}
            />
            <Button name="putusan" value="dikembalikan">
              {t.judgeReturn}
            </Button>
          </div>
        </details>
      </form>
    </section>
  )
}

/** Score, answer and remarks of the edition before, for the same question. */
export function LastYearPart({ visit: { lang }, data: { last } }: Props) {
  const t = assessmentPhrases(lang)
  const kinds = roundPhrases(lang).remarkKind
  return (
    <section class="mb-10" aria-labelledby="tahun-lalu">
      <h2 id="tahun-lalu" class="text-xl mb-3">
        {last ? t.lastYear(last.edition) : t.lastTitle}
      </h2>
      {!last && <p class="note">{t.lastNone}</p>}
      {last?.score !== undefined && (
        <>
          <p class="eyebrow">{t.lastScore}</p>
          <p class="text-3xl font-bold">{formatDecimal(last.score, lang)}</p>
        </>
      )}
      {last && (last.level !== null || last.narrative !== undefined) && (
        <>
          <p class="eyebrow mt-4">{t.lastAnswer}</p>
          {last.level !== null && (
            <p>
              {t.lastLevel}: <b>{last.level}</b>
            </p>
          )}
          {last.narrative !== undefined && <div class="answer-text">{last.narrative}</div>}
        </>
      )}
      {last && last.words.notes.length + last.words.remarks.length > 0 && (
        <>
          <p class="eyebrow mt-4">{t.lastRemarks}</p>
          <ul class="space-y-2">
            {last.words.notes.map(note => (
              <li>
                <b>{roundPhrases(lang).assessor(note.place)}</b>: {note.text}
              </li>
            ))}
            {last.words.remarks.map(remark => (
              <li>
                <b>{kinds[remark.kind]}</b>: {remark.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What people of the region said to one another about the question. */
export function CommentsPart(props: Props) {
  const { visit, data, retry } = props
  const { lang } = visit
  const { comments, assessment } = data
  if (!comments) return null
  const t = assessmentPhrases(lang)
  const { roundId, code, questionId } = placeOf(visit)
  return (
    <section class="mb-10" aria-labelledby="komentar">
      <h2 id="komentar" class="text-xl mb-1">
        {t.comments}
      </h2>
      <p class="note mb-3">{t.commentsHint}</p>
      {comments.length === 0 ? (
        <p class="note mb-4">{t.commentsNone}</p>
      ) : (
        <ol class="talk mb-4">
          {comments.map(comment => (
            <li>
              <p class="eyebrow">
                {comment.name ?? t.someone}
                {comment.office !== undefined && `, ${comment.office}`},{' '}
                {formatDateTime(comment.writtenAt, lang, assessment.stand.region.zone)}
              </p>
              <div class="answer-text">{comment.text}</div>
            </li>
          ))}
        </ol>
      )}
      {!data.mayComment && (
        <form method="post" action={`${questionPath(roundId, code, questionId)}/komentar`} novalidate>
          <Field
            kind="textarea"
            name="komentar"
            rows={3}
            lang={lang}
            label={t.comments}
            error={errorIn(props, 'komentar')}
            value={retry?.form.values['komentar']?.[0]}
            maxlength={4000}
          />
          <Button>{t.commentDo}</Button>
        </form>
      )}
    </section>
  )
}

/** Who did what and when, from the audit trail; several saves of one person in a row are one line. */
export function HistoryPart({ visit: { lang }, data: { events, assessment } }: Props) {
  if (!events) return null
  const t = assessmentPhrases(lang)
  const lines: { name: string; event: string; at: Date; times: number }[] = []
  for (const { event, at, name = t.someone } of events) {
    const before = lines.at(-1)
    if (before && before.event === event && before.name === name) before.times++
    else lines.push({ name, event, at, times: 1 })
  }
  return (
    <section aria-labelledby="riwayat">
      <h2 id="riwayat" class="text-xl mb-3">
        {t.history}
      </h2>
      {lines.length === 0 && <p class="note">{t.historyNone}</p>}
      <ol class="talk">
        {lines.map(line => (
          <li class="note">
            <b>{line.name}</b> {t.event[line.event] ?? line.event}
            {line.times > 1 && `, ${t.eventTimes(line.times)}`}
            <br />
            {formatDateTime(line.at, lang, assessment.stand.region.zone)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** To the question before and after, among those in sight, and back to the list. */
export function StepLinks({ visit, data: { previous, next } }: Props) {
  const t = assessmentPhrases(visit.lang)
  const { roundId, code } = placeOf(visit)
  return (
    <nav class="pager no-print mt-12" aria-label={t.questions}>
      <a class="a" href={`${regionPath(roundId, code)}#pertanyaan`}>
        {t.backToList}
      </a>
      {previous && (
        <Button href={questionPath(roundId, code, previous.id)} icon="chevron-left">
          {t.previousQuestion}
        </Button>
      )}
      {next && (
        <Button href={questionPath(roundId, code, next.id)} iconAfter="chevron-right">
          {t.nextQuestion}
        </Button>
      )}
    </nav>
  )
}
