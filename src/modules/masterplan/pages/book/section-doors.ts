import type { Page } from '#platform/http/door.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { mayKeepPlans, mayReadInside, mayReview, mayWritePlans } from '../../access.ts'
import { changeState, refuseStep } from '../../actions/book/change-state.ts'
import { takeSuggestion } from '../../actions/book/save-text.ts'
import { refuseSectionWrite } from '../../actions/book/section-stand.ts'
import { type Hand, MOVES, STEPS } from '../../rules/book/section-state.ts'
import { wholeIn } from '../workshop/retry.tsx'
import { sectionHref, sectionOf, sectionPlace } from './place.ts'
import { sectionView } from './section.tsx'
import { DOORS } from './section-moves.tsx'

const door = (hand: Hand, permission: string, may: Page['may'], events: string[]): Page => ({
  path: `${sectionPlace}/${DOORS[hand]}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: sectionView,
  submit: {
    permission,
    may,
    limit: 'write',
    audit: events.map(event => `masterplan.section.${event}`),
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await sectionOf(visit)
      const { section } = stand
      const moves = MOVES.filter(move => STEPS[move].hand === hand)
      const asked = form.text('langkah')
      const move = moves.find(one => one === asked) ?? moves[0]
      if (move === undefined) throw new Error(`No step is taken by ${hand}`)
      refuseStep(actor, stand, section, move)
      await changeState(
        platform,
        actor,
        {
          regionCode: section.regionCode,
          sectionId: section.id,
          version: wholeIn(form.text('versi')) ?? 0,
          move,
          note: form.text(`note-${move}`),
        },
        writer,
      ).catch((error: unknown) => {
        throw namedAs(error, `note-${move}`)
      })
      return c.redirect(`${sectionHref(section)}?pesan=${move}`, 303)
    },
  },
})

/** Where a section is sent to review, judged, and locked; each goes back to the section. */
export const moveDoors: Page[] = [
  door('write', 'masterplan.section.write', mayWritePlans, ['submitted', 'withdrawn']),
  door('review', 'masterplan.review', mayReview, ['accepted', 'returned']),
  door('keep', 'masterplan.keep', mayKeepPlans, ['locked', 'unlocked']),
]

/** The field of the note as this form calls it. */
function namedAs(error: unknown, field: string): unknown {
  if (!(error instanceof Problem) || error.code !== 'invalid') return error
  return invalid(...error.fields.map(one => ({ ...one, field: one.field === 'note' ? field : one.field })))
}

/** `…/bagian/:section/usul`: a suggestion is taken into the text; the page it goes back to is the section. */
export const suggestionDoor: Page = {
  path: `${sectionPlace}/usul`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: sectionView,
  submit: {
    permission: 'masterplan.section.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['collab.text.replaced', 'collab.text.emptied', 'masterplan.comment.settled'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section } = await sectionOf(visit)
      refuseSectionWrite(actor, section.regionCode, section)
      await takeSuggestion(
        platform,
        actor,
        { regionCode: section.regionCode, sectionId: section.id, commentId: form.text('komentar') ?? '' },
        writer,
      )
      return c.redirect(`${sectionHref(section)}?pesan=usulan#komentar`, 303)
    },
  },
}
