import { Problem } from '#kit/problem.ts'
import { type Holder, listHolders, namesOfAccounts, regionsOfAccounts } from '#modules/people/index.ts'
import { shortName } from '#modules/region/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadPanels, mayRunRounds } from '../../access.ts'
import { assignPanel } from '../../actions/round/assign-panel.ts'
import { assignPanels } from '../../actions/round/assign-panels.ts'
import { declareConflict } from '../../actions/round/declare-conflict.ts'
import { endPanelMember } from '../../actions/round/end-panel-member.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { readRegions } from '../../actions/round/read-regions.ts'
import type { Round } from '../../model-round.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { listRegionNames, listRoundProvinces } from '../../store/round/board.ts'
import { listConflicts } from '../../store/round/conflicts.ts'
import { listPanel, listPanelsOfRegions } from '../../store/round/panel.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { count } from '../words.ts'
import { RoundErrors } from './form.tsx'
import { AssignMany, PanelOfRegion } from './panel-forms.tsx'
import { pageSize, readRegionsQuery, regionsHref } from './query.ts'
import { RegionFilter } from './round.tsx'
import { crumbsOf, flashOf, roundTitle, section } from './words.ts'

/** `/putaran/:round/panel`: who scores which region; with `daerah` the panel of one, and its deeds. */
export const panelPage: Page = {
  path: '/putaran/:round/panel',
  permission: 'evaluation.panels.read',
  may: mayReadPanels,
  show: panelView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.panel.assigned', 'evaluation.panel.ended', 'evaluation.conflict.declared'],
    async handle(visit, form) {
      const path = `/putaran/${visit.c.req.param('round') ?? ''}/panel`
      const done = await act(visit, form)
      return visit.c.redirect(`${path}?${new URLSearchParams(done)}`, 303)
    },
  },
}

/** Does what the pressed button says; fields that several forms share are told apart by the form. */
async function act(visit: Visit, form: Form): Promise<Record<string, string>> {
  const { c, platform, actor, writer } = visit
  const roundId = c.req.param('round') ?? ''
  const regionCode = c.req.query('daerah') ?? ''
  switch (form.text('aksi')) {
    case 'akhiri':
      await within('end', () => {
        const given = { accountId: form.text('end.accounts') ?? '', reason: form.text('end.reason') ?? '' }
        return endPanelMember(platform, actor, { roundId, regionCode, ...given }, writer)
      })
      return { daerah: regionCode, pesan: 'diakhiri' }
    case 'benturan':
      await within('conflict', () => {
        const given = { accountId: form.text('conflict.accounts') ?? '', reason: form.text('conflict.reason') ?? '' }
        return declareConflict(platform, actor, { roundId, regionCode, ...given }, writer)
      })
      return { daerah: regionCode, pesan: 'benturan' }
    case 'banyak':
      await within('many', async () => {
        const regionCodes = await readRegions(platform.db.sql, form.values['many.regions']?.[0] ?? '')
        await assignPanels(platform, actor, { roundId, regionCodes, accountIds: form.all('many.accounts') }, writer)
      })
      return { pesan: 'panel' }
    default:
      await assignPanel(platform, actor, { roundId, regionCode, accountIds: form.all('accounts') }, writer)
      return { daerah: regionCode, pesan: 'panel' }
  }
}

/** Runs an action whose fields the form writes with a prefix: "reason" is "end.reason" there. */
async function within(prefix: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const fields = error.fields.map(({ field, sentence }) => ({ field: `${prefix}.${field}`, sentence }))
    throw new Problem(error.code, error.sentence, { fields, cause: error })
  }
}

