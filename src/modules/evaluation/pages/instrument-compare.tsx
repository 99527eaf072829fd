import { decimal, roundHalfUp } from '#kit/decimal.ts'
import { formatCount } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Page } from '#platform/http/door.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Call } from '#ui/call.tsx'
import { Empty } from '#ui/empty.tsx'
import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import {
  compareInstruments,
  type DimensionComparison,
  type InstrumentComparison,
  type QuestionPair,
} from '../rules/compare-instruments.ts'
import { listEditions } from '../store/editions.ts'
import { listInstruments, type StoredInstrument } from '../store/instruments.ts'
import { ChooseTwo } from './instruments.tsx'
import { getInstrument } from './region-data.ts'
import { dimensionWord, editionWord, exact, instrumentWord, score } from './words.ts'
import { findWorkedExample, type WorkedExample } from './worked-example.ts'

/** Two instruments side by side: weights, rounding with a worked number, and the questions that changed. */
export const instrumentComparePage: Page = {
  path: '/instrumen/bandingkan',
  permission: 'evaluation.instrument.read',
  may: mayReadResults,
  async show({ c, lang, platform }) {
    const sql = platform.db.read
    const [a, b] = [c.req.query('a') || undefined, c.req.query('b') || undefined]
    const [instruments, editions] = await Promise.all([listInstruments(sql), listEditions(sql)])
    const pick = async (id: string | undefined) =>
      id === undefined ? undefined : (instruments.find(one => one.id === id) ?? (await getInstrument(sql, id)))
    const [first, second] = [await pick(a), await pick(b)]
    const t = phrases(lang).instrument
    const different = first && second && first.id !== second.id
    const example = different ? await findWorkedExample(sql, first, editions) : undefined
    const body = (
      <>
        <div class="page-head">
          <div>
            <h1>{t.comparePageTitle}</h1>
            {different && (
              <p class="lead mt-3">{t.compareLead(instrumentWord(first, lang), instrumentWord(second, lang))}</p>
            )}
          </div>
        </div>
        {different ? (
          <Comparison lang={lang} first={first} second={second} example={example} />
        ) : (
          <Empty fact={first && second ? t.compareSame : t.compareEmpty} />
        )}
        <ChooseTwo lang={lang} instruments={instruments} first={a} second={b} />
      </>
    )
    return {
      title: t.comparePageTitle,
      body,
      section: '/instrumen',
      crumbs: [{ label: t.listTitle, href: '/instrumen' }, { label: t.compareTitle }],
    }
  },
}

interface Props {
  lang: Language
  first: StoredInstrument
  second: StoredInstrument
  example: WorkedExample | undefined
}

function Comparison({ lang, first, second, example }: Props) {
  const comparison = compareInstruments(first.content, second.content)
  return (
    <>
      <div class="two wide-left">
        <Weights lang={lang} first={first} second={second} comparison={comparison} />
        <Rounding lang={lang} comparison={comparison} example={example} />
      </div>
      <Changes lang={lang} comparison={comparison} />
    </>
  )
}

type WithComparison = { lang: Language; comparison: InstrumentComparison }

function Weights({ lang, first, second, comparison }: WithComparison & Pick<Props, 'first' | 'second'>) {
  const t = phrases(lang).instrument
  const cell = (side: DimensionComparison['before'], changed: boolean) => {
    if (side === null) return <span class="text-muted">{t.notThere}</span>
    const weight = exact(decimal(side.weight), lang, 2)
    return changed ? <b>{weight}</b> : weight
  }
  return (
    <section aria-labelledby="bobot">
      <h2 id="bobot" class="mb-4">
        {t.compareWeights}
      </h2>
      <Table<DimensionComparison>
        lang={lang}
        caption={t.compareWeights}
        rows={comparison.dimensions}
        columns={[
          { key: 'dimension', label: t.dimension, rowHeader: true, cell: ({ code }) => dimensionWord(code, lang) },
          {
            key: 'first',
            label: instrumentWord(first, lang),
            align: 'right',
            class: 'whitespace-normal',
            cell: one => cell(one.before, false),
          },
          {
            key: 'second',
            label: instrumentWord(second, lang),
            align: 'right',
            class: 'whitespace-normal',
            cell: one => cell(one.after, one.weightChanged),
          },
          {
            key: 'questions',
            label: t.questions,
            align: 'right',
            onlyWide: true,
            cell: ({ before, after }) =>
              comparison.questionsKnown
                ? t.questionCount(
                    formatCount(before?.questionCount ?? 0, lang),
                    formatCount(after?.questionCount ?? 0, lang),
                  )
                : '–',
          },
        ]}
      />
    </section>
  )
}

