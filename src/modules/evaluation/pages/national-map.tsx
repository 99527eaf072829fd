import { decimal } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { nationalGeography } from '#ui/boundaries.ts'
import { MapNational, type MapValue } from '#ui/map-national.tsx'
import { phrases } from '../phrases/index.ts'
import { type IndexStep, stepOf } from '../rules/summary.ts'
import { count, score } from './words.ts'

const steps: Record<IndexStep, MapValue['step']> = {
  'below-2.00': 1,
  'from-2.00': 2,
  'from-2.50': 3,
  'from-3.00': 4,
  'from-3.50': 5,
  absent: 'absent',
}

interface Props {
  lang: Language
  /** Id and name of the edition. */
  edition: { id: string; word: string }
  rows: readonly { regionCode: string; regionName: string; index: string | null }[]
  /** Whether this is the edition that a region's page opens with. */
  latest: boolean
}

/** The country with every region of an edition coloured by its index. */
export function NationalMap({ lang, edition, rows, latest }: Props) {
  const t = phrases(lang).national
  const year = latest ? '' : `?tahun=${edition.id}`
  const values = new Map(
    rows.map(({ regionCode, regionName, index }): [string, MapValue] => [
      regionCode,
      {
        step: steps[stepOf(index === null ? null : decimal(index))],
        href: `/daerah/${regionCode}/evaluasi${year}`,
        label: t.mapValue(regionName, index === null ? phrases(lang).absent : score(index, lang)),
      },
    ]),
  )
  return (
    <section class="sec" aria-labelledby="peta-indeks">
      <h2 id="peta-indeks" class="sr-only">
        {t.map}
      </h2>
      <MapNational
        lang={lang}
        geography={nationalGeography()}
        values={values}
        label={t.mapLabel(count(rows.length, lang))}
        legendTitle={t.legend(edition.word)}
        legend={t.steps}
        movable
      />
    </section>
  )
}
