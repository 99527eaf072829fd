import { decimal, sum } from '#kit/decimal.ts'
import { formatCount } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Page } from '#platform/http/door.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Facts } from '#ui/facts.tsx'
import { Icon } from '#ui/icon.tsx'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadResults } from '../access.ts'
import type { Dimension, Instrument } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { hasQuestions, questionsOf } from '../rules/instrument-questions.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import type { StoredInstrument } from '../store/instruments.ts'
import { Arithmetic } from './arithmetic.tsx'
import { InstrumentQuestions } from './instrument-questions.tsx'
import { getInstrument } from './region-data.ts'
import { Whole } from './source.tsx'
import { editionWord, exact, instrumentTitle, instrumentWord, sourceWords } from './words.ts'
import { findWorkedExample, type WorkedExample } from './worked-example.ts'

/** One instrument: what it asks, how it counts, a worked example with real figures, and what is in doubt. */
export const instrumentPage: Page = {
  path: '/instrumen/:id',
  permission: 'evaluation.instrument.read',
  may: mayReadResults,
  async show({ c, lang, platform }) {
    const sql = platform.db.read
    const [stored, editions] = await Promise.all([getInstrument(sql, c.req.param('id') ?? ''), listEditions(sql)])
    const example = await findWorkedExample(sql, stored, editions)
    const { content } = stored
    const t = phrases(lang).instrument
    const title = instrumentTitle(stored, lang)
    const body = (
      <>
        <div class="page-head">
          <div>
            <h1>{title}</h1>
            <p class="lead mt-3">{stored.title[lang]}</p>
            <p class="note mt-2">{stored.id}</p>
          </div>
        </div>
        <div class="two">
          <Weights lang={lang} instrument={content} />
          <InShort lang={lang} stored={stored} editions={editions} />
        </div>
        <InWords lang={lang} instrument={content} />
        {example && <Example lang={lang} stored={stored} example={example} />}
        <InstrumentQuestions lang={lang} instrument={content} />
        <Notes lang={lang} instrument={content} />
      </>
    )
    return {
      title,
      body,
      section: '/instrumen',
      crumbs: [{ label: t.listTitle, href: '/instrumen' }, { label: instrumentWord(stored, lang) }],
    }
  },
}

type Part = { lang: Language; instrument: Instrument }

function Weights({ lang, instrument }: Part) {
  const t = phrases(lang).instrument
  const heaviest = Math.max(...instrument.dimensions.map(({ weight }) => Number(weight)))
  return (
    <section aria-labelledby="bobot">
      <h2 id="bobot">{t.weightsTitle}</h2>
      <p class="note mt-2 mb-4">{t.weightsNote}</p>
      <Table<Dimension>
        lang={lang}
        caption={t.weightsTitle}
        rows={instrument.dimensions}
        columns={[
          {
            key: 'dimension',
            label: t.dimension,
            rowHeader: true,
            cell: one => (
              <>
                {one.name[lang]}
                {questionsOf(one).length > 0 && (
                  <small class="block font-normal text-muted">
                    {t.countQuestions(formatCount(questionsOf(one).length, lang))}
                  </small>
                )}
              </>
            ),
          },
          {
            key: 'share',
            label: t.weight,
            labelHidden: true,
            onlyWide: true,
            cell: ({ weight }) => <Meter value={weight} max={heaviest} />,
          },
          {
            key: 'weight',
            label: t.weight,
            align: 'right',
            class: 'font-bold',
            cell: ({ weight }) => exact(decimal(weight), lang, 2),
          },
        ]}
        foot={{ dimension: t.sum, weight: exact(sum(instrument.dimensions.map(one => decimal(one.weight))), lang, 2) }}
      />
    </section>
  )
}

function InShort({
  lang,
  stored,
  editions,
}: {
  lang: Language
  stored: StoredInstrument
  editions: readonly Edition[]
}) {
  const t = phrases(lang).instrument
  const { scale, source } = stored.content
  const used = editions.filter(({ groups }) => groups.some(({ instrumentId }) => instrumentId === stored.id))
  return (
    <section aria-labelledby="ringkas">
      <h2 id="ringkas" class="mb-5">
        {t.factsTitle}
      </h2>
      <Facts
        facts={[
          { label: t.year, value: stored.year },
          { label: t.scale, value: t.scaleIs(String(scale.min), String(scale.max)) },
          {
            label: t.assessors,
            value: scale.assessors === null ? t.assessorsUnknown : formatCount(scale.assessors, lang),
          },
          { label: t.rounding, value: t.roundingShort[stored.content.aggregation.index_rounding] },
          ...(used.length > 0
            ? [
                {
                  label: t.editions,
                  value: used.map((edition, index) => (
                    <>
                      {index > 0 && ', '}
                      <a class="a" href={`/hasil/${edition.id}`}>
                        {editionWord(edition, lang)}
                      </a>
                    </>
                  )),
                },
              ]
            : []),
          { label: t.source, value: <Whole words={sourceWords(source, lang)} /> },
          { label: t.hash, value: <span class="hash">{stored.sha256}</span> },
        ]}
      />
    </section>
  )
}

function InWords({ lang, instrument }: Part) {
  const t = phrases(lang).instrument
  const { assessors } = instrument.scale
  const steps = [
    ...(hasQuestions(instrument)
      ? t.steps(assessors === null ? undefined : formatCount(assessors, lang))
      : [t.stepsUnknown]),
    t.stepIndex[instrument.aggregation.index_rounding],
    t.stepAbsent,
    t.stepChange,
  ]
  return (
    <section class="sec" aria-labelledby="cara">
      <h2 id="cara" class="mb-5">
        {t.arithmeticTitle}
      </h2>
      <ol class="list max-w-prose">
        {steps.map((step, index) => (
          <li>
            <b>{index + 1}</b>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Example({ lang, stored, example }: { lang: Language; stored: StoredInstrument; example: WorkedExample }) {
  const t = phrases(lang).instrument
  const { result, edition, working } = example
  return (
    <section class="sec" aria-labelledby="contoh">
      <h2 id="contoh">{t.exampleTitle(shortName(result.regionName))}</h2>
      <p class="note mt-2 mb-5">{t.exampleNote(editionWord(edition, lang))}</p>
      <div class="max-w-4xl">
        <Arithmetic lang={lang} instrument={stored.content} working={working} />
      </div>
      <p class="mt-4">
        <a class="a" href={`/daerah/${result.regionCode}/evaluasi?tahun=${edition.id}`}>
          {t.exampleLink}
        </a>
      </p>
    </section>
  )
}

function Notes({ lang, instrument }: Part) {
  const t = phrases(lang).instrument
  const notes = [instrument.scale.note, instrument.aggregation.note, ...instrument.notes].filter(
    note => note !== undefined,
  )
  return (
    <section class="sec" aria-labelledby="catatan">
      <h2 id="catatan">{t.notesTitle}</h2>
      <p class="note mt-2 mb-2">{t.notesNote}</p>
      <details class="fold" open={lang === 'en'}>
        <summary>
          <Icon name="chevron-down" />
          {t.notesOpen(formatCount(notes.length, lang))}
        </summary>
        <ul class="list max-w-prose mt-2" lang="en">
          {notes.map((note, index) => (
            <li>
              <b>{index + 1}</b>
              <span>{note}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
