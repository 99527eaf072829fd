import { formatCount, formatOf } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import type { Assessment } from '../../actions/assessment/read-assessment.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import type { Completeness as Counts } from '../../rules/assessment/completeness.ts'
import { dimensionWord } from '../words.ts'
import { filterHref, type QuestionFilter } from './question-filter.ts'

const noFilter: QuestionFilter = { state: undefined, dimension: undefined, office: undefined, from: undefined }

/** How far the questions in sight are, by dimension, and by office for who sees several. Rows lead to their questions. */
export function Completeness({ visit, assessment, path }: { visit: Visit; assessment: Assessment; path: string }) {
  const { lang } = visit
  const { done, byDimension, byOffice, officeNames, instrument, rows } = assessment
  const t = assessmentPhrases(lang)
  if (!done || done.total === 0) return null
  const n = (count: number) => formatCount(count, lang)
  const hrefOf = (change: Partial<QuestionFilter>) =>
    rows.length > 0 ? `${filterHref(path, noFilter, change)}#pertanyaan` : undefined
  const dimensions = [...byDimension].map(([code, counts]) => ({
    name: dimensionWord(code, lang, instrument),
    href: hrefOf({ dimension: code }),
    counts,
  }))
  const offices = byOffice
    ? [...byOffice]
        .map(([id, counts]) => ({
          name: id === undefined ? t.secretariat : (officeNames.get(id) ?? id),
          href: hrefOf({ office: id ?? 'sekretariat' }),
          counts,
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name))
    : []
  return (
    <section class="sec" aria-labelledby="kelengkapan">
      <h2 id="kelengkapan">{t.completeness}</h2>
      <p class="note mt-1 mb-6">{t.completenessLead(n(done.answered), n(done.verified), n(done.total))}</p>
      <div class={offices.length > 1 ? 'two' : 'max-w-3xl'}>
        <Sheet visit={visit} caption={t.byDimension} head={t.columnDimension} rows={dimensions} />
        {offices.length > 1 && <Sheet visit={visit} caption={t.byOffice} head={t.columnOffice} rows={offices} />}
      </div>
    </section>
  )
}

type Row = { name: string; href: string | undefined; counts: Counts }

function Sheet({ visit: { lang }, caption, head, rows }: { visit: Visit; caption: string; head: string; rows: Row[] }) {
  const t = assessmentPhrases(lang)
  return (
    <div>
      <Table
        lang={lang}
        caption={caption}
        captionShown={false}
        rows={rows}
        columns={[
          {
            key: 'name',
            label: head,
            rowHeader: true,
            cell: row =>
              row.href === undefined ? (
                row.name
              ) : (
                <a class="a" href={row.href}>
                  {row.name}
                </a>
              ),
          },
          {
            key: 'share',
            label: t.columnShare,
            labelHidden: true,
            onlyWide: true,
            class: 'w-1/4',
            cell: row => <Meter value={row.counts.answered} max={row.counts.total} />,
          },
          {
            key: 'answered',
            label: t.columnAnswered,
            align: 'right',
            cell: row => formatOf(row.counts.answered, row.counts.total, lang),
          },
          {
            key: 'verified',
            label: t.columnVerified,
            align: 'right',
            cell: row => formatCount(row.counts.verified, lang),
          },
        ]}
      />
    </div>
  )
}
