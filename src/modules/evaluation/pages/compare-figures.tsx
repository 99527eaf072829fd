import type { Child } from 'hono/jsx'
import { formatDecimal } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Absent } from '#ui/absent.tsx'
import { Delta } from '#ui/delta.tsx'
import { Meter } from '#ui/meter.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { phrases } from '../phrases/index.ts'
import type { Edition } from '../store/editions.ts'
import type { Compared } from './compare.tsx'
import { dimensionWord, groupWord, orderedDimensions } from './words.ts'

interface Props {
  lang: Language
  chosen: readonly Compared[]
  /** Name of the edition. */
  word: string
}

/** Why a region has no figure: absent, or not in the table at all. */
function noFigure({ result }: Compared, lang: Language, word: string): string {
  if (!result) return phrases(lang).compare.notListed(word)
  return result.tookPart ? phrases(lang).noIndex : phrases(lang).absent
}

/** Dimension by dimension, a bar for each region that took part; for the others the reason in words. */
export function Bars({ lang, chosen, word }: Props) {
  const t = phrases(lang).compare
  const codes = orderedDimensions(chosen.flatMap(({ result }) => Object.keys(result?.scores ?? {})))
  const parts = [
    ...codes.map(code => ({
      name: dimensionWord(code, lang),
      value: ({ result }: Compared) => result?.scores[code],
    })),
    { name: phrases(lang).index, value: ({ result }: Compared) => result?.index ?? undefined },
  ]
  if (!chosen.some(({ result }) => result?.tookPart)) return null
  return (
    <section class="sec !pt-6" aria-labelledby="batang">
      <h2 id="batang">{t.bars}</h2>
      <p class="note mt-2 mb-6">{t.barsNote}</p>
      <div class="versus">
        {parts.map(({ name, value }) => (
          <div>
            <h3>{name}</h3>
            <ul>
              {chosen.map(one => (
                <li>
                  <span>{shortName(one.region.name)}</span>
                  <Bar value={value(one)} lang={lang}>
                    {one.result?.tookPart ? <Absent lang={lang} /> : noFigure(one, lang, word)}
                  </Bar>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

/** A bar with its figure; where there is none, the word for it and no bar, since an empty one reads as zero. */
function Bar({ value, lang, children }: { value: string | undefined; lang: Language; children?: Child }) {
  if (value === undefined) return <span class="col-span-2 text-muted">{children}</span>
  return (
    <>
      <Meter value={value} max={4} />
      <b>{formatDecimal(value, lang)}</b>
    </>
  )
}

export function ComparedTable({ lang, chosen, edition, word }: Props & { edition: Edition }) {
  const t = phrases(lang).compare
  const codes = orderedDimensions(chosen.flatMap(({ result }) => Object.keys(result?.scores ?? {})))
  const columns: Column<Compared>[] = [
    {
      key: 'name',
      label: phrases(lang).region,
      rowHeader: true,
      cell: ({ region, result }) => (
        <>
          <a class="a" href={`/daerah/${region.code}/evaluasi${result ? `?tahun=${edition.id}` : ''}`}>
            {shortName(region.name)}
          </a>
          <small class="block font-normal text-muted">
            {result ? groupWord(result.group, lang) : t.notListed(word)}
          </small>
        </>
      ),
    },
    ...codes.map((code): Column<Compared> => ({
      key: code,
      label: dimensionWord(code, lang),
      align: 'right',
      onlyWide: true,
      cell: ({ result }) => (result?.scores[code] ? formatDecimal(result.scores[code], lang) : <Absent lang={lang} />),
    })),
    {
      key: 'index',
      label: phrases(lang).index,
      align: 'right',
      class: 'font-bold',
      cell: one =>
        one.result?.index ? (
          formatDecimal(one.result.index, lang)
        ) : (
          <span class="font-normal text-muted">{one.result ? noFigure(one, lang, word) : <Absent lang={lang} />}</span>
        ),
    },
    {
      key: 'change',
      label: t.change,
      align: 'right',
      cell: ({ result }) => <Delta change={result?.change ?? undefined} lang={lang} />,
    },
    {
      key: 'rank',
      label: t.rank,
      align: 'right',
      onlyWide: true,
      cell: ({ result }) => result?.groupRank ?? <Absent lang={lang} />,
    },
  ]
  return (
    <section class="sec" aria-labelledby="tabel">
      <h2 id="tabel" class="mb-4">
        {t.table}
      </h2>
      <Table lang={lang} caption={t.caption(word)} columns={columns} rows={chosen} />
    </section>
  )
}
