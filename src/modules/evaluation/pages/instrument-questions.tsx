import { formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Dim } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import type { Dimension, Instrument, Question } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { hasQuestions } from '../rules/instrument-questions.ts'
import { smartKey } from './region-details.tsx'

/** Every question of an instrument, folded by dimension; or that they were not published. */
export function InstrumentQuestions({ lang, instrument }: { lang: Language; instrument: Instrument }) {
  const t = phrases(lang).instrument
  return (
    <section class="sec" aria-labelledby="pertanyaan">
      <h2 id="pertanyaan">{t.questionsTitle}</h2>
      {hasQuestions(instrument) ? (
        <>
          <p class="note mt-2 mb-4">
            {t.questionsNote} {lang === 'en' && t.questionsEnglish}
          </p>
          {instrument.dimensions.map(dimension => (
            <DimensionQuestions lang={lang} dimension={dimension} />
          ))}
        </>
      ) : (
        <div class="mt-5">
          <Empty fact={t.noQuestionsFact} reason={t.noQuestionsWhy} />
        </div>
      )}
    </section>
  )
}

interface Row {
  question: Question
  /** Name of its indicator, on the first question below it. */
  indicator: string | undefined
}

function DimensionQuestions({ lang, dimension }: { lang: Language; dimension: Dimension }) {
  const t = phrases(lang).instrument
  const rows = dimension.indicators.flatMap(indicator =>
    indicator.sub_indicators
      .flatMap(({ questions }) => questions)
      .map((question, index): Row => ({
        question,
        indicator: index === 0 ? (lang === 'id' ? indicator.name : indicator.name_en) : undefined,
      })),
  )
  return (
    <details class="fold border-t border-base-300">
      <summary>
        <Icon name="chevron-down" />
        <span>
          {dimension.name[lang]}
          <span class="font-normal text-muted">, {t.countQuestions(formatCount(rows.length, lang))}</span>
        </span>
      </summary>
      <div class="pb-6">
        <Table<Row>
          lang={lang}
          caption={`${t.questionsTitle}: ${dimension.name[lang]}`}
          rows={rows}
          columns={[
            {
              key: 'code',
              label: t.code,
              onlyWide: true,
              class: 'w-24 text-muted align-top',
              cell: ({ question }) => question.code,
            },
            {
              key: 'question',
              label: t.question,
              rowHeader: true,
              class: 'align-top',
              cell: ({ question, indicator }) => (
                <>
                  {indicator !== undefined && <small class="block text-muted mb-1">{indicator}</small>}
                  <span class="font-normal">{question.text[lang]}</span>
                </>
              ),
            },
            {
              key: 'dimension',
              label: t.dimension,
              onlyWide: true,
              class: 'w-44 align-top',
              cell: ({ question }) =>
                question.smart_dimension && <Dim dimension={smartKey[question.smart_dimension]} lang={lang} />,
            },
            {
              key: 'kind',
              label: t.kind,
              class: 'text-sm text-muted align-top',
              cell: ({ question }) => t.kinds[question.kind],
            },
          ]}
        />
      </div>
    </details>
  )
}
