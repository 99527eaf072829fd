import { decimal } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Absent } from '#ui/absent.tsx'
import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import type { Report } from '../../documents/result-report.ts'
import type { Dimension, Question } from '../../model.ts'
import { closingPhrases } from '../../phrases/closing.ts'
import { disagrees, spreadOf } from '../../rules/closing/spread.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { wording } from '../../rules/same-question.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { count, dimensionWord, score } from '../words.ts'

interface Props {
  lang: Language
  report: Report
  /** Scores of the questions of the year before, by their id then; empty where they were not published. */
  past: Readonly<Record<string, string>>
}

/** Every question with its mean, what each unnamed assessor gave, how far they are apart, and the year before. */
export function OutcomeQuestions({ lang, report, past }: Props) {
  const t = closingPhrases(lang)
  const { given } = report.frozen.inputs
  if (given.kind === 'absent') return null
  if (given.kind === 'dimension-scores') {
    return (
      <section class="sec" aria-labelledby="pertanyaan">
        <h2 id="pertanyaan">{t.questionsTitle}</h2>
        <p class="note mt-2">{t.noQuestions}</p>
      </section>
    )
  }
  const number = given.kind === 'assessor-scores' ? count(given.assessors.length, lang) : ''
  return (
    <section class="sec" aria-labelledby="pertanyaan">
      <h2 id="pertanyaan">{t.questionsTitle}</h2>
      <p class="note mt-2 mb-2">{t.questionsNote[given.kind](number)}</p>
      <details class="fold">
        <summary>
          <Icon name="chevron-down" />
          {t.openQuestions(count(Object.keys(report.frozen.outcome.questions).length, lang))}
        </summary>
        {report.instrument.content.dimensions.map(dimension => (
          <DimensionTable lang={lang} report={report} past={past} dimension={dimension} />
        ))}
      </details>
    </section>
  )
}

function DimensionTable({ lang, report, past, dimension }: Props & { dimension: Dimension }) {
  const t = closingPhrases(lang)
  const { outcome, inputs } = report.frozen
  const given = inputs.given.kind === 'assessor-scores' ? inputs.given : undefined
  const mean = outcome.dimensions[dimension.code]
  const before = pastScores(report, past)
  const name = dimensionWord(dimension.code, lang, report.instrument.content)
  const spread = ({ id }: Question) => spreadOf(given?.scores[id] ?? [])
  return (
    <div class="mt-6">
      <h3 class="text-lg font-bold mb-2">{name}</h3>
      <Table<Question>
        lang={lang}
        caption={`${t.questionsTitle}: ${name}`}
        rows={questionsOf(dimension)}
        columns={[
          { key: 'code', label: t.code, class: 'w-20 text-muted', onlyWide: true, cell: one => one.code },
          { key: 'question', label: t.question, rowHeader: true, class: 'font-normal', cell: one => one.text[lang] },
          ...(given
            ? [
                {
                  key: 'given',
                  label: t.scores,
                  align: 'right' as const,
                  onlyWide: true,
                  cell: ({ id }: Question) =>
                    given.assessors.map((place, at) => (
                      <span title={roundPhrases(lang).assessor(place)}>{given.scores[id]?.[at] ?? '–'} </span>
                    )),
                },
                {
                  key: 'spread',
                  label: t.spread,
                  align: 'right' as const,
                  onlyWide: true,
                  cell: (one: Question) => {
                    const found = spread(one)
                    if (!found) return <Absent lang={lang} />
                    const words = t.spreadWords(found.min, found.max, score(found.deviation, lang))
                    return disagrees(found) ? <b>{words}</b> : words
                  },
                },
              ]
            : []),
          ...(before.size > 0 && inputs.before
            ? [
                {
                  key: 'before',
                  label: t.lastYear(inputs.before.edition),
                  align: 'right' as const,
                  onlyWide: true,
                  class: 'text-muted',
                  cell: (one: Question) => {
                    const text = before.get(wording(one))
                    return text === undefined ? <Absent lang={lang} /> : score(decimal(text), lang)
                  },
                },
              ]
            : []),
          {
            key: 'score',
            label: t.score,
            align: 'right',
            class: 'font-bold',
            cell: ({ id }) => {
              const text = outcome.questions[id]
              return text ? score(text, lang) : <Absent lang={lang} />
            },
          },
        ]}
        foot={{ question: dimension.name[lang], score: mean ? score(mean, lang) : <Absent lang={lang} /> }}
      />
    </div>
  )
}

/** Last year's scores by the words of their question, since the paper renumbers. */
function pastScores({ beforeInstrument }: Report, past: Readonly<Record<string, string>>): Map<string, string> {
  const questions = beforeInstrument?.content.dimensions.flatMap(questionsOf) ?? []
  return new Map(
    questions.flatMap((question): [string, string][] => {
      const text = past[question.id]
      return text === undefined ? [] : [[wording(question), text]]
    }),
  )
}
