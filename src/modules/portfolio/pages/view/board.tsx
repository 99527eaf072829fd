import { formatCount, formatDate } from '#kit/format.ts'
import { Problem } from '#kit/problem.ts'
import { findRegion, type Region } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayOpenPortfolio, refuseKeep, refuseOpenToPublic } from '../../access.ts'
import { getStand, noSuchPortfolio, type Stand } from '../../actions/stand.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { type BoardData, boardYears, readBoard, todayOf } from '../../actions/view/read-board.ts'
import { BoardFigures, BoardTable, LatePart, RecentPart } from './board-parts.tsx'

/** Address of the entry in the header that pages of the portfolio light. */
export const section = '/portofolio'

/** `/portofolio/:code`: what runs and what does not, in six dimensions, on one page. */
export const boardPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: boardView,
}

async function boardView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = viewPhrases(lang).board
  const code = c.req.param('code') ?? ''
  const stand = await getStand(platform.db.read, actor, code).catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === 'not-found') return await findRegion(platform.db.read, code)
    throw error
  })
  if (stand === undefined) throw noSuchPortfolio()
  if (!('sight' in stand)) return closedView(visit, stand)
  const { region, sight } = stand
  const [data, crumbs] = await Promise.all([
    readBoard(platform, stand, c.req.query('tahun')),
    portfolioCrumbs(platform.db.read, region, lang),
  ])
  const nav = <PortfolioNav lang={lang} code={region.code} current="" sight={sight} actor={actor} />
  const { total } = data.board
  const living = total.planned + total.outside
  return {
    title: `${t.title}, ${region.shortName}`,
    section,
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{living === 0 ? t.empty : titleOf(data, lang)}</h1>
        <p class="lead mt-3 mb-6">
          {t.lead(region.name, formatDate(data.day, lang))}{' '}
          {data.past
            ? t.counted(formatDate(data.day, lang))
            : living > 0 && (data.late.total > 0 ? t.lateOf(formatCount(data.late.total, lang)) : t.onTime)}
        </p>
        {nav}
        {living === 0 ? (
          <div class="mt-8">
            <Nothing visit={visit} stand={stand} />
          </div>
        ) : (
          <Parts visit={visit} stand={stand} data={data} />
        )}
      </div>
    ),
  }
}

/** The tab on the page of every region leads here: who may not read on is told so, with two ways on. */
function closedView({ lang }: Visit, region: Region): View {
  const t = viewPhrases(lang).board
  return {
    title: t.closed(region.shortName),
    status: 404,
    body: (
      <div class="pt-6">
        <h1>{t.closed(region.name)}</h1>
        <p class="lead mt-3 mb-6">{t.closedWhy}</p>
        <p class="flex flex-wrap gap-3">
          <Button href={`/daerah/${region.code}`}>{t.closedRegion(region.shortName)}</Button>
          <Button href="/portofolio?semua=ya">{t.closedOthers}</Button>
        </p>
      </div>
    ),
  }
}

function titleOf({ board: { total }, year, past }: BoardData, lang: Visit['lang']): string {
  const t = viewPhrases(lang).board
  const [running, planned] = [formatCount(total.running, lang), formatCount(total.planned, lang)]
  if (total.planned === 0) return t.nothing(String(year))
  if (past) return t.somePast(running, planned, String(year))
  return total.running === total.planned ? t.all(running) : t.some(running, planned)
}

function Parts({ visit: { lang, platform, actor }, stand, data }: { visit: Visit; stand: Stand; data: BoardData }) {
  const t = viewPhrases(lang).board
  const { code } = stand.region
  const { outside } = data.board.total
  return (
    <>
      <div class="mt-8">
        <BoardFigures lang={lang} data={data} />
      </div>
      <section class="sec" aria-labelledby="dimensi">
        <div class="mb-4 flex flex-wrap items-end justify-between gap-4">
          <div>
            <h2 id="dimensi">{t.dimensions}</h2>
            <p class="note mt-1">{t.dimensionsNote(String(data.year))}</p>
          </div>
          <Seg
            label={t.year}
            links={boardYears(todayOf(platform, stand)).map(year => ({
              href: `${portfolioHref(code)}?tahun=${year}`,
              label: String(year),
              current: year === data.year,
            }))}
          />
        </div>
        <BoardTable lang={lang} data={data} code={code} />
        {outside > 0 && (
          <p class="note mt-4">
            {t.outside(formatCount(outside, lang), String(data.year))}{' '}
            <a class="a" href={portfolioHref(code, 'program')}>
              {t.outsideDo}
            </a>
          </p>
        )}
      </section>
      {!data.past && (
        <div class="two wide-left sec">
          <LatePart lang={lang} data={data} stand={stand} />
          <RecentPart lang={lang} data={data} stand={stand} />
        </div>
      )}
      <p class="note mt-10">
        {t.source}{' '}
        {refuseOpenToPublic(actor, code) === undefined && (
          <a class="a" href={`${portfolioHref(code)}/buka`}>
            {viewPhrases(lang).setting.title}
          </a>
        )}
      </p>
    </>
  )
}

/** An empty portfolio says what to do next to those who may. */
function Nothing({ visit: { lang, actor }, stand }: { visit: Visit; stand: Stand }) {
  const t = viewPhrases(lang).board
  const { code } = stand.region
  const keeps = refuseKeep(actor, code) === undefined
  return (
    <Empty
      fact={t.empty}
      reason={keeps ? t.emptyWhy : t.emptyReader}
      {...(keeps
        ? {
            action: (
              <span class="flex flex-wrap gap-3">
                <Button look="primary" href={portfolioHref(code, 'impor')}>
                  {t.emptyImport}
                </Button>
                <Button href={`${portfolioHref(code)}/program/baru`}>{t.emptyNew}</Button>
              </span>
            ),
          }
        : {})}
    />
  )
}
