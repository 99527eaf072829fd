import { formatDateTime } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Pager } from '#ui/pager.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayReadInside } from '../../access.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { type Change, listChanges } from '../../store/changes.ts'
import { fieldWords, readHistoryNames } from './history-words.ts'
import { crumbsOf, getProgrammeStand, programmeHref, programmePlace, section } from './place.ts'

const pageSize = 30
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `/portofolio/:code/program/:id/riwayat`: who changed what, when and why, the newest first. */
export const historyPage: Page = {
  path: `${programmePlace}/riwayat`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: historyView,
}

async function historyView(visit: Visit): Promise<View> {
  const { c, lang, platform } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang).history
  const stand = await getProgrammeStand(visit, 'inside')
  const { programme, region } = stand
  const before = uuid.exec(c.req.query('sebelum') ?? '')?.[0]
  const found = await listChanges(sql, region.code, 'programme', programme.id, { limit: pageSize + 1, before })
  const shown = found.slice(0, pageSize)
  const names = await readHistoryNames(sql, shown)
  const catalogue = await catalogueOf(sql, programme.catalogueId)
  const here = programmeHref(region.code, programme.id, 'riwayat')
  const title = t.title(programme.name)
  const words = t.events as Record<string, string>
  const fieldsOf = (change: Change) => (
    <>
      {change.event !== 'created' && change.fields.length > 0 && (
        <span class="grid gap-1">
          {change.fields.map(one => {
            const said = fieldWords(one, names, catalogue, lang)
            return (
              <span class="block">
                {said.label}:{' '}
                {said.before === said.after || said.before === undefined ? (
                  (said.after ?? t.empty)
                ) : (
                  <>
                    <del class="text-muted">
                      <span class="sr-only">{t.before} </span>
                      {said.before}
                    </del>{' '}
                    <ins class="no-underline">
                      <span class="sr-only">{t.after} </span>→ {said.after ?? t.empty}
                    </ins>
                  </>
                )}
              </span>
            )
          })}
        </span>
      )}
      {change.reason !== undefined && <span class="block mt-1">{t.reason(change.reason)}</span>}
      <span class="text-muted">
        {[names.accounts.get(change.accountId ?? ''), change.office].filter(Boolean).join(', ') || t.system}
      </span>
    </>
  )
  return {
    title,
    section,
    crumbs: await crumbsOf(visit, stand, { label: programmePhrases(lang).parts.riwayat }),
    body: (
      <div class="pt-2">
        <h1>{title}</h1>
        <p class="lead mt-3 mb-8">{t.lead}</p>
        <Timeline
          moments={shown.map(change => ({
            when: formatDateTime(change.changedAt, lang, region.timezone),
            datetime: change.changedAt.toISOString(),
            fact: words[change.event] ?? change.event,
            line: fieldsOf(change),
          }))}
        />
        <Pager
          lang={lang}
          previousHref={before === undefined ? undefined : here}
          previousLabel={t.newest}
          nextHref={found.length > pageSize ? `${here}?sebelum=${shown.at(-1)?.id}` : undefined}
          nextLabel={t.older}
        />
      </div>
    ),
  }
}
