import { regencyOfRole } from '#kit/actor.ts'
import { formatCount, formatRupiahShort } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Dim } from '#ui/dim.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPortfolio, mayWritePortfolio, refuseKeep } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { type BudgetLine, type Programme, programmeCodeSchema } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { absorption, addMoney } from '../../rules/view/absorption.ts'
import { listBudgets, listProgrammes } from '../../store/programmes.ts'
import { countProgrammes } from '../../store/view/count-statuses.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { StatusChip } from '../status.tsx'
import { section } from './board.tsx'
import { ProgrammeFilterBar, readFilterWords } from './filter-form.tsx'
import { filterQuery, readProgrammeFilter } from './read-filter.ts'

export const pageSize = 50

/** The code after which a page begins; undefined for the first one or a code that cannot be. */
export function readAfter(typed: string | undefined): string | undefined {
  return programmeCodeSchema.safeParse(typed).data
}

/** `/portofolio/:code/program`: every programme, filtered and paged by its address, with the same as files. */
export const listPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/program',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: listView,
}

type Row = Programme & { budget: BudgetLine[] }

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = viewPhrases(lang).list
  const db = platform.db.read
  const { region, sight } = await getStand(db, actor, c.req.param('code') ?? '')
  const { code } = region
  const filter = readProgrammeFilter(c.req.query())
  const after = readAfter(c.req.query('setelah'))
  const [found, matching, words, crumbs] = await Promise.all([
    listProgrammes(db, code, filter, { after, limit: pageSize + 1 }),
    countProgrammes(db, code, filter),
    readFilterWords(platform, code, filter),
    portfolioCrumbs(db, region, lang, { label: t.title }),
  ])
  const shown = found.slice(0, pageSize)
  const budgets = await listBudgets(
    db,
    code,
    shown.map(one => one.id),
  )
  const action = portfolioHref(code, 'program')
  const whole = filterQuery(filter) === ''
  const writes = mayWritePortfolio(actor) === undefined && regencyOfRole(actor) === code
  const files = (extension: string) => `${action}.${extension}${filterQuery(filter)}`
  return {
    title: `${t.title}, ${region.shortName}`,
    section,
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{whole ? t.lead(formatCount(matching, lang), region.name) : `${region.name}.`}</p>
        <PortfolioNav lang={lang} code={code} current="program" sight={sight} actor={actor} />
        <div class="mt-6">
          {writes && (
            <p class="no-print mb-6 flex flex-wrap gap-3">
              <Button look="primary" icon="plus" href={`${action}/baru`}>
                {t.make}
              </Button>
              {refuseKeep(actor, code) === undefined && (
                <Button icon="upload" href={portfolioHref(code, 'impor')}>
                  {t.import}
                </Button>
              )}
            </p>
          )}
          {!(whole && matching === 0) && (
            <ProgrammeFilterBar lang={lang} action={action} filter={filter} words={words} />
          )}
          <Table<Row>
            lang={lang}
            caption={t.caption}
            rows={shown.map(one => ({ ...one, budget: budgets.get(one.id) ?? [] }))}
            columns={columns(lang, code)}
            count={t.matches(formatCount(matching, lang))}
            csvHref={files('csv')}
            xlsxHref={files('xlsx')}
            empty={
              whole
                ? { fact: t.empty, reason: t.emptyWhy }
                : {
                    fact: t.none,
                    reason: t.noneWhy,
                    action: (
                      <a class="a" href={action}>
                        {t.all}
                      </a>
                    ),
                  }
            }
          />
          <Pager
            lang={lang}
            previousHref={after === undefined ? undefined : `${action}${filterQuery(filter)}`}
            previousLabel={t.first}
            nextHref={
              found.length > pageSize ? `${action}${filterQuery(filter, { setelah: shown.at(-1)?.code })}` : undefined
            }
            nextLabel={t.next(String(pageSize))}
          />
          {shown.length > 0 && (
            <p class="note mt-6">
              {t.ofMoney}{' '}
              <a class="a" href={files('json')}>
                {t.json}
              </a>
            </p>
          )}
        </div>
      </div>
    ),
  }
}

function columns(lang: Visit['lang'], code: string): Column<Row>[] {
  const t = viewPhrases(lang).list
  return [
    {
      key: 'programme',
      label: t.column.programme,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={`${portfolioHref(code, 'program')}/${row.id}`}>
            {row.name}
          </a>
          <small class="block font-normal text-muted">
            <span class="whitespace-nowrap">{row.code}</span>
            {row.quickWin && `, ${t.quickWin}`}
            <span class="only-narrow">, {row.leadName}</span>
          </small>
        </>
      ),
    },
    {
      key: 'dimension',
      label: phrases(lang).field.dimension,
      onlyWide: true,
      cell: row => <Dim dimension={row.dimension} lang={lang} />,
    },
    {
      key: 'office',
      label: t.column.office,
      onlyWide: true,
      cell: row => (
        <>
          {row.leadName}
          {row.leadArchived && <small class="down block">{t.leadGone}</small>}
        </>
      ),
    },
    {
      key: 'years',
      label: t.column.years,
      onlyWide: true,
      class: 'whitespace-nowrap',
      cell: row => viewPhrases(lang).roadmap.years(String(row.startYear), String(row.endYear)),
    },
    {
      key: 'money',
      label: t.column.money,
      align: 'right',
      onlyWide: true,
      cell: row => <MoneyCell lang={lang} lines={row.budget} />,
    },
    { key: 'status', label: t.column.status, cell: row => <StatusChip status={row.status} lang={lang} /> },
  ]
}

function MoneyCell({ lang, lines }: { lang: Visit['lang']; lines: readonly BudgetLine[] }) {
  const t = viewPhrases(lang).list
  if (lines.length === 0) return <span class="text-muted">{t.noMoney}</span>
  const money = addMoney(
    lines.map(line => ({
      planned: line.planned,
      plannedReported: line.realised === undefined ? 0n : line.planned,
      realised: line.realised ?? 0n,
      lines: 1,
      reported: line.realised === undefined ? 0 : 1,
    })),
  )
  const { realised } = absorption(money)
  return (
    <>
      {formatRupiahShort(money.planned, lang)}
      <small class="block text-muted">
        {realised === undefined ? t.notReported : t.moneyLine(formatRupiahShort(realised, lang))}
      </small>
    </>
  )
}
