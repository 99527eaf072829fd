import { formatCount, formatDate, type Lang } from '#kit/format.ts'
import { Table } from '#ui/table.tsx'
import type { Board, Item } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { ItemChip, itemHref } from './place.tsx'

/** The items of a board as a table: what, which office, by when, how far. */
export function Items(given: {
  board: Board
  items: Item[]
  today: string
  lang: Lang
  files: string
  filtered: string
  path: string
}) {
  const { board, items, today, lang, files, filtered, path } = given
  const t = preparationPhrases(lang)
  return (
    <Table<Item>
      lang={lang}
      caption={t.items}
      rows={items}
      csvHref={`${files}.csv${filtered}`}
      xlsxHref={`${files}.xlsx${filtered}`}
      empty={
        filtered === ''
          ? { fact: t.noItems, reason: t.noItemsWhy }
          : {
              fact: t.noMatch,
              action: (
                <a class="a" href={path}>
                  {t.showAll}
                </a>
              ),
            }
      }
      columns={[
        {
          key: 'what',
          label: t.itemColumns.what,
          rowHeader: true,
          class: 'align-top',
          cell: item => (
            <>
              <a class="a" href={itemHref(board.regionCode, board.id, item.id)}>
                {item.what}
              </a>
              <small class="only-narrow block font-normal">{item.organisationName}</small>
              {item.proofs > 0 && (
                <small class="block font-normal text-muted">{t.proofs(formatCount(item.proofs, lang))}</small>
              )}
            </>
          ),
        },
        {
          key: 'office',
          label: t.itemColumns.office,
          onlyWide: true,
          class: 'align-top',
          cell: item => item.organisationName,
        },
        {
          key: 'due',
          label: t.itemColumns.due,
          onlyWide: true,
          class: 'align-top',
          cell: item => <span class="whitespace-nowrap">{formatDate(item.dueOn, lang)}</span>,
        },
        {
          key: 'state',
          label: t.itemColumns.state,
          class: 'align-top',
          cell: item => <ItemChip item={item} today={today} lang={lang} />,
        },
      ]}
    />
  )
}
