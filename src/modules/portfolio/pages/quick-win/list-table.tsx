import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status as Look } from '#ui/chip.tsx'
import { Dim, type DimensionKey } from '#ui/dim.tsx'
import { Table } from '#ui/table.tsx'
import { refuseKeep } from '../../access.ts'
import type { Stand } from '../../actions/stand.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { type YearState, yearState } from '../../rules/quick-win/revalidation.ts'
import type { ListedQuickWin } from '../../store/quick-win/list.ts'
import { portfolioHref } from '../nav.tsx'
import { listHref, quickWinHref } from './place.ts'

/** The chip of each state. */
export const stateLook: Record<YearState, Look> = {
  before: 'idle',
  first: 'info',
  kept: 'ok',
  changed: 'due',
  ended: 'idle',
  due: 'due',
  missed: 'late',
  over: 'idle',
}

/** How a listed quick win stands in a year. */
const stateOf = (row: ListedQuickWin, year: number, thisYear: number): YearState =>
  yearState(
    {
      sinceYear: row.sinceYear,
      years: [
        ...(row.verdict === undefined ? [] : [{ year, verdict: row.verdict }]),
        ...(row.endedYear === undefined ? [] : [{ year: row.endedYear, verdict: 'ended' as const }]),
      ],
    },
    year,
    thisYear,
  )

/** The quick wins of a region in one year; risks and the way to a verdict for insiders only. */
export function QuickWinTable({
  visit: { lang, actor },
  stand: { region, sight },
  rows,
  year,
  thisYear,
  filtered,
}: {
  visit: Visit
  stand: Stand
  rows: readonly ListedQuickWin[]
  year: number
  thisYear: number
  filtered: boolean
}) {
  const t = quickWinPhrases(lang)
  const inside = sight === 'all'
  const n = (count: number) => formatCount(count, lang)
  return (
    <Table
      lang={lang}
      caption={t.caption(region.name, String(year))}
      rows={rows}
      empty={
        filtered
          ? {
              fact: t.noneFound,
              reason: t.noneFoundReason,
              action: <Button href={`${listHref(region.code)}?tahun=${year}`}>{t.all}</Button>,
            }
          : {
              fact: t.none,
              reason: t.noneReason,
              ...(refuseKeep(actor, region.code) === undefined
                ? { action: <Button href={portfolioHref(region.code, 'program')}>{t.choose}</Button> }
                : {}),
            }
      }
      columns={[
        {
          key: 'name',
          label: t.column.name,
          rowHeader: true,
          cell: row => (
            <>
              <a class="a" href={quickWinHref(region.code, row.programmeId, inside ? '' : 'unggulan')}>
                {row.name}
              </a>
              <span class="note block font-normal">
                {row.code}, {t.since(String(row.sinceYear))}
                <span class="only-wide">, {row.leadName}</span>
              </span>
            </>
          ),
        },
        {
          key: 'dimension',
          label: t.column.dimension,
          onlyWide: true,
          cell: row => <Dim dimension={row.dimension as DimensionKey} lang={lang} />,
        },
        {
          key: 'check',
          label: t.column.check,
          align: 'right',
          cell: row =>
            row.yes + row.partly + row.no === 0 ? <span class="note">{t.checkNone}</span> : t.checkOf(n(row.yes)),
        },
        ...(inside
          ? [
              {
                key: 'risks',
                label: t.column.risks,
                onlyWide: true,
                cell: (row: ListedQuickWin) => (
                  <a class="a font-normal" href={quickWinHref(region.code, row.programmeId, 'risiko')}>
                    {row.risks === 0 ? t.risksNone : t.risksOf(n(row.risks), n(row.mitigated))}
                  </a>
                ),
              },
            ]
          : []),
        {
          key: 'state',
          label: year === thisYear ? t.column.state : String(year),
          cell: row => {
            const state = stateOf(row, year, thisYear)
            const chip = <Chip status={stateLook[state]}>{t.state[state]}</Chip>
            return inside && (state === 'due' || state === 'missed') ? (
              <a href={`${quickWinHref(region.code, row.programmeId, 'validasi')}?tahun=${year}`}>{chip}</a>
            ) : (
              chip
            )
          },
        },
      ]}
    />
  )
}
