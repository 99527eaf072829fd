import { formatCount, formatTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { longestNote } from '../../rules/scoring/check-score.ts'
import type { Score } from '../../store/scoring/scores.ts'
import { dimensionWord } from '../words.ts'
import type { GivenAnswer } from './answer-data.ts'
import { type Sheet, sheetPath } from './sheet-data.ts'

export interface ScoreProps {
  visit: Visit
  sheet: Sheet
  questionId: string
  given: GivenAnswer
  retry: Retry | undefined
  /** What is wrong, by control. */
  errors: Readonly<Record<string, string>>
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

/** The own score with mark and note; the island `score-sheet` adds keys and saving as one chooses. */
export function ScoreForm({ visit, sheet, questionId, retry, errors }: ScoreProps) {
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
      <div class="[&>.field]:mb-0">
        <ScoreField
          name="nilai"
          label={t.scale(min, max)}
          scores={Array.from({ length: max - min + 1 }, (_, i) => min + i)}
          value={shown.score}
          error={errors['nilai']}
        />
      </div>
      <p class="mt-2">
        <label class="inline-flex items-center gap-2.5 min-h-11 text-sm">
          <input type="checkbox" class="checkbox" name="tandai" value="ya" checked={shown.flagged} /> {t.flag}
        </label>
      </p>
      <div class="mt-3 [&>.field]:mb-0">
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
      <div class="flex gap-2">
        {before !== undefined && (
          <a class="btn btn-line" href={path(before)}>
            <Icon name="chevron-left" />
            <span class="sr-only">{t.previous}</span>
          </a>
        )}
        <Button
          look="primary"
          name="aksi"
          value={conflict ? 'tetap' : 'lanjut'}
          iconAfter={conflict ? undefined : 'chevron-right'}
          class="grow"
        >
          {conflict
            ? t.conflictUseTyped
            : next === undefined
              ? t.saveLast
              : t.saveNext(nextName(sheet, questionId, lang))}
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

/** "2" within the part; the name of the part where another one begins. */
function nextName({ ground }: Sheet, questionId: string, lang: Visit['lang']): string {
  const all = [...ground.questions.values()]
  const at = all.findIndex(({ question }) => question.id === questionId)
  const here = all[at]
  const next = all[at + 1]
  if (!here || !next) return ''
  if (next.dimension.code !== here.dimension.code) return dimensionWord(next.dimension.code, lang, ground.instrument)
  const place = all.filter(one => one.dimension.code === here.dimension.code).indexOf(next)
  return formatCount(place + 1, lang)
}
