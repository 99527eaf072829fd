import { formatCount } from '#kit/format.ts'
import { mayNot, notFound } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { mayVote, refuseVote } from '../../access.ts'
import { refuseVoting } from '../../actions/worksheet/vote-card.ts'
import { voteCards } from '../../actions/worksheet/vote-cards.ts'
import { voteTotals } from '../../actions/worksheet/vote-totals.ts'
import { VOTED_SHEETS } from '../../model-card.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { votesOf } from '../../store/worksheet/votes.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, wholeIn } from '../workshop/retry.tsx'
import { sheetCrumbs, sheetHref, sheetPlace, sheetStandOf } from './place.ts'
import { SPARED, UNFOLDED } from './sheet-parts.tsx'

/** `…/:sheet/poin`: all cards of a sheet, each with five points to give, in one form. */
export const votesPage: Page = {
  path: `${sheetPlace}/poin`,
  permission: 'masterplan.vote',
  may: mayVote,
  show: votesView,
  submit: {
    permission: 'masterplan.vote',
    may: mayVote,
    limit: 'write',
    audit: ['masterplan.card.voted'],
    maxBytes: 128 * 1024,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await votedStandOf(visit)
      const { region, series, sheet } = stand
      refuseVoting(actor, stand, region.code)
      const points = new Map<string, number | undefined>()
      for (const name of Object.keys(form.values)) {
        if (!name.startsWith('poin-')) continue
        const typed = form.text(name)
        points.set(name.slice(5), typed === undefined ? undefined : (wholeIn(typed) ?? 0))
      }
      await voteCards(platform, actor, { regionCode: region.code, seriesId: series.id, sheet, points }, writer)
      return c.redirect(`${sheetHref(region.code, series.id, sheet)}?urut=poin&pesan=poin`, 303)
    },
  },
}

async function votedStandOf(visit: Visit) {
  const stand = await sheetStandOf(visit)
  if (!VOTED_SHEETS.includes(stand.sheet)) {
    throw notFound('Lembar ini tidak diberi poin.', 'Cards of this sheet are not given points.')
  }
  const refusal = refuseVote(visit.actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

async function votesView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await votedStandOf(visit)
  const { region, series, sheet } = stand
  const totals = await voteTotals(sql, region.code, series.id, sheet)
  const mine =
    actor.accountId === undefined
      ? new Map<string, number>()
      : await votesOf(sql, region.code, series.id, sheet, actor.accountId)
  const here = sheetHref(region.code, series.id, sheet)
  const open = series.voting === 'open' && series.state !== 'done'
  const n = (value: number) => formatCount(value, lang)
  const field = ({ card }: (typeof totals)[number]) => (
    <ScoreField
      name={`poin-${card.id}`}
      label={
        <>
          <span class="block text-base font-semibold text-base-content">{card.title}</span>
          <span class="note">{card.points === 0 ? t.noPoints : t.pointsOf(n(card.points), n(card.voters))}</span>
        </>
      }
      scores={[1, 2, 3, 4, 5]}
      value={retry ? wholeIn(retry.form.text(`poin-${card.id}`)) : mine.get(card.id)}
      clear={t.voteNone}
      error={errorOf(retry, lang, `poin-${card.id}`)}
    />
  )
  const first = totals.length > UNFOLDED + SPARED ? UNFOLDED : totals.length
  const rest = totals.slice(first)
  return {
    title: t.voteTitle(t.sheet[sheet]),
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand, { label: t.sheet[sheet], href: here }, { label: t.give }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.voteTitle(t.sheet[sheet])}</h1>
        <p class="lead mt-3 mb-6">{open ? t.voteLead : t.votingClosed}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        {totals.length === 0 ? (
          <div class="mt-8">
            <Empty fact={t.empty} reason={t.emptyRead} action={<Button href={here}>{t.sheet[sheet]}</Button>} />
          </div>
        ) : (
          <form method="post" action={`${here}/poin`} novalidate class="mt-8 max-w-[44rem]">
            {totals.slice(0, first).map(field)}
            {rest.length > 0 && (
              <details
                class="plain-fold mb-6"
                open={rest.some(({ card }) => errorOf(retry, lang, `poin-${card.id}`) !== undefined)}
              >
                <summary>{t.moreCards(n(rest.length))}</summary>
                <div class="mt-4">{rest.map(field)}</div>
              </details>
            )}
            {open && <Button look="primary">{t.voteSave}</Button>}
          </form>
        )}
      </div>
    ),
  }
}
