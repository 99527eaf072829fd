import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { mayVote, refuseVote } from '../../access.ts'
import { getCardStand, noSuchCard } from '../../actions/worksheet/ground.ts'
import { giveScores } from '../../actions/worksheet/give-scores.ts'
import { refuseVoting } from '../../actions/worksheet/vote-card.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { MOST_SCORE } from '../../rules/worksheet/choice.ts'
import { listCriteria, listVoters } from '../../store/worksheet/choice.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, wholeIn } from '../workshop/retry.tsx'
import { namedTemplate } from './card-names.ts'
import { seriesHref, seriesPlace, sheetCrumbs } from './place.ts'
import { factsOf } from './sheet-views.tsx'

/** `…/pilihan/:card`: a candidate with its canvas, scored 1 to 5 by each criterion. */
export const scorePage: Page = {
  path: `${seriesPlace}/pilihan/:card{[0-9a-f-]{36}}`,
  permission: 'masterplan.vote',
  may: mayVote,
  show: scoreView,
  submit: {
    permission: 'masterplan.vote',
    may: mayVote,
    limit: 'write',
    audit: ['masterplan.scores.given'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await canvasStandOf(visit)
      refuseVoting(actor, stand, stand.region.code)
      const scores: Record<string, number> = {}
      for (const name of Object.keys(form.values)) {
        const typed = form.text(name)
        if (name.startsWith('scores.') && typed !== undefined) scores[name.slice(7)] = wholeIn(typed) ?? 0
      }
      await giveScores(platform, actor, { regionCode: stand.region.code, cardId: stand.card.id, scores }, writer)
      return c.redirect(`${seriesHref(stand.region.code, stand.series.id)}/pilihan?pesan=nilai#k-${stand.card.id}`, 303)
    },
  },
}

async function canvasStandOf({ platform, actor, c }: Visit) {
  const stand = await getCardStand(platform.db.sql, actor, c.req.param('code') ?? '', c.req.param('card') ?? '')
  const { card, series } = stand
  if (card.sheet !== 'canvas' || card.archivedAt !== undefined || series.id !== c.req.param('series'))
    throw noSuchCard()
  const refusal = refuseVote(actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

async function scoreView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await canvasStandOf(visit)
  const { card, region, series } = stand
  const template = await namedTemplate(sql, {
    regionCode: region.code,
    templateId: series.templateId,
    sheet: 'canvas',
    now: platform.clock.now(),
  })
  const criteria = await listCriteria(sql, region.code, series.id)
  const mine = (await listVoters(sql, region.code, series.id)).find(one => one.id === actor.accountId)
  const board = `${seriesHref(region.code, series.id)}/pilihan`
  const open = series.voting === 'open' && series.state !== 'done'
  const facts = factsOf(card, lang, template)
  return {
    title: t.scoreTitle(card.title),
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand, { label: t.choiceBoard, href: board }, { label: card.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.sheet.canvas}</p>
        <h1>{card.title}</h1>
        <p class="lead mt-3 mb-6">{open ? t.scoreLead : t.votingClosed}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <div class="mt-8 grid gap-x-12 gap-y-10 md:grid-cols-2">
          <form method="post" action={`${board}/${card.id}`} novalidate>
            {criteria.map(one => (
              <ScoreField
                name={`scores.${one.code}`}
                label={one.name}
                scores={Array.from({ length: MOST_SCORE }, (_, at) => at + 1)}
                value={
                  retry ? wholeIn(retry.form.text(`scores.${one.code}`)) : mine?.scores.get(card.id)?.get(one.code)
                }
                clear={t.scoreNone}
                error={errorOf(retry, lang, `scores.${one.code}`)}
              />
            ))}
            {open && (
              <div class="flex flex-wrap gap-3">
                <Button look="primary">{t.scoreSave}</Button>
                <Button href={board}>{t.cancel}</Button>
              </div>
            )}
          </form>
          {facts.length > 0 && <Facts facts={facts} />}
        </div>
      </div>
    ),
  }
}