async function panelView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = roundPagePhrases(lang).panel
  const sql = platform.db.sql
  const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
  const path = `/putaran/${round.id}/panel`
  const chosen = c.req.query('daerah')
  const region = chosen === undefined ? undefined : await findRoundRegion(sql, round.id, chosen)
  const assessors = await listHolders(sql, { roles: ['assessor'] }, platform.clock.now())
  const unique = [...new Map(assessors.map(holder => [holder.accountId, holder])).values()]
  const crumbs = crumbsOf(round, lang, t.title)
  const runs = mayRunRounds(actor) === undefined && round.state !== 'closed'
  let body
  if (region) {
    const members = await listPanel(sql, round.id, region.regionCode)
    const ids = [...new Set([...unique.map(({ accountId }) => accountId), ...members.map(m => m.accountId)])]
    const [names, ties, conflicts] = await Promise.all([
      namesOfAccounts(sql, ids),
      regionsOfAccounts(sql, ids),
      listConflicts(sql, region.regionCode),
    ])
    body = (
      <PanelOfRegion
        lang={lang}
        round={round}
        region={region}
        members={members}
        assessors={unique}
        names={names}
        ties={ties}
        conflicts={conflicts}
        retry={retry}
        runs={runs}
      />
    )
  } else body = await Whole({ visit, round, assessors: unique, retry, runs })
  return {
    title: `${region ? shortName(region.regionName) : t.title}: ${roundTitle(round, lang)}`,
    section,
    working: true,
    crumbs: region
      ? [...crumbs.slice(0, -1), { label: t.title, href: path }, { label: shortName(region.regionName) }]
      : crumbs,
    ...(retry ? {} : flashOf(c.req.query('pesan'), lang)),
    body: (
      <div class="pt-2">
        <RoundErrors retry={retry} lang={lang} />
        {body}
      </div>
    ),
  }
}

interface WholeProps {
  visit: Visit
  round: Round
  assessors: readonly Holder[]
  retry: Retry | undefined
  runs: boolean
}

async function Whole({ visit, round, assessors, retry, runs }: WholeProps) {
  const { c, lang, platform } = visit
  const t = roundPagePhrases(lang)
  const sql = platform.db.sql
  const query = readRegionsQuery(c.req.query())
  const path = `/putaran/${round.id}/panel`
  const [found, provinces] = await Promise.all([
    listRegionNames(sql, {
      roundId: round.id,
      q: query.q,
      province: query.province,
      after: query.after,
      limit: pageSize,
    }),
    listRoundProvinces(sql, round.id),
  ])
  const codes = found.rows.map(({ code }) => code)
  const members = (await listPanelsOfRegions(sql, round.id, codes)).filter(({ endedAt }) => endedAt === undefined)
  const names = await namesOfAccounts(sql, [...new Set(members.map(({ accountId }) => accountId))])
  const total = provinces.reduce((sum, province) => sum + province.count, 0)
  return (
    <>
      <h1>{t.panel.title}</h1>
      <p class="lead mt-3 mb-8">{t.panel.lead}</p>
      {total > pageSize && <RegionFilter lang={lang} path={path} query={query} provinces={provinces} />}
      <Table
        lang={lang}
        caption={t.panel.title}
        rows={found.rows}
        count={t.board.matches(count(total, lang))}
        empty={{ fact: t.public.regionsNone, reason: t.public.regionsNoneReason }}
        columns={[
          {
            key: 'region',
            label: t.column.region,
            rowHeader: true,
            cell: row => (
              <>
                <a class="a" href={`${path}?daerah=${row.code}`}>
                  {shortName(row.name)}
                </a>
                <small class="block font-normal text-muted">{shortName(row.provinceName)}</small>
              </>
            ),
          },
          {
            key: 'members',
            label: t.column.members,
            cell: row => {
              const own = members.filter(({ regionCode }) => regionCode === row.code)
              return own.length === 0 ? (
                <span class="text-muted">{t.panel.noMembers}</span>
              ) : (
                own.map(({ accountId }) => names.get(accountId)).join(', ')
              )
            },
          },
          {
            key: 'handed-in',
            label: t.column.scores,
            onlyWide: true,
            cell: row => {
              const own = members.filter(({ regionCode }) => regionCode === row.code)
              const done = own.filter(({ submittedAt }) => submittedAt !== undefined).length
              return own.length === 0 ? '' : t.panel.handedIn(count(done, lang), count(own.length, lang))
            },
          },
        ]}
      />
      <Pager
        lang={lang}
        previousHref={query.after === undefined ? undefined : regionsHref(path, query)}
        previousLabel={t.board.first}
        nextHref={found.next && regionsHref(path, query, { after: found.next })}
        nextLabel={t.board.next(pageSize)}
      />
      {runs && total > 0 && <AssignMany lang={lang} path={path} assessors={assessors} retry={retry} />}
    </>
  )
}
