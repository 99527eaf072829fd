import { formatCount } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { refuseVote } from '../../access.ts'
import type { CardStand } from '../../actions/worksheet/ground.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import type { CardVote } from '../../store/worksheet/votes.ts'
import { errorOf } from '../workshop/retry.tsx'
import { cardHref } from './place.ts'

/** The points of a card, who gave them, and one's own. */
export function CardVotes({
  visit: { lang, actor },
  stand: { card, region, series },
  votes,
  retry,
}: {
  visit: Visit
  stand: CardStand
  votes: readonly CardVote[]
  retry: Retry | undefined
}) {
  const t = worksheetPhrases(lang)
  const n = (value: number) => formatCount(value, lang)
  const open =
    series.voting === 'open' &&
    series.state !== 'done' &&
    series.archived === undefined &&
    card.archivedAt === undefined
  const mine = votes.find(one => one.accountId === actor.accountId)?.points
  return (
    <section class="sec" aria-labelledby="poin">
      <h2 id="poin">{t.votes}</h2>
      <p class="mt-2">{card.points === 0 ? t.noPoints : t.pointsOf(n(card.points), n(card.voters))}</p>
      {votes.length > 0 && (
        <ul class="mt-3">
          {votes.map(one => (
            <li class="py-1">
              {one.points} <span class="text-muted">{[one.name, one.office].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
      {open && refuseVote(actor, region.code) === undefined ? (
        <form method="post" action={cardHref(card, 'suara')} class="no-print mt-4" novalidate>
          <ScoreField
            name="points"
            label={t.give}
            scores={[1, 2, 3, 4, 5]}
            value={mine}
            clear={t.voteNone}
            error={errorOf(retry, lang, 'points')}
          />
          <Button>{t.voteSave}</Button>
        </form>
      ) : (
        !open && <p class="note mt-2">{t.votingClosed}</p>
      )}
    </section>
  )
}
