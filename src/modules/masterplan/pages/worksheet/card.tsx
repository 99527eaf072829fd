import { dayIn, formatCount } from '#kit/format.ts'
import { listUses } from '#modules/evidence/index.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { findProgramme, latestReadings, periodName, showFigure } from '#modules/portfolio/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { Facts } from '#ui/facts.tsx'
import { mayReadInside, refuseKeep } from '../../access.ts'
import { type CardStand, mayWriteCard } from '../../actions/worksheet/ground.ts'
import { type Card, PROGRAMME_SHEETS, SORTED_SHEETS, VOTED_SHEETS } from '../../model-card.ts'
import { CARD_SUBJECT } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { listCardChanges } from '../../store/worksheet/changes.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { listVotes } from '../../store/worksheet/votes.ts'
import { CommentThread } from '../comment/thread.tsx'
import { PlanNav, planSection } from '../nav.tsx'
import { Refused } from '../workshop/retry.tsx'
import { CardChoice } from './card-choice.tsx'
import { CardHistory } from './card-history.tsx'
import { CardProof } from './card-proof.tsx'
import { CardVotes } from './card-votes.tsx'
import { namedTemplate } from './card-names.ts'
import { cardHref, cardPlace, cardStandOf, flashOf, sheetCrumbs, sheetHref } from './place.ts'
import { LinkedList } from './sheet-parts.tsx'
import { factsOf } from './sheet-views.tsx'

/** `…/:sheet/:card`: a card with what it says, rests on, proves, was given, became, and was said to it. */
export const cardPage: Page = {
  path: cardPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
}

