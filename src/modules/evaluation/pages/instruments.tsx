import { formatCount } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { Language } from '#platform/i18n/language.ts'
import { Table } from '#ui/table.tsx'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { questionsOf } from '../rules/instrument-questions.ts'
import { listInstruments, type StoredInstrument } from '../store/instruments.ts'
import { instrumentTitle, instrumentWord } from './words.ts'

/** Every published instrument, and a form to set two side by side. */
export const instrumentsPage: Page = {
  path: '/instrumen',
  permission: 'evaluation.instrument.read',
  may: mayReadResults,
  async show({ lang, platform }) {
    const instruments = await listInstruments(platform.db.read)
    const t = phrases(lang).instrument
    const body = (
      <>
        <div class="page-head">
          <div>
            <h1>{t.listTitle}</h1>
            <p class="lead mt-3">{t.listLead}</p>
          </div>
        </div>
        <Table<StoredInstrument>
          lang={lang}
          caption={t.listCaption}
          rows={instruments}
          columns={[
            {
              key: 'name',
              label: t.name,
              rowHeader: true,
              cell: one => (
                <>
                  <a class="a" href={`/instrumen/${one.id}`}>
                    {instrumentTitle(one, lang)}
                  </a>
                  <small class="block font-normal text-muted max-w-xl">{one.title[lang]}</small>
                </>
              ),
            },
            {
              key: 'dimensions',
              label: t.dimensions,
              align: 'right',
              onlyWide: true,
              cell: one => one.content.dimensions.length,
            },
            {
              key: 'questions',
              label: t.questions,
              align: 'right',
              onlyWide: true,
              cell: one => questionWords(one, lang),
            },
            {
              key: 'rounding',
              label: t.rounding,
              onlyWide: true,
              cell: one => t.roundingShort[one.content.aggregation.index_rounding],
            },
          ]}
        />
        {instruments.length > 1 && <ChooseTwo lang={lang} instruments={instruments} />}
      </>
    )
    return { title: t.listTitle, body, section: '/instrumen' }
  },
}

function questionWords({ content }: StoredInstrument, lang: Language) {
  const questions = content.dimensions.flatMap(questionsOf).length
  return questions === 0 ? (
    <span class="text-muted">{phrases(lang).instrument.questionsUnknown}</span>
  ) : (
    formatCount(questions, lang)
  )
}

interface ChooseProps {
  lang: Language
  instruments: readonly StoredInstrument[]
  first?: string | undefined
  second?: string | undefined
}

/** Two instruments to set side by side. */
export function ChooseTwo({ lang, instruments, first, second }: ChooseProps) {
  const t = phrases(lang).instrument
  const options = instruments.map(one => ({ value: one.id, label: instrumentWord(one, lang) }))
  return (
    <section class="sec" aria-labelledby="dua">
      <h2 id="dua" class="mb-5">
        {t.compareTitle}
      </h2>
      <form method="get" action="/instrumen/bandingkan" class="no-print">
        <Field
          lang={lang}
          kind="select"
          name="a"
          label={t.first}
          options={options}
          value={first ?? options.at(-2)?.value}
        />
        <Field
          lang={lang}
          kind="select"
          name="b"
          label={t.second}
          options={options}
          value={second ?? options[0]?.value}
        />
        <Button>{t.compareDo}</Button>
      </form>
    </section>
  )
}