function Rounding({ lang, comparison, example }: WithComparison & { example: WorkedExample | undefined }) {
  const t = phrases(lang).instrument
  const { before, after, changed } = comparison.rounding
  const working = example?.working
  return (
    <Call title={t.rounding}>
      <p>
        {changed
          ? t.roundingDiffers(t.roundingShort[before], t.roundingShort[after])
          : t.roundingSame(t.roundingShort[before])}
      </p>
      {changed && example && working?.exactSum && working.roundedTermSum && (
        <p class="mt-2">
          {t.roundingExample(
            shortName(example.result.regionName),
            editionWord(example.edition, lang),
            score(working.roundedTermSum, lang),
            score(roundHalfUp(working.exactSum, 2), lang),
          )}
        </p>
      )}
    </Call>
  )
}

function Changes({ lang, comparison }: WithComparison) {
  const t = phrases(lang).instrument
  const pairs = comparison.dimensions.flatMap(({ questions }) => questions)
  const number = (kind: QuestionPair['kind']) => formatCount(pairs.filter(pair => pair.kind === kind).length, lang)
  return (
    <section class="sec" aria-labelledby="perubahan">
      <h2 id="perubahan">{t.questionChanges}</h2>
      {!comparison.questionsKnown ? (
        <p class="note mt-2">{t.questionsNotKnown}</p>
      ) : (
        <>
          <p class="mt-3">
            {t.counts(number('same'), number('renumbered'), number('other-text'), number('added'), number('removed'))}
          </p>
          <p class="note mt-2 mb-4">{t.questionChangesNote}</p>
          {comparison.dimensions.map(one => (
            <DimensionChanges lang={lang} comparison={one} />
          ))}
        </>
      )}
    </section>
  )
}

function DimensionChanges({ lang, comparison }: { lang: Language; comparison: DimensionComparison }) {
  const t = phrases(lang).instrument
  const changed = comparison.questions.filter(({ kind }) => kind !== 'same')
  if (changed.length === 0) return null
  return (
    <details class="fold border-t border-base-300">
      <summary>
        <Icon name="chevron-down" />
        <span>
          {dimensionWord(comparison.code, lang)}
          <span class="font-normal text-muted">, {t.countQuestions(formatCount(changed.length, lang))}</span>
        </span>
      </summary>
      <div class="pb-6">
        <Table<QuestionPair>
          lang={lang}
          caption={`${t.questionChanges}: ${dimensionWord(comparison.code, lang)}`}
          rows={changed}
          columns={[
            {
              key: 'kind',
              label: t.change,
              rowHeader: true,
              class: 'w-24 align-top',
              cell: ({ kind }) => t.pairKinds[kind],
            },
            {
              key: 'before',
              label: t.before,
              onlyWide: true,
              class: 'w-2/5 align-top',
              cell: ({ before }) => <Text lang={lang} question={before} />,
            },
            {
              key: 'after',
              label: t.after,
              class: 'align-top',
              cell: ({ before, after }) => (
                <>
                  <Text lang={lang} question={after} />
                  {before && (
                    <span class="only-narrow block mt-2 text-sm text-muted">
                      {t.before}: {before.text[lang]}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      </div>
    </details>
  )
}

function Text({ lang, question }: { lang: Language; question: QuestionPair['after'] }) {
  if (!question) return <span class="text-muted">–</span>
  return (
    <>
      {question.text[lang]}
      <small class="block text-muted">{question.code}</small>
    </>
  )
}
