import { formatCount } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Call } from '#ui/call.tsx'
import { Table } from '#ui/table.tsx'
import { roundPhrases } from '../../phrases/round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import type { SubmittedScore } from '../../store/scoring/scores.ts'
import { score as scoreWords } from '../words.ts'
import { ScoreForm, type ScoreProps } from './score-form.tsx'
import type { Sheet } from './sheet-data.ts'

/** Last year's score and words, the own score, and the way on. */
export function ScoreColumn(props: ScoreProps) {
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

type BeforeProps = Pick<ScoreProps, 'sheet' | 'questionId' | 'given'> & { lang: Visit['lang'] }

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

function OwnReadOnly({ visit: { lang }, sheet, questionId, retry }: ScoreProps) {
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
      {retry && <NotKept lang={lang} retry={retry} />}
    </>
  )
}

/** What was typed and is not kept, to be copied. */
function NotKept({ lang, retry }: { lang: Visit['lang']; retry: Retry }) {
  const t = scoringPhrases(lang)
  const typed = [retry.form.text('nilai'), retry.form.text('catatan')].filter(text => text !== undefined)
  if (typed.length === 0) return null
  return (
    <div class="mt-4">
      <p class="text-sm text-muted">{t.notKept}</p>
      {typed.map(text => (
        <p class="whitespace-pre-line">{text}</p>
      ))}
    </div>
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
