import { formatCount, formatTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { Table } from '#ui/table.tsx'
import { roundPhrases } from '../../phrases/round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { longestNote } from '../../rules/scoring/check-score.ts'
import type { Score, SubmittedScore } from '../../store/scoring/scores.ts'
import { score as scoreWords } from '../words.ts'
import type { GivenAnswer } from './answer-data.ts'
import { type Sheet, sheetPath } from './sheet-data.ts'

interface Props {
  visit: Visit
  sheet: Sheet
  questionId: string
  given: GivenAnswer
  retry: Retry | undefined
  /** What is wrong, by control. */
  errors: Readonly<Record<string, string>>
}

/** Last year's score and words, the own score, and the way on. */
export function ScoreColumn(props: Props) {
  const { visit, sheet, questionId, given } = props
  const { lang } = visit
  const t = scoringPhrases(lang)
  const { stand } = sheet
  const editable = sheet.refusal === undefined
  return (
    <aside class="pt-6 lg:border-l lg:border-base-300 lg:pl-8 pb-10 min-w-0" aria-labelledby="nilai-anda">
      <div class="lg:sticky lg:top-4">
        <h2 id="nilai-anda" class="!text-xl">
          {stand.sight.ownScores ? t.yourScore : t.panelScores}
        </h2>
        <Before lang={lang} sheet={sheet} questionId={questionId} given={given} />
        {editable ? <ScoreForm {...props} /> : <OwnReadOnly {...props} />}
        <Others lang={lang} sheet={sheet} others={given.others} />
        {editable && <Keys lang={lang} />}
      </div>
    </aside>
  )
}

type BeforeProps = Pick<Props, 'sheet' | 'questionId' | 'given'> & { lang: Visit['lang'] }

function Before({ lang, sheet: { ground }, questionId, given: { lastWords } }: BeforeProps) {
  const t = scoringPhrases(lang)
  const last = ground.last(questionId)
  const edition = ground.lastEdition
  if (edition === undefined) return <p class="text-sm text-muted mt-2 mb-5">{t.noLastAtAll}</p>
  const remarks = lastWords?.remarks ?? []
  return (
    <div class="mt-3 mb-5">
      {last ? (
        <dl class="flex gap-8">
          <div>
            <dt class="text-sm text-muted whitespace-nowrap">{t.lastScore(edition)}</dt>
            <dd class="text-2xl font-bold">{scoreWords(last.score, lang)}</dd>
          </div>
          {lastWords?.notes[0] && (
            <div class="min-w-0">
              <dt class="text-sm text-muted">{t.lastNote(edition)}</dt>
              {lastWords.notes.map(({ text }) => (
                <dd class="text-sm leading-snug mt-1">“{text}”</dd>
              ))}
            </div>
          )}
        </dl>
      ) : (
        <p class="text-sm text-muted">{t.noLast(edition)}</p>
      )}
      {remarks.length > 0 && (
        <details class="mt-2 text-sm">
          <summary class="a inline-block py-1.5 cursor-pointer">
            {t.lastRemarks(edition, formatCount(remarks.length, lang))}
          </summary>
          {(['recommendation', 'weakness', 'strength'] as const).map(kind => {
            const some = remarks.filter(remark => remark.kind === kind)
            return (
              some.length > 0 && (
                <>
                  <p class="eyebrow mt-2">{roundPhrases(lang).remarkKinds[kind]}</p>
                  <ul class="grid gap-1.5 list-disc pl-4 leading-snug">
                    {some.map(({ text }) => (
                      <li>{text}</li>
                    ))}
                  </ul>
                </>
              )
            )
          })}
        </details>
      )}
    </div>
  )
}

/** What the form shows: what was typed when it comes back, else what is stored. */
function shownValues(retry: Retry | undefined, stored: Score | undefined) {
  if (!retry) {
    return { score: stored?.score ?? undefined, note: stored?.note ?? '', flagged: stored?.flagged ?? false }
  }
  const typed = retry.form.text('nilai')
  const known = typed !== undefined && /^[0-4]$/.test(typed) ? Number(typed) : undefined
  return {
    score: retry.form.text('aksi') === 'kosongkan' ? undefined : known,
    note: retry.form.text('catatan') ?? '',
    flagged: retry.form.text('tandai') !== undefined,
  }
}

function ScoreForm({ visit, sheet, questionId, retry, errors }: Props) {
  const { lang, actor } = visit
  const t = scoringPhrases(lang)
  const { ground, own, roundId, code, stand } = sheet
  const { min, max } = ground.instrument.scale
  const stored = own.get(questionId)
  const conflict = retry?.problem.code === 'changed-meanwhile'
  const shown = shownValues(retry, stored)
  const ids = [...ground.questions.keys()]
  const at = ids.indexOf(questionId)
  const path = (id: string | undefined) => (id === undefined ? undefined : sheetPath(roundId, code, id))
  const next = ids[at + 1]
  const before = ids[at - 1]
  return (
    <form
      method="post"
      action={path(questionId)}
      data-island="score-sheet"
      data-api={`/api/v1/rounds/${roundId}/regions/${code}/scores/${questionId}`}
      data-key={`${actor.accountId ?? ''}/${roundId}/${code}/${questionId}`}
      data-next={path(next) ?? sheetPath(roundId, code)}
      data-previous={path(before)}
      data-min={String(min)}
      data-max={String(max)}
      data-zone={stand.region.zone}
      data-words={JSON.stringify({
        ...t.island,
        choose: t.chooseScore(min, max),
        notScored: t.notScored,
        saved: t.savedAt('{time}'),
      })}
      data-conflict={conflict ? '' : undefined}
    >
      <input
        type="hidden"
        name="versi"
        value={conflict || !retry ? String(stored?.version ?? 0) : (retry.form.text('versi') ?? '0')}
      />
      {conflict && (
        <div class="mb-5" role="alert" tabindex={-1} autofocus>
          <Call tone="due" title={t.conflictTitle}>
            <dl class="grid gap-1">
              <div>
                <dt class="inline">
                  {t.conflictStored(stored ? formatTime(stored.changedAt, lang, stand.region.zone) : '')}:{' '}
                </dt>
                <dd class="inline font-bold">{stored?.score ?? t.notScored}</dd>
                {stored?.note && <dd>“{stored.note}”</dd>}
              </div>
              <div>
                <dt class="inline">{t.conflictTyped}: </dt>
                <dd class="inline font-bold">{shown.score ?? t.notScored}</dd>
                {shown.note && <dd>“{shown.note}”</dd>}
              </div>
            </dl>
            <p class="mt-2">{t.conflictWhy}</p>
            <p class="mt-3">
              <Button href={path(questionId) ?? ''}>{t.conflictUseStored}</Button>
            </p>
          </Call>
        </div>
      )}
      <ScoreField
        name="nilai"
        label={t.scale(min, max)}
        scores={Array.from({ length: max - min + 1 }, (_, i) => min + i)}
        value={shown.score}
        error={errors['nilai']}
      />
      <p class="mt-2">
        <label class="inline-flex items-center gap-2.5 min-h-11 text-sm">
          <input type="checkbox" class="checkbox" name="tandai" value="ya" checked={shown.flagged} /> {t.flag}
        </label>
      </p>
      <div class="mt-3">
        <Field
          lang={lang}
          kind="textarea"
          name="catatan"
          label={t.note}
          hint={t.noteHint(ground.last(questionId)?.edition)}
          value={shown.note}
          rows={4}
          maxlength={longestNote}
          error={errors['catatan']}
        />
      </div>
      <p class="text-sm min-h-6 my-2" role="status" data-message></p>
      <div class="grid grid-cols-[auto_1fr] gap-2">
        {before === undefined ? (
          <span></span>
        ) : (
          <a class="btn btn-line" href={path(before)}>
            <Icon name="chevron-left" />
            <span class="sr-only">{t.previous}</span>
          </a>
        )}
        <Button look="primary" name="aksi" value={conflict ? 'tetap' : 'lanjut'} iconAfter="chevron-right">
          {conflict
            ? t.conflictUseTyped
            : next === undefined
              ? t.saveLast
              : t.saveNext(nextNumber(sheet, questionId, lang))}
        </Button>
      </div>
      {typeof stored?.score === 'number' && (
        <p class="mt-3">
          <button type="submit" class="a text-sm" name="aksi" value="kosongkan">
            {t.clear}
          </button>
        </p>
      )}
    </form>
  )
}

/** "2" within the part; the code of the question where the next one begins another part. */
function nextNumber({ ground }: Sheet, questionId: string, lang: Visit['lang']): string {
  const all = [...ground.questions.values()]
  const at = all.findIndex(({ question }) => question.id === questionId)
  const here = all[at]
  const next = all[at + 1]
  if (!here || !next) return ''
  if (next.dimension.code !== here.dimension.code) return next.question.code
  const place = all.filter(one => one.dimension.code === here.dimension.code).indexOf(next)
  return formatCount(place + 1, lang)
}

function OwnReadOnly({ visit: { lang }, sheet, questionId }: Props) {
  const t = scoringPhrases(lang)
  const { stand, refusal } = sheet
  if (!stand.sight.ownScores) return null
  const stored = sheet.own.get(questionId)
  return (
    <>
      <p class="text-4xl font-bold">{stored?.score ?? <span class="text-xl font-normal">{t.notScored}</span>}</p>
      <p class="mt-2 whitespace-pre-line">{stored?.note ?? <span class="text-muted">{t.readOnlyNote}</span>}</p>
      {stored?.flagged && <p class="text-sm text-muted mt-1">{t.mark}</p>}
      <div class="mt-4">
        <Call>{refusal?.[lang]}</Call>
      </div>
    </>
  )
}

interface OthersProps {
  lang: Visit['lang']
  sheet: Sheet
  others: readonly SubmittedScore[] | undefined
}

/** Scores of sheets that were handed in; before one's own is, only that there will be some. */
function Others({ lang, sheet: { stand }, others }: OthersProps) {
  const t = scoringPhrases(lang)
  if (others === undefined) return stand.sight.ownScores ? <p class="note mt-4">{t.othersHidden}</p> : null
  const mine = stand.sight.ownScores
  if (others.length === 0) return <p class="note mt-4">{mine ? t.othersNone : t.panelNone}</p>
  return (
    <div class="mt-6">
      <Table
        lang={lang}
        caption={mine ? t.others : t.panelScores}
        captionShown={mine}
        rows={others}
        columns={[
          {
            key: 'place',
            label: t.assessor,
            rowHeader: true,
            cell: ({ place, note, flagged }) => (
              <>
                {roundPhrases(lang).assessor(place)}
                {flagged && <span class="text-muted font-normal"> ({t.mark})</span>}
                {note && <span class="block text-sm font-normal text-muted whitespace-pre-line">{note}</span>}
              </>
            ),
          },
          { key: 'score', label: t.score, align: 'right', class: 'font-bold', cell: ({ score }) => score ?? '–' },
        ]}
      />
    </div>
  )
}

/** The keys, and the switch that turns them off (WCAG 2.1.4). */
function Keys({ lang }: { lang: Visit['lang'] }) {
  const t = scoringPhrases(lang)
  return (
    <details class="mt-6 text-sm only-wide" data-keys>
      <summary class="a inline-block py-1.5 cursor-pointer">{t.keys}</summary>
      <label class="inline-flex items-center gap-2.5 min-h-11" data-keys-switch hidden>
        <input type="checkbox" class="checkbox" checked /> {t.keysOn}
      </label>
      <dl class="grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1 mt-1">
        {t.keyList.map(([key, what]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd class="text-muted">{what}</dd>
          </>
        ))}
      </dl>
    </details>
  )
}
