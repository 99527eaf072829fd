import { dayIn, formatBytes, formatCount, formatDateTime } from '#kit/format.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { findProgramme, latestReadings, periodName, showFigure } from '#modules/portfolio/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayReadInside, refuseKeep, refuseVote } from '../../access.ts'
import { type CardStand, mayWriteCard } from '../../actions/worksheet/ground.ts'
import { fieldsOf, PROGRAMME_SHEETS, VOTED_SHEETS } from '../../model-card.ts'
import { CARD_SUBJECT } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { type CardChange, listCardChanges } from '../../store/worksheet/changes.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { type CardVote, listVotes } from '../../store/worksheet/votes.ts'
import { CommentThread } from '../comment/thread.tsx'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr } from '../workshop/retry.tsx'
import { type NamedTemplate, namedTemplate } from './card-names.ts'
import { valueWords } from './fields.tsx'
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
  const [links, votes, uses, changes, threads, programme] = [
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
  const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
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
        {VOTED_SHEETS.includes(card.sheet) && <Votes visit={visit} stand={stand} votes={votes} retry={retry} />}
        {card.sheet === 'canvas' && living && refuseKeep(actor, region.code) === undefined && (
          <Decide visit={visit} stand={stand} retry={retry} />
        )}
        <section class="sec" aria-labelledby="bukti">
          <h2 id="bukti">{t.proof}</h2>
          {seen.length === 0 && uses.length > 0 ? (
            <p class="note mt-2">{t.proofHidden(formatCount(uses.length, lang))}</p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
          )}
          {writes && living && (
            <details class="plain-fold mt-4" open={errorOf(retry, lang, 'berkas') !== undefined}>
              <summary>{t.addProof}</summary>
              <form
                method="post"
                action={cardHref(card, 'bukti')}
                enctype="multipart/form-data"
                novalidate
                class="mt-4"
              >
                <Field
                  kind="file"
                  name="berkas"
                  lang={lang}
                  label={t.file}
                  hint={t.fileHint(formatBytes(largestFile, lang))}
                  error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
                  optional
                />
                <Field
                  kind="url"
                  name="alamat"
                  lang={lang}
                  label={t.link}
                  error={errorOf(retry, lang, 'alamat')}
                  value={typedOr(retry, 'alamat', '')}
                  optional
                />
                <Field
                  name="judul"
                  lang={lang}
                  label={t.proofTitle}
                  value={typedOr(retry, 'judul', '')}
                  maxlength={200}
                  optional
                />
                {seen.length > 0 && (
                  <Field
                    kind="checks"
                    name="lepas"
                    lang={lang}
                    label={t.detach}
                    options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
                    optional
                  />
                )}
                <Button>{t.attach}</Button>
              </form>
            </details>
          )}
        </section>
        <CommentThread
          lang={lang}
          actor={actor}
          stand={stand}
          subject={{ ...subject, title: card.title, ownerId: card.organisationId }}
          threads={threads}
          back={cardHref(card)}
        />
        <section class="sec" aria-labelledby="riwayat">
          <h2 id="riwayat">{t.history}</h2>
          <Timeline
            moments={changes.map(one => ({
              when: formatDateTime(one.changedAt, lang, region.timezone),
              datetime: one.changedAt.toISOString(),
              fact: t.event[one.event] ?? one.event,
              line: historyLine(visit, one, stand, template, names),
            }))}
          />
        </section>
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

/** Who, for which office, and what changed into what. */
function historyLine(
  { lang }: Visit,
  change: CardChange,
  { card }: CardStand,
  template: NamedTemplate,
  names: ReadonlyMap<string, string>,
): string {
  const t = worksheetPhrases(lang)
  const fields = new Map(fieldsOf(card.sheet))
  const labels: Record<string, string> = {
    title: t.title,
    dimension: t.dimension,
    organisationId: t.office,
    restsOn: t.restsOn,
    programme: t.programme,
    budgetLine: t.budgetLine,
    choice: t.column.choice,
    reason: t.reason,
  }
  const said = change.fields.map(({ field, after }) => {
    const shape = fields.get(field)
    const label = shape?.words[lang === 'id' ? 0 : 1] ?? labels[field] ?? field
    if (field === 'organisationId' || field === 'dimension') return label
    const raw = shape?.kind === 'degree' ? Number(after) : shape?.kind === 'flag' ? after === 'true' : after
    const value =
      after === undefined
        ? t.nothing
        : field === 'choice'
          ? t.choice[after as keyof typeof t.choice]
          : shape
            ? valueWords(shape, raw, lang, template)
            : after
    return `${label}: ${(value ?? '').slice(0, 120)}`
  })
  const who = change.accountId === undefined ? t.system : (names.get(change.accountId) ?? t.system)
  return [`${who}${change.office === undefined ? '' : `, ${change.office}`}`, ...said].join('. ')
}

function Votes({
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
  const open = series.voting === 'open' && series.state !== 'done' && card.archivedAt === undefined
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

function Decide({
  visit: { lang },
  stand: { card },
  retry,
}: {
  visit: Visit
  stand: CardStand
  retry: Retry | undefined
}) {
  const t = worksheetPhrases(lang)
  return (
    <section class="sec no-print" aria-labelledby="putuskan">
      <h2 id="putuskan">{t.choose}</h2>
      <form method="post" action={cardHref(card, 'keputusan')} novalidate class="mt-4">
        <input type="hidden" name="version" value={String(card.version)} />
        <Field
          name="reason"
          lang={lang}
          label={t.reason}
          hint={t.reasonHint}
          error={errorOf(retry, lang, 'reason')}
          value={typedOr(retry, 'reason', card.choiceReason)}
          maxlength={500}
          optional
        />
        <div class="flex flex-wrap gap-3">
          {(['chosen', 'dropped', 'open'] as const)
            .filter(one => one !== card.choice)
            .map(one => (
              <Button name="choice" value={one}>
                {t.chooseDo[one]}
              </Button>
            ))}
        </div>
      </form>
    </section>
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
