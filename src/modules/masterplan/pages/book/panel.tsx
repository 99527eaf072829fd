import { actsAs, regencyOfRole } from '#kit/actor.ts'
import { dayIn, formatCount, formatDate } from '#kit/format.ts'
import type { Panel } from '#platform/http/door.ts'
import { regionOfVisit } from '#modules/region/index.ts'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { bookPhrases } from '../../phrases/book.ts'
import { listOwedSections } from '../../store/book/sections.ts'
import { bookHref, bookName, sectionHref } from './place.ts'
import { StateChip } from './state-chip.tsx'

const most = 4

/** After signing in: the sections that one's office still has to write. */
export const bookPanel: Panel = {
  place: 'home',
  order: 22,
  async render(visit) {
    const { actor, platform, lang } = visit
    const code = regencyOfRole(actor)
    const office = actor.membership?.organisationId
    if (code === undefined || office === undefined) return null
    if (!actsAs(actor, 'opd-officer', 'opd-head', 'regional-secretariat')) return null
    const owed = await listOwedSections(platform.db.read, code, office, 100)
    const first = owed[0]
    if (!first) return null
    const region = await regionOfVisit(visit, code)
    const today = dayIn(platform.clock.now(), region?.timezone ?? 'WITA')
    const t = bookPhrases(lang)
    return (
      <section class="sec" aria-labelledby="beranda-buku">
        <h2 id="beranda-buku">{t.panel.title(formatCount(owed.length, lang))}</h2>
        <p class="note mt-1 mb-4">{t.panel.line(actor.membership?.organisationName ?? '')}</p>
        <ul class="todo max-w-3xl">
          {owed.slice(0, most).map(one => (
            <TodoRow
              href={sectionHref(one)}
              title={one.title}
              line={[
                bookName(lang, one.book),
                ...(one.dueOn === undefined ? [] : [formatDate(one.dueOn, lang, region?.timezone)]),
              ].join(', ')}
            >
              {one.dueOn !== undefined && one.dueOn < today ? (
                <Chip status="late">{t.plan.late}</Chip>
              ) : (
                <StateChip lang={lang} state={one.state} />
              )}
            </TodoRow>
          ))}
        </ul>
        {owed.length > most && (
          <p class="mt-3">
            <a class="a" href={`${bookHref({ regionCode: code, id: first.planId })}?opd=${office}#bagian`}>
              {t.panel.all}
            </a>
          </p>
        )}
      </section>
    )
  },
}
