import { actsAs, type Actor, regencyOfRole, worksFor } from '#kit/actor.ts'
import { shortName } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPlans } from '../../access.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listPlanRegions, type PlanRegion, type PlanRegionFilter } from '../../store/workshop/plan-regions.ts'
import { planHref, planSection } from '../nav.tsx'

const pageSize = 50

/** `/masterplan`: people of a region come to theirs; everybody else chooses one. `?semua=ya` lists for them too. */
export const planRegionsPage: Page = {
  path: '/masterplan',
  permission: 'masterplan.read',
  may: mayOpenPlans,
  async show(visit) {
    const own = regencyOfRole(visit.actor)
    return own !== undefined && worksFor(visit.actor, own) && Object.keys(visit.c.req.query()).length === 0
      ? visit.c.redirect(planHref(own), 303)
      : await regionsView(visit)
  },
}

function sightOf(actor: Actor): PlanRegionFilter['sight'] {
  if (actsAs(actor, 'ministry-secretariat', 'auditor')) return 'all'
  const province = actor.membership?.regionCode
  if (actsAs(actor, 'province-viewer') && province !== undefined) return { province }
  return actsAs(actor, 'mentor') && actor.accountId !== undefined ? { mentor: actor.accountId } : undefined
}

async function regionsView({ c, lang, platform, actor }: Visit): Promise<View> {
  const t = workshopPhrases(lang).regions
  const sight = sightOf(actor)
  const after = /^\d{2}\.\d{2}$/.exec(c.req.query('setelah') ?? '')?.[0]
  const found = await listPlanRegions(platform.db.read, { sight, after, limit: pageSize + 1 })
  const rows = found.slice(0, pageSize)
  const lead =
    sight === undefined ? t.lead : typeof sight === 'object' && 'mentor' in sight ? t.leadMentor : t.leadInside
  const columns: Column<PlanRegion>[] = [
    {
      key: 'region',
      label: t.region,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={planHref(row.regionCode)}>
            {shortName(row.name)}
          </a>
          <small class="block font-normal text-muted">{shortName(row.provinceName)}</small>
        </>
      ),
    },
    { key: 'published', label: t.published, cell: row => row.published ?? workshopPhrases(lang).none },
    ...(sight === undefined
      ? []
      : [{ key: 'running', label: t.running, cell: (row: PlanRegion) => row.running ?? workshopPhrases(lang).none }]),
  ]
  return {
    title: t.title,
    section: planSection,
    body: (
      <div class="pt-6">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-8">{lead}</p>
        <Table
          lang={lang}
          caption={t.caption}
          rows={rows}
          columns={columns}
          empty={{ fact: t.none, reason: t.noneWhy }}
        />
        <Pager
          lang={lang}
          previousHref={after === undefined ? undefined : '/masterplan?semua=ya'}
          previousLabel={t.first}
          nextHref={
            found.length > pageSize ? `/masterplan?semua=ya&setelah=${rows.at(-1)?.regionCode ?? ''}` : undefined
          }
          nextLabel={t.next(String(pageSize))}
        />
      </div>
    ),
  }
}
