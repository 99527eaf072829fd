import { formatDate, formatDue } from '#kit/format.ts'
import type { View, Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { refuseRemind } from '../../access.ts'
import { getOwingStand, readOwed, readOwing } from '../../actions/view/read-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { daysBetween, isPlaceKey } from '../../rules/view/owing.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { Asking, Who } from './owing-parts.tsx'
import { itemCursor, owingFilter, owingQueryText, readItemCursor, readOwingQuery } from './owing-query.ts'
import { holderName, owedHref } from './owing-words.ts'

const itemsAPage = 50

/** One who owes, thing by thing, the longest due first. */
export async function holderView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = owingPhrases(lang)
  const { region, sight, scope } = await getOwingStand(platform, actor, c.req.param('code') ?? '')
  const query = readOwingQuery(c.req.query())
  const after = readItemCursor(c.req.query('setelah'))
  const path = portfolioHref(region.code, 'tagihan')
  const [{ lines }, found] = await Promise.all([
    readOwing(platform, scope, owingFilter(query), { limit: 1 }),
    readOwed(platform, scope, owingFilter(query), { after, limit: itemsAPage + 1 }),
  ])
  const [line] = lines
  const name = line ? holderName(line.holder, lang) : t.title
  const crumbs = await portfolioCrumbs(platform.db.sql, region, lang, { label: t.title, href: path }, { label: name })
  const items = found.slice(0, itemsAPage)
  const last = found.length > itemsAPage ? items.at(-1) : undefined
  const mayAsk = refuseRemind(actor, region.code) === undefined
  return {
    title: `${t.items(name)}, ${region.name}`,
    crumbs,
    section: '/portofolio',
    working: true,
    body: (
      <div class="pt-2">
        <h1>{line ? t.items(name) : t.title}</h1>
        <PortfolioNav lang={lang} code={region.code} current="tagihan" sight={sight} actor={actor} />
        <p class="mt-6">
          <a class="a" href={path}>
            {t.back}
          </a>
          {line && !isPlaceKey(line.holder.key) && (
            <>
              {', '}
              <a class="a" href={`/organisasi/${line.holder.key}`}>
                {t.contact}
              </a>
            </>
          )}
        </p>
        {line ? (
          <>
            <div class="mt-6 mb-6">
              <Who line={line} path={path} today={scope.today} lang={lang} zone={region.timezone} mayAsk={mayAsk} />
              <div class="mt-3">
                <Asking
                  line={line}
                  path={path}
                  today={scope.today}
                  lang={lang}
                  zone={region.timezone}
                  mayAsk={mayAsk}
                />
              </div>
            </div>
            <ul class="todo">
              {items.map(item => {
                const days = daysBetween(scope.today, item.dueOn)
                return (
                  <TodoRow
                    href={owedHref(region.code, item)}
                    title={`${item.code} ${item.name}`}
                    line={`${t.kinds[item.kind]}: ${item.detail}, ${formatDate(item.dueOn, lang)}`}
                  >
                    <Chip status={days < 0 ? 'late' : 'due'}>{formatDue(days, lang)}</Chip>
                  </TodoRow>
                )
              })}
            </ul>
            <Pager
              lang={lang}
              previousHref={after && `${path}${owingQueryText(query)}`}
              nextHref={last && `${path}${owingQueryText(query, { setelah: itemCursor(last) })}`}
            />
          </>
        ) : (
          <div class="mt-6">
            <Empty fact={t.none} reason={t.noneWhy} />
          </div>
        )}
      </div>
    ),
  }
}
