import { actsAs, regencyOfRole, worksFor } from '#kit/actor.ts'
import { formatCount } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayOpenMeetings } from '../../access.ts'
import type { Answer } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { listOwnMeetings } from '../../store/plan/list-meetings.ts'
import { listMeetingRegions } from '../../store/plan/regions.ts'
import { meetingHref, meetingsHref } from '../nav.tsx'
import { StateChip, whenWords, whereWords } from './place.tsx'

const pageSize = 50

/** `/rapat`: people of a region come to its meetings; others see what invites them, and the regions they may look at. */
export const regionsPage: Page = {
  path: '/rapat',
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  async show(visit) {
    const own = regencyOfRole(visit.actor)
    return own !== undefined && worksFor(visit.actor, own)
      ? visit.c.redirect(meetingsHref(own), 303)
      : await regionsView(visit)
  },
}

async function regionsView({ c, lang, platform, actor }: Visit): Promise<View> {
  const t = planPagePhrases(lang).index
  const words = planPagePhrases(lang)
  const now = platform.clock.now()
  const national = actsAs(actor, 'auditor', 'ministry-secretariat')
  const below = actsAs(actor, 'province-viewer') ? actor.membership?.regionCode : undefined
  const after = /^\d{2}\.\d{2}$/.exec(c.req.query('setelah') ?? '')?.[0]
  const own = await listOwnMeetings(
    platform.db.read,
    { accountId: actor.accountId, organisationId: actor.membership?.organisationId, email: actor.email },
    now,
    20,
  )
  const sees = national || below !== undefined
  const regions = sees ? await listMeetingRegions(platform.db.read, { below, after, limit: pageSize + 1, now }) : []
  const shown = regions.slice(0, pageSize)
  return {
    title: t.title,
    body: (
      <div class="pt-8">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <section class="sec" aria-labelledby="mengundang">
          <h2 id="mengundang" class="mb-4">
            {t.own}
          </h2>
          {own.length === 0 ? (
            <Empty fact={t.ownNone} reason={t.ownNoneWhy} />
          ) : (
            <ul class="todo max-w-3xl">
              {own.map(one => (
                <TodoRow
                  href={meetingHref(one.regionCode, one.id)}
                  title={one.title}
                  line={words.panel.line(whenWords(one, lang, one.zone), whereWords(one, lang))}
                >
                  {one.state === 'running' ? (
                    <StateChip state={one.state} lang={lang} />
                  ) : (
                    <Chip status={one.answer === 'none' ? 'due' : 'ok'}>
                      {words.answer.state[one.answer as Answer]}
                    </Chip>
                  )}
                </TodoRow>
              ))}
            </ul>
          )}
        </section>
        {sees && (
          <section class="sec" aria-labelledby="daerah">
            <h2 id="daerah" class="mb-4">
              {t.regions}
            </h2>
            <Table
              lang={lang}
              caption={t.regionsCaption}
              rows={shown}
              columns={[
                {
                  key: 'region',
                  label: t.region,
                  rowHeader: true,
                  cell: row => (
                    <a class="a" href={meetingsHref(row.code)}>
                      {row.name}
                    </a>
                  ),
                },
                { key: 'coming', label: t.coming, align: 'right', cell: row => formatCount(row.coming, lang) },
                { key: 'all', label: t.all, align: 'right', cell: row => formatCount(row.all, lang) },
              ]}
              empty={{ fact: t.none }}
            />
            <Pager
              lang={lang}
              nextHref={regions.length > pageSize ? `/rapat?setelah=${shown.at(-1)?.code}` : undefined}
              nextLabel={t.next}
            />
          </section>
        )}
      </div>
    ),
  }
}
