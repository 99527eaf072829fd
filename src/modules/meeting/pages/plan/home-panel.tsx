import { formatCount } from '#kit/format.ts'
import type { Panel } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { regencyOfRole } from '#kit/actor.ts'
import { refuseKeep } from '../../access.ts'
import type { Answer } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { listOwnMeetings } from '../../store/plan/list-meetings.ts'
import { countWaiting } from '../../store/plan/regions.ts'
import { meetingHref, meetingsHref } from '../nav.tsx'
import { StateChip, whenWords, whereWords } from './place.tsx'

const most = 4

/** After signing in: the next meetings that invite one or one's office, and what waits for who keeps meetings. */
export const nextMeetingsPanel: Panel = {
  place: 'home',
  order: 8,
  async render({ actor, platform, lang }) {
    if (actor.accountId === undefined) return null
    const t = planPagePhrases(lang)
    const now = platform.clock.now()
    const own = await listOwnMeetings(
      platform.db.read,
      { accountId: actor.accountId, organisationId: actor.membership?.organisationId, email: actor.email },
      now,
      most,
    )
    const code = regencyOfRole(actor)
    const keeps = code !== undefined && refuseKeep(actor, code) === undefined
    const waiting = keeps ? await countWaiting(platform.db.read, code, now) : undefined
    const notes = [
      ...(waiting && waiting.drafts > 0 ? [t.panel.drafts(formatCount(waiting.drafts, lang))] : []),
      ...(waiting && waiting.failed > 0 ? [t.panel.late(formatCount(waiting.failed, lang))] : []),
    ]
    // Who keeps meetings always finds the way to them, also to plan the first.
    if (own.length === 0 && notes.length === 0 && !keeps) return null
    return (
      <section class="sec" aria-labelledby="rapat-berikutnya">
        <h2 id="rapat-berikutnya">{t.panel.title}</h2>
        {notes.length > 0 && <p class="note mt-1">{notes.join('. ')}.</p>}
        {notes.length === 0 && own.length === 0 && <p class="note mt-1">{t.index.ownNone}</p>}
        {own.length > 0 && (
          <ul class="todo mt-4 max-w-3xl">
            {own.map(one => (
              <TodoRow
                href={meetingHref(one.regionCode, one.id)}
                title={one.title}
                line={t.panel.line(whenWords(one, lang, one.zone), whereWords(one, lang))}
              >
                {one.state === 'running' ? (
                  <StateChip state={one.state} lang={lang} />
                ) : (
                  <Chip status={one.answer === 'none' ? 'due' : 'ok'}>{t.answer.state[one.answer as Answer]}</Chip>
                )}
              </TodoRow>
            ))}
          </ul>
        )}
        <p class="mt-3">
          <a class="a" href={code === undefined ? '/rapat' : meetingsHref(code)}>
            {t.panel.keep}
          </a>
        </p>
      </section>
    )
  },
}
