import { actsAs } from '#kit/actor.ts'
import { formatCount, formatDate, formatDue } from '#kit/format.ts'
import type { Link, Panel } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayScore } from '../../access.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { loadSheets } from './list-data.ts'
import { sheetPath } from './sheet-data.ts'

/** Longest list of sheets on the home page. */
const most = 5

/** What waits for an assessor's scores. */
const sheetsPanel: Panel = {
  place: 'home',
  order: 10,
  async render({ actor, lang, platform }) {
    if (!actsAs(actor, 'assessor') || actor.accountId === undefined) return null
    const t = scoringPhrases(lang)
    const { items } = await loadSheets(platform.db.sql, actor.accountId, platform.clock.now(), { limit: 200 })
    if (items.length === 0) {
      return (
        <Empty fact={t.listNone} reason={t.listNoneWhy} action={<Button href="/instrumen">{t.listNoneDo}</Button>} />
      )
    }
    const waiting = items
      .filter(({ ready, submittedAt }) => ready && submittedAt === undefined)
      .toSorted((a, b) => (a.due?.left ?? 9999) - (b.due?.left ?? 9999))
    return (
      <section class="sec" aria-labelledby="beranda-nilai">
        <h2 id="beranda-nilai" class="mb-4">
          {t.homeTitle}
        </h2>
        {waiting.length === 0 ? (
          <p class="note">{t.waiting}</p>
        ) : (
          <ul class="todo">
            {waiting.slice(0, most).map(({ roundId, regionCode, region, scored, total, due }) => {
              const line = t.scored(formatCount(scored, lang), formatCount(total, lang))
              return (
                <TodoRow
                  href={sheetPath(roundId, regionCode)}
                  title={region.regionName}
                  line={due ? t.homeLine(line, formatDate(due.day, lang)) : line}
                >
                  {due && <Chip status={due.left < 0 ? 'late' : 'due'}>{formatDue(due.left, lang)}</Chip>}
                </TodoRow>
              )
            })}
          </ul>
        )}
        <p class="mt-5">
          <Button href="/lembar">{t.homeAll}</Button>
        </p>
      </section>
    )
  },
}

export const scoringPanels: Panel[] = [sheetsPanel]

export const scoringLinks: Link[] = [
  { order: 15, href: '/lembar', label: lang => scoringPhrases(lang).link, may: mayScore },
]