export async function cardView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await cardStandOf(visit)
  const { card, region, series } = stand
  const template = await namedTemplate(sql, {
    regionCode: region.code,
    templateId: series.templateId,
    sheet: card.sheet,
    now: platform.clock.now(),
    card,
  })
  const subject = { regionCode: region.code, kind: 'card' as const, id: card.id }
  const [row, links, votes, uses, changes, threads, programme] = [
    (await listCards(sql, region.code, series.id, card.sheet)) as unknown as Card[],
    await listLinks(sql, region.code, [card.id]),
    VOTED_SHEETS.includes(card.sheet) ? await listVotes(sql, region.code, [card.id]) : [],
    (await listUses(sql, region.code, CARD_SUBJECT, [card.id])).get(card.id) ?? [],
    await listCardChanges(sql, region.code, card.id),
    await listThreads(sql, subject),
    card.programmeId === undefined ? undefined : await findProgramme(sql, region.code, card.programmeId),
  ]
  const names = await namesOfAccounts(
    sql,
    changes.flatMap(one => (one.accountId === undefined ? [] : [one.accountId])),
  )
  const living = card.archivedAt === undefined
  const writes = mayWriteCard(actor, stand, card)
  const becomes =
    living && writes && PROGRAMME_SHEETS.includes(card.sheet) && (!programme || programme.archivedAt !== undefined)
  const facts = factsOf(card, lang, template)
  const indicatorId = card.sheet === 'target' ? card.content.portfolioIndicatorId : undefined
  const latest = indicatorId === undefined ? undefined : await readLatest(visit, stand, indicatorId)
  const part = row.filter(one => one.place === card.place)
  return {
    title: `${card.title}, ${t.sheet[card.sheet]}`,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(
      visit,
      stand,
      { label: t.sheet[card.sheet], href: sheetHref(region.code, series.id, card.sheet) },
      { label: card.title },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.sheet[card.sheet]}</p>
        <h1>{card.title}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-x-5 gap-y-2">
          {card.dimension !== undefined && <Dim dimension={card.dimension} lang={lang} />}
          <span class="text-muted">{card.organisationName ?? t.shared}</span>
          {card.choice !== 'open' && (
            <Chip status={card.choice === 'chosen' ? 'ok' : 'idle'}>{t.choice[card.choice].toLowerCase()}</Chip>
          )}
        </p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        {!living && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.archivedCall}</Call>
          </div>
        )}
        <div class="no-print mt-6 flex flex-wrap gap-3">
          {becomes && (
            <Button look="primary" href={cardHref(card, 'program')} icon="arrow-right">
              {t.become}
            </Button>
          )}
          {writes && living && (
            <Button href={cardHref(card, 'ubah')} icon="pencil">
              {t.edit}
            </Button>
          )}
          {writes && living && !SORTED_SHEETS.includes(card.sheet) && (
            <Move lang={lang} card={card} at={part.findIndex(one => one.id === card.id)} of={part.length} />
          )}
        </div>
        {programme && (
          <div class="mt-6 max-w-[44rem]">
            <Call title={`${programme.code} ${programme.name}`}>
              <p class="flex flex-wrap gap-x-6 gap-y-1">
                <a class="a" href={`/portofolio/${region.code}/program/${programme.id}`}>
                  {t.openProgramme}
                </a>
                <a class="a" href={`/trace/card/${card.id}`}>
                  {t.trace}
                </a>
              </p>
            </Call>
          </div>
        )}
        {card.choiceReason !== undefined && (
          <p class="mt-4">
            <span class="text-muted">{t.reason}:</span> {card.choiceReason}
          </p>
        )}
        {facts.length > 0 && (
          <div class="mt-8 max-w-[44rem]">
            <Facts
              facts={facts.map(({ label, value }) => ({
                label,
                value: <span class="whitespace-pre-line">{value}</span>,
              }))}
            />
          </div>
        )}
        {latest !== undefined && (
          <p class="mt-4">
            <span class="text-muted">{t.latest}:</span> {latest}{' '}
            <a class="a" href={`/portofolio/${region.code}/indikator/${indicatorId}`}>
              {t.openIndicator}
            </a>
          </p>
        )}
        {links.back.length > 0 && (
          <section class="sec" aria-labelledby="dasar">
            <h2 id="dasar">{t.restsOn}</h2>
            <LinkedList cards={links.back} lang={lang} regionCode={region.code} seriesId={series.id} />
          </section>
        )}
        {links.onward.length > 0 && (
          <section class="sec" aria-labelledby="lanjut">
            <h2 id="lanjut">{t.carries}</h2>
            <LinkedList cards={links.onward} lang={lang} regionCode={region.code} seriesId={series.id} />
          </section>
        )}
        {VOTED_SHEETS.includes(card.sheet) && <CardVotes visit={visit} stand={stand} votes={votes} retry={retry} />}
        {card.sheet === 'canvas' && living && refuseKeep(actor, region.code) === undefined && (
          <CardChoice visit={visit} stand={stand} retry={retry} />
        )}
        <CardProof {...{ visit, stand, uses, retry }} writes={writes && living} />
        <CommentThread
          lang={lang}
          actor={actor}
          stand={stand}
          subject={{ ...subject, title: card.title, ownerId: card.organisationId }}
          threads={threads}
          back={cardHref(card)}
        />
        <CardHistory {...{ visit, stand, template, changes, names }} />
        {writes && card.programmeId === undefined && (
          <form method="post" action={cardHref(card, 'arsip')} class="no-print mt-10">
            <input type="hidden" name="version" value={String(card.version)} />
            {living ? (
              <Button look="danger" icon="archive">
                {t.archive}
              </Button>
            ) : (
              <Button name="kembali" value="ya">
                {t.restore}
              </Button>
            )}
          </form>
        )}
      </div>
    ),
  }
}

/** Up and down among the cards of the same part of the sheet; the books list them in this order. */
function Move({ lang, card, at, of }: { lang: Visit['lang']; card: Card; at: number; of: number }) {
  if (of < 2) return null
  const t = worksheetPhrases(lang)
  return (
    <form method="post" action={cardHref(card, 'urutan')} class="flex flex-wrap items-center gap-3">
      {at > 0 && (
        <Button name="arah" value="naik" icon="arrow-up">
          {t.up}
        </Button>
      )}
      {at < of - 1 && (
        <Button name="arah" value="turun" icon="arrow-down">
          {t.down}
        </Button>
      )}
      <span class="note">{t.placeOf(formatCount(at + 1, lang), formatCount(of, lang))}</span>
    </form>
  )
}

/** "80,5%, 2025": the latest verified figure of an indicator for its whole region, or that there is none. */
async function readLatest({ platform, lang }: Visit, { region }: CardStand, id: string): Promise<string> {
  const until = dayIn(platform.clock.now(), region.timezone)
  const [latest] = await latestReadings(platform.db.sql, region.code, { ids: [id] }, { verifiedOnly: true, until })
  const t = worksheetPhrases(lang)
  return latest?.value === undefined
    ? t.latestNone
    : t.latestIn(showFigure(latest.value, latest.indicator, lang), periodName(latest.period, lang))
}
