import { formatCount, formatDateTime, formatDecimal } from '#kit/format.ts'
import { EvidenceList, EvidenceViewer } from '#modules/evidence/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { EvidenceRow } from '#ui/evidence-row.tsx'
import { Facts } from '#ui/facts.tsx'
import { Icon } from '#ui/icon.tsx'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import type { Hint } from '../../rules/scoring/hints.ts'
import { questionPath } from '../assessment/place.ts'
import { SourceLine } from '../source/source-part.tsx'
import { joined, score as scoreWords } from '../words.ts'
import type { GivenAnswer } from './answer-data.ts'
import { type Sheet, sheetPath } from './sheet-data.ts'

interface Props {
  lang: Visit['lang']
  sheet: Sheet
  questionId: string
  given: GivenAnswer
}

/** The question, what the region handed in for it, and its evidence. */
export function AnswerColumn({ lang, sheet, questionId, given }: Props) {
  const t = scoringPhrases(lang)
  const { ground, stand } = sheet
  const found = ground.questions.get(questionId)
  if (!found) return null
  const { question, dimension } = found
  const all = questionsOf(dimension)
  const indicator = dimension.indicators.find(({ sub_indicators }) =>
    sub_indicators.some(({ questions }) => questions.some(({ id }) => id === questionId)),
  )
  const indicatorName = (lang === 'id' ? indicator?.name : indicator?.name_en) ?? ''
  const { submitted } = given
  const answer = submitted?.answer
  return (
    <div class="pt-6 lg:border-l lg:border-base-300 lg:pl-10 min-w-0 pb-10">
      <p class="eyebrow">
        {t.questionOf(
          formatCount(all.findIndex(({ id }) => id === questionId) + 1, lang),
          formatCount(all.length, lang),
          indicatorName,
        )}
      </p>
      <h2 class="mt-1">{question.text[lang]}</h2>
      <section class="mt-6" aria-labelledby="jawaban">
        <h3 id="jawaban" class="eyebrow !text-sm">
          {answer?.office === undefined ? t.answerOfSecretariat : t.answerOf(answer.office)}
        </h3>
        {answer === undefined ? (
          <p class="mt-1">{t.noAnswer}</p>
        ) : (
          <>
            <p class="mt-1 text-[1.0625rem] max-w-prose whitespace-pre-line">{answer.narrative ?? t.noNarrative}</p>
            {answer.level !== null && (
              <p class="mt-3 text-sm">
                <span class="text-muted">{t.ownEstimate}: </span>
                <b>{t.ownEstimateOf(String(answer.level))}</b>
              </p>
            )}
            {answer.figures.length > 0 && (
              <div class="mt-4 max-w-md">
                <Facts
                  facts={answer.figures.map(({ label, value, unit }) => ({
                    label,
                    value: `${formatDecimal(value, lang, value.split('.')[1]?.length ?? 0)}${unit ? ` ${unit}` : ''}`,
                  }))}
                />
              </div>
            )}
          </>
        )}
        <SourceLine
          lang={lang}
          source={answer?.source}
          path={questionPath(stand.round.id, stand.region.regionCode, questionId)}
        />
        {submitted && (
          <p class="text-sm text-muted mt-3">
            {t.submission(
              formatDateTime(submitted.submittedAt, lang, stand.region.zone),
              submitted.sha256.slice(0, 12),
            )}
          </p>
        )}
      </section>
      <EvidencePart lang={lang} sheet={sheet} questionId={questionId} given={given} />
      <Hints lang={lang} hints={given.hints} />
    </div>
  )
}

function EvidencePart({ lang, sheet, questionId, given }: Props) {
  const t = scoringPhrases(lang)
  const { uses, lost, changed, warnings, shown } = given
  const here = sheetPath(sheet.roundId, sheet.code, questionId)
  return (
    <section class="mt-8" aria-labelledby="bukti">
      <h3 id="bukti" class="eyebrow !text-sm mb-2">
        {t.evidence(formatCount(uses.length + lost.length, lang))}
      </h3>
      {uses.length + lost.length === 0 ? (
        <p class="note">{t.noEvidence}</p>
      ) : (
        <>
          {uses.length > 0 && (
            <EvidenceList
              lang={lang}
              uses={uses}
              warnings={warnings}
              hrefOf={({ id }) => `${here}?bukti=${id}#tampilan`}
            />
          )}
          {lost.length > 0 && (
            <ul>
              {lost.map(({ title, anchor, sha256 }) => (
                <EvidenceRow icon="file-text" title={title} line={anchor ?? sha256?.slice(0, 12) ?? ''}>
                  <Chip status="late">{t.lostEvidence}</Chip>
                </EvidenceRow>
              ))}
            </ul>
          )}
        </>
      )}
      {changed.map(title => (
        <div class="mt-4">
          <Call tone="late">{t.changedEvidence(title)}</Call>
        </div>
      ))}
      {shown && (
        <div class="mt-6" id="tampilan">
          <div class="flex items-center gap-3 mb-2">
            <b class="text-sm min-w-0">{t.showing(shown.evidence.title)}</b>
            <a class="a ml-auto text-sm whitespace-nowrap" href={here}>
              <Icon name="x" /> {t.closeViewer}
            </a>
          </div>
          <EvidenceViewer lang={lang} evidence={shown.evidence} ticket={shown.ticket} anchor={shown.anchor} />
        </div>
      )}
    </section>
  )
}

function Hints({ lang, hints }: { lang: Visit['lang']; hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  const t = scoringPhrases(lang)
  return (
    <section class="mt-8" aria-labelledby="tanya">
      <h3 id="tanya" class="eyebrow !text-sm mb-2">
        {t.hints}
      </h3>
      <Call>
        <ul class="grid gap-2">
          {hints.map(hint => (
            <li>{hintWords(hint, lang)}</li>
          ))}
        </ul>
        <p class="text-sm text-muted mt-2">{t.hintsWhy}</p>
      </Call>
    </section>
  )
}

function hintWords(hint: Hint, lang: Visit['lang']): string {
  const t = scoringPhrases(lang).hint
  switch (hint.kind) {
    case 'all-top':
      return t[hint.kind](formatCount(hint.top, lang), formatCount(hint.answered, lang))
    case 'late-evidence':
      return t[hint.kind](formatCount(hint.count, lang))
    case 'same-text':
      return t[hint.kind](joined(hint.regions, lang))
    case 'jump':
      return t[hint.kind](String(hint.level), scoreWords(hint.before, lang), hint.edition)
    case 'no-evidence':
      return t[hint.kind](String(hint.level))
  }
}
