import { decimal } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Dim, type DimensionKey } from '#ui/dim.tsx'
import { Icon } from '#ui/icon.tsx'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import type { Dimension, Question, SmartDimension } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { dimensionScore, meanInWords } from '../rules/dimension-score.ts'
import { questionsOf } from '../rules/instrument-questions.ts'
import { smartDimensionMeans } from '../rules/smart-dimensions.ts'
import type { Details, RegionResult } from './region-data.ts'
import { count, dimensionWord, editionWord, exact, score } from './words.ts'

export const smartKey: Record<SmartDimension, DimensionKey> = {
  governance: 'gov',
  branding: 'bra',
  economy: 'eco',
  living: 'liv',
  society: 'soc',
  environment: 'env',
}

/** The six smart-city dimensions from the scores of the outcome questions, where those are loaded. */
export function SmartDimensions({ lang, found, details }: { lang: Language; found: RegionResult; details: Details }) {
  const t = phrases(lang).result
  const { questions } = details
  if (!questions) return null
  const scores = Object.fromEntries(Object.entries(questions.scores).map(([id, text]) => [id, decimal(text)]))
  const means = smartDimensionMeans(questions.of.instrument.content, scores)
  if (means.length === 0) return null
  const older = questions.of.result.edition !== found.result.edition
  return (
    <section class="sec" aria-labelledby="enam">
      <h2 id="enam">{t.smartTitle}</h2>
      <p class="note mt-2 mb-4">
        {t.smartNote(editionWord(questions.of.edition, lang))}
        {older && ` ${t.smartNotLoaded(editionWord(found.edition, lang))}`}
      </p>
      <ul class="dims">
        {means.map(one => (
          <li>
            <span>
              <Dim dimension={smartKey[one.dimension]} lang={lang} />
              <small>{t.questions(count(one.questions, lang))}</small>
            </span>
            <b>{one.score ? score(one.score, lang) : '–'}</b>
            <Meter value={one.score?.toString()} max={4} dimension={smartKey[one.dimension]} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every question with its score, folded away, dimension by dimension with the mean spelled out. */
export function QuestionScores({ lang, details }: { lang: Language; details: Details }) {
  const t = phrases(lang).result
  const { questions } = details
  if (!questions) return null
  const { instrument, edition } = questions.of
  const { assessors } = instrument.content.scale
  const total = Object.keys(questions.scores).length
  return (
    <section class="sec" aria-labelledby="pertanyaan">
      <h2 id="pertanyaan">
        {t.questionsHead} {editionWord(edition, lang)}
      </h2>
      <p class="note mt-2 mb-2">{t.questionsNote(assessors === null ? undefined : count(assessors, lang))}</p>
      <details class="fold">
        <summary>
          <Icon name="chevron-down" />
          {t.questionTitle(count(total, lang))}
        </summary>
        {instrument.content.dimensions.map(dimension => (
          <DimensionQuestions lang={lang} dimension={dimension} scores={questions.scores} />
        ))}
      </details>
    </section>
  )
}

function DimensionQuestions(props: { lang: Language; dimension: Dimension; scores: Readonly<Record<string, string>> }) {
  const { lang, dimension, scores } = props
  const t = phrases(lang).result
  const questions = questionsOf(dimension)
  const scoreOf = ({ id }: Question) => (Object.hasOwn(scores, id) ? scores[id] : undefined)
  const result = dimensionScore(
    questions.map(question => {
      const text = scoreOf(question)
      return { id: question.id, score: text === undefined ? null : decimal(text) }
    }),
  )
  return (
    <div class="mt-6">
      <h3 class="text-lg font-bold">{dimensionWord(dimension.code, lang)}</h3>
      <p class="note mt-1 mb-2">{meanWords(result, lang)}</p>
      <Table<Question>
        lang={lang}
        caption={`${t.questionsHead}: ${dimension.name[lang]}`}
        rows={questions}
        columns={[
          {
            key: 'code',
            label: phrases(lang).instrument.code,
            class: 'w-20 text-muted',
            onlyWide: true,
            cell: one => one.code,
          },
          { key: 'question', label: t.question, rowHeader: true, class: 'font-normal', cell: one => one.text[lang] },
          {
            key: 'score',
            label: t.score,
            align: 'right',
            class: 'font-bold',
            cell: one => {
              const text = scoreOf(one)
              return text === undefined ? '–' : score(text, lang)
            },
          },
        ]}
      />
    </div>
  )
}

function meanWords(result: ReturnType<typeof dimensionScore>, lang: Language): string {
  const t = phrases(lang).result
  const words = meanInWords(result)
  if (!words || !result.sum || !result.score) return ''
  const [sum, number, mean] = [exact(result.sum, lang, 2), count(result.count, lang), score(result.score, lang)]
  const quotient = exact(words.cut, lang, 2)
  return words.exact && quotient === mean
    ? t.meanExact(sum, number, mean)
    : t.meanOf(sum, number, words.exact ? quotient : `${quotient}…`, mean)
}

/** What the assessors wrote: strengths, weaknesses, recommendations, as quoted. */
export function Remarks({ lang, details }: { lang: Language; details: Details }) {
  const t = phrases(lang).result
  if (!details.remarks) return null
  const { of, remarks } = details.remarks
  const texts = (kind: string) => remarks.filter(remark => remark.kind === kind).map(({ text }) => text)
  const recommendations = texts('recommendation')
  return (
    <>
      <section class="sec" aria-labelledby="catatan">
        <h2 id="catatan">{t.remarksTitle(editionWord(of.edition, lang))}</h2>
        <p class="note mt-2 mb-5">{t.remarksNote}</p>
        <div class="two">
          <RemarkList title={t.strengths} icon="circle-check" tone="text-success" texts={texts('strength')} />
          <RemarkList title={t.weaknesses} icon="triangle-alert" tone="text-warning" texts={texts('weakness')} />
        </div>
      </section>
      {recommendations.length > 0 && (
        <section class="sec" aria-labelledby="rekomendasi">
          <h2 id="rekomendasi" class="mb-5">
            {t.recommendations} {editionWord(of.edition, lang)}
          </h2>
          <Numbered texts={recommendations} />
        </section>
      )}
    </>
  )
}

type ListProps = { title: string; icon: 'circle-check' | 'triangle-alert'; tone: string; texts: readonly string[] }

function RemarkList({ title, icon, tone, texts }: ListProps) {
  if (texts.length === 0) return null
  return (
    <div>
      <h3 class="text-lg font-bold mb-3 flex items-center gap-2">
        <Icon name={icon} class={tone} />
        {title}
      </h3>
      <Numbered texts={texts} />
    </div>
  )
}

function Numbered({ texts }: { texts: readonly string[] }) {
  return (
    <ol class="list" lang="id">
      {texts.map((text, index) => (
        <li>
          <b>{index + 1}</b>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  )
}
