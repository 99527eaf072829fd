import { formatCount } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadInside, mayRemind, refuseRemind } from '../../access.ts'
import { getOwingStand, type OwingLine, readOwing } from '../../actions/view/read-owing.ts'
import { remind } from '../../actions/view/remind.ts'
import { HOLDER_KINDS, OWED_KINDS } from '../../model-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { holderView } from './owing-holder.tsx'
import { Asking, Owes, Totals, Who } from './owing-parts.tsx'
import {
  holderCursor,
  holderKey,
  owingFilter,
  owingQueryText,
  readHolderCursor,
  readOwingQuery,
} from './owing-query.ts'
import { remindedWords } from './owing-words.ts'

const holdersAPage = 25

/** `/portofolio/:code/tagihan`: who owes what, and a reminder for each; `?kantor=` lists one of them thing by thing. */
export const owingPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/tagihan',
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: async (visit, retry) =>
    readOwingQuery(visit.c.req.query()).holder === undefined ? await listView(visit, retry) : await holderView(visit),
  submit: {
    permission: 'portfolio.remind',
    may: mayRemind,
    audit: ['portfolio.owing.reminded'],
    handle: submitReminder,
  },
}

async function submitReminder(visit: Visit, form: Form): Promise<Response> {
  const { c, platform, actor, writer } = visit
  const regionCode = c.req.param('code') ?? ''
  await getOwingStand(platform, actor, regionCode)
  const refusal = refuseRemind(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  const query = readOwingQuery(Object.fromEntries(['jenis', 'pemilik'].map(name => [name, form.text(name)])))
  const holders = form.all('kantor').filter(key => holderKey.test(key))
  const all = form.text('semua') === 'ya'
  const done = await remind(
    platform,
    actor,
    { regionCode, filter: owingFilter(query), ...(all ? {} : { holders }) },
    writer,
  )
  const said = `${done.people}.${done.holders}.${done.unreachable.length}`
  return c.redirect(`${portfolioHref(regionCode, 'tagihan')}${owingQueryText(query, { ingat: said })}`, 303)
}

async function listView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = owingPhrases(lang)
  const { region, sight, scope } = await getOwingStand(platform, actor, c.req.param('code') ?? '')
  const query = readOwingQuery(c.req.query())
  const after = readHolderCursor(c.req.query('setelah'))
  const [{ lines, totals, next }, crumbs] = await Promise.all([
    readOwing(platform, scope, owingFilter(query), { after, limit: holdersAPage }),
    portfolioCrumbs(platform.db.sql, region, lang, { label: t.title }),
  ])
  const path = portfolioHref(region.code, 'tagihan')
  const filtered = owingQueryText(query)
  const mayAsk = refuseRemind(actor, region.code) === undefined
  const said = retry ? undefined : remindedWords(c.req.query('ingat'), lang)
  return {
    title: `${t.title}, ${region.name}`,
    crumbs,
    section: '/portofolio',
    working: true,
    ...(said === undefined ? {} : { flash: said }),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PortfolioNav lang={lang} code={region.code} current="tagihan" sight={sight} actor={actor} />
        {retry && (
          <p class="call is-late mt-6" role="alert">
            {retry.problem.sentence[lang]}
          </p>
        )}
        <Totals totals={totals} today={scope.today} lang={lang} />
        <FilterBar
          lang={lang}
          action={path}
          selects={[
            {
              name: 'jenis',
              label: t.kind,
              value: query.kind,
              options: [
                { value: '', label: t.anyKind },
                ...OWED_KINDS.map(kind => ({ value: kind, label: t.kinds[kind] })),
              ],
            },
            {
              name: 'pemilik',
              label: t.holderKind,
              value: query.holderKind,
              options: [
                { value: '', label: t.anyHolder },
                ...HOLDER_KINDS.map(kind => ({ value: kind, label: t.holderKinds[kind] })),
              ],
            },
          ]}
          active={[
            ...(query.kind
              ? [{ label: t.kinds[query.kind], removeHref: `${path}${owingQueryText({ ...query, kind: undefined })}` }]
              : []),
            ...(query.holderKind
              ? [
                  {
                    label: t.holderKinds[query.holderKind],
                    removeHref: `${path}${owingQueryText({ ...query, holderKind: undefined })}`,
                  },
                ]
              : []),
          ]}
          clearHref={path}
        />
        <Table<OwingLine>
          lang={lang}
          caption={t.caption}
          rows={lines}
          csvHref={`${path}.csv${filtered}`}
          xlsxHref={`${path}.xlsx${filtered}`}
          empty={
            filtered === ''
              ? { fact: t.none, reason: t.noneWhy }
              : {
                  fact: t.noneMatch,
                  action: (
                    <a class="a" href={path}>
                      {t.showAll}
                    </a>
                  ),
                }
          }
          columns={[
            {
              key: 'holder',
              label: t.holderKind,
              rowHeader: true,
              class: 'align-top',
              cell: line => (
                <Who
                  line={line}
                  path={path}
                  today={scope.today}
                  lang={lang}
                  zone={region.timezone}
                  mayAsk={mayAsk}
                  narrow
                />
              ),
            },
            {
              key: 'owes',
              label: t.owes,
              class: 'align-top',
              onlyWide: true,
              cell: ({ owed }) => <Owes owed={owed} today={scope.today} lang={lang} />,
            },
            {
              key: 'reminder',
              label: t.reminder,
              class: 'align-top w-56',
              onlyWide: true,
              cell: line => (
                <Asking
                  line={line}
                  path={path}
                  today={scope.today}
                  lang={lang}
                  zone={region.timezone}
                  mayAsk={mayAsk}
                />
              ),
            },
          ]}
        />
        <Pager
          lang={lang}
          previousHref={after && `${path}${filtered}`}
          nextHref={next && `${path}${owingQueryText(query, { setelah: holderCursor(next) })}`}
        />
        {mayAsk && lines.length > 0 && (
          <form method="post" action={path} class="mt-8">
            <input type="hidden" name="semua" value="ya" />
            {query.kind && <input type="hidden" name="jenis" value={query.kind} />}
            {query.holderKind && <input type="hidden" name="pemilik" value={query.holderKind} />}
            <Button look="line">{t.remindAll(formatCount(totals.holders, lang))}</Button>
          </form>
        )}
      </div>
    ),
  }
}
