import { formatCount, formatDecimal } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadInside, mayVote, refuseKeep, refuseVote } from '../../access.ts'
import { giveWeights } from '../../actions/worksheet/give-weights.ts'
import { refuseVoting } from '../../actions/worksheet/vote-card.ts'
import type { CardOf } from '../../model-card.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { chooseTogether, FULL_WEIGHT, type Result, weighsFully } from '../../rules/worksheet/choice.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { type Criterion, listCriteria, listVoters, type NamedVoter } from '../../store/worksheet/choice.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr, wholeIn } from '../workshop/retry.tsx'
import { cardHref, flashOf, seriesHref, seriesOf, seriesPlace, sheetCrumbs, sheetHref } from './place.ts'

type Canvas = CardOf<'canvas'>

/** `…/:series/pilihan`: the result of the vote on quick wins, with the weights and values of each voter. */
export const choicePage: Page = {
  path: `${seriesPlace}/pilihan`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: choiceView,
  submit: {
    permission: 'masterplan.vote',
    may: mayVote,
    limit: 'write',
    audit: ['masterplan.weights.given'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await seriesOf(visit)
      const { region, series } = stand
      refuseVoting(actor, stand, region.code)
      const weights: Record<string, number> = {}
      for (const name of Object.keys(form.values)) {
        if (!name.startsWith('weights.')) continue
        const typed = form.text(name)
        weights[name.slice(8)] = typed === undefined ? 0 : (wholeIn(typed) ?? -1)
      }
      await giveWeights(platform, actor, { regionCode: region.code, seriesId: series.id, weights }, writer)
      return c.redirect(`${seriesHref(region.code, series.id)}/pilihan?pesan=bobot`, 303)
    },
  },
}

export async function choiceView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await seriesOf(visit)
  const { region, series } = stand
  const [criteria, cards, voters] = [
    await listCriteria(sql, region.code, series.id),
    await listCards(sql, region.code, series.id, 'canvas'),
    await listVoters(sql, region.code, series.id),
  ]
  const codes = criteria.map(one => one.code)
  const results = chooseTogether(codes, cards, voters)
  const open = series.voting === 'open' && series.state !== 'done'
  const votes = open && refuseVote(actor, region.code) === undefined
  const mine = voters.find(one => one.id === actor.accountId)
  const here = `${seriesHref(region.code, series.id)}/pilihan`
  const keeps = refuseKeep(actor, region.code) === undefined
  return {
    title: t.choiceTitle,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand, { label: t.choiceBoard }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{headline(results, t, lang)}</h1>
        <p class="lead mt-3 mb-6">{t.choiceLead}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <p class="note mt-6 mb-4">
          {open ? t.votingOpen : t.votingClosed}{' '}
          <a class="a" href={sheetHref(region.code, series.id, 'canvas')}>
            {t.sheet.canvas}
          </a>
        </p>
        <Results {...{ visit, results, votes, mine, codes, here }} />
        {votes && <MyWeights {...{ visit, retry, criteria, mine, here }} />}
        <section class="sec" aria-labelledby="bobot">
          <h2 id="bobot">{t.allWeights}</h2>
          {voters.length === 0 ? <p class="note mt-2">{t.noVoters}</p> : <Weights {...{ visit, criteria, voters }} />}
        </section>
        {voters.length > 0 && (
          <section class="sec" aria-labelledby="nilai">
            <h2 id="nilai">{t.allValues}</h2>
            <Values {...{ visit, results, voters }} />
          </section>
        )}
        {keeps && series.state !== 'done' && (
          <section class="sec no-print flex flex-wrap gap-3">
            <form method="post" action={`${seriesHref(region.code, series.id)}/suara`}>
              <Button name="voting" value={open ? 'closed' : 'open'}>
                {open ? t.closeVoting : t.openVoting}
              </Button>
            </form>
            <Button href={`${here}/kriteria`}>{t.criteria}</Button>
          </section>
        )}
      </div>
    ),
  }
}

function headline(
  results: readonly Result<Canvas>[],
  t: ReturnType<typeof worksheetPhrases>,
  lang: Visit['lang'],
): string {
  const top = results.filter(one => one.rank === 1)
  const [first] = top
  if (first?.mean === undefined) return t.choiceTitle
  const mean = formatDecimal(first.mean, lang)
  return top.length > 1 ? t.choiceTie(formatCount(top.length, lang), mean) : t.choiceTop(first.card.title, mean)
}

/** Candidates by their result; a tie is told as one. */
function Results({
  visit: { lang },
  results,
  votes,
  mine,
  codes,
  here,
}: {
  visit: Visit
  results: readonly Result<Canvas>[]
  votes: boolean
  mine: NamedVoter | undefined
  codes: readonly string[]
  here: string
}) {
  const t = worksheetPhrases(lang)
  const scored = (card: Canvas) => codes.every(code => mine?.scores.get(card.id)?.has(code))
  return (
    <Table
      lang={lang}
      caption={t.choiceTitle}
      rows={results}
      empty={{ fact: t.empty, reason: t.emptyRead }}
      rowId={row => `k-${row.card.id}`}
      columns={[
        {
          key: 'rank',
          label: t.column.rank,
          align: 'right',
          onlyWide: true,
          cell: row => (row.rank === undefined ? '–' : formatCount(row.rank, lang)),
        },
        {
          key: 'card',
          label: t.column.card,
          rowHeader: true,
          cell: row => (
            <>
              <a class="a" href={cardHref(row.card)}>
                {row.card.title}
              </a>
              <span class="note my-1 flex flex-wrap items-center gap-x-4 font-normal">
                {row.card.dimension !== undefined && <Dim dimension={row.card.dimension} lang={lang} />}
                {row.card.organisationName !== undefined && <span class="only-wide">{row.card.organisationName}</span>}
              </span>
              {votes && (
                <a class="a font-normal" href={`${here}/${row.card.id}`}>
                  {scored(row.card) ? t.scoreAgain : t.score}
                  <span class="sr-only">, {row.card.title}</span>
                </a>
              )}
            </>
          ),
        },
        {
          key: 'result',
          label: t.column.result,
          align: 'right',
          cell: row =>
            row.mean === undefined ? (
              <span class="note">{t.notValued}</span>
            ) : (
              <>
                <b>{formatDecimal(row.mean, lang)}</b>
                <span class="note block whitespace-nowrap">
                  {t.votersOf(formatCount(row.values.length, lang))}
                  {row.tied && `, ${t.tied}`}
                </span>
              </>
            ),
        },
        {
          key: 'choice',
          label: t.column.choice,
          cell: ({ card }) => (
            <>
              <Chip status={card.choice === 'chosen' ? 'ok' : card.choice === 'dropped' ? 'idle' : 'info'}>
                {t.choice[card.choice].toLowerCase()}
              </Chip>
              {card.choiceReason !== undefined && <span class="note block mt-1">{card.choiceReason}</span>}
            </>
          ),
        },
      ]}
    />
  )
}

function MyWeights({
  visit: { lang },
  retry,
  criteria,
  mine,
  here,
}: {
  visit: Visit
  retry: Retry | undefined
  criteria: readonly Criterion[]
  mine: NamedVoter | undefined
  here: string
}) {
  const t = worksheetPhrases(lang)
  return (
    <section class="sec no-print" aria-labelledby="bobot-anda">
      <h2 id="bobot-anda">{t.myWeights}</h2>
      <p class="note mt-1 mb-4">{mine ? t.myWeightsDone : t.myWeightsHint}</p>
      <form method="post" action={here} novalidate>
        {errorOf(retry, lang, 'weights') !== undefined && (
          <p class="note is-late text-(--c)! mb-3" id="f-weights">
            {errorOf(retry, lang, 'weights')}
          </p>
        )}
        <div class="grid max-w-[44rem] gap-x-8 sm:grid-cols-2">
          {criteria.map(one => (
            <Field
              name={`weights.${one.code}`}
              lang={lang}
              label={one.name}
              hint={one.note}
              error={errorOf(retry, lang, `weights.${one.code}`)}
              value={typedOr(retry, `weights.${one.code}`, mine ? String(mine.weights.get(one.code) ?? 0) : '')}
              inputmode="numeric"
              maxlength={3}
              short
            />
          ))}
        </div>
        <Button look="primary">{t.saveWeights}</Button>
      </form>
    </section>
  )
}

/** Each voter with the weights given; who did not share out 100 among the living criteria is told so. */
function Weights({
  visit: { lang },
  criteria,
  voters,
}: {
  visit: Visit
  criteria: readonly Criterion[]
  voters: readonly NamedVoter[]
}) {
  const t = worksheetPhrases(lang)
  const codes = criteria.map(one => one.code)
  return (
    <Table
      lang={lang}
      caption={t.allWeights}
      rows={voters}
      columns={[
        { key: 'voter', label: t.column.voter, rowHeader: true, cell: row => <Who voter={row} /> },
        {
          key: 'weights',
          label: t.column.weights,
          cell: row => {
            const sum = codes.reduce((total, code) => total + (row.weights.get(code) ?? 0), 0)
            return (
              <>
                {criteria
                  .filter(one => (row.weights.get(one.code) ?? 0) > 0)
                  .map(one => `${one.name} ${formatCount(row.weights.get(one.code) ?? 0, lang)}`)
                  .join('; ')}
                {!weighsFully(codes, row.weights) && sum !== FULL_WEIGHT && (
                  <span class="note block">{t.weightsOpen(formatCount(sum, lang))}</span>
                )}
              </>
            )
          },
        },
      ]}
    />
  )
}

const Who = ({ voter }: { voter: NamedVoter }) => (
  <>
    {voter.name}
    {voter.office !== undefined && <span class="note block font-normal">{voter.office}</span>}
  </>
)

/** What each voter's weights and scores make of each candidate. */
function Values({
  visit: { lang },
  results,
  voters,
}: {
  visit: Visit
  results: readonly Result<Canvas>[]
  voters: readonly NamedVoter[]
}) {
  const t = worksheetPhrases(lang)
  return (
    <Table
      lang={lang}
      caption={t.allValues}
      rows={voters}
      columns={[
        { key: 'voter', label: t.column.voter, rowHeader: true, cell: row => <Who voter={row} /> },
        {
          key: 'values',
          label: t.column.values,
          cell: row => {
            const own = results.flatMap(result => {
              const value = result.values.find(one => one.voterId === row.id)?.value
              return value === undefined ? [] : [{ title: result.card.title, value }]
            })
            return own.length === 0 ? (
              <span class="note">{t.notValued}</span>
            ) : (
              <ul>
                {own.map(({ title, value }) => (
                  <li>
                    <b>{formatDecimal(hundredths(value), lang)}</b> {title}
                  </li>
                ))}
              </ul>
            )
          },
        },
      ]}
    />
  )
}

const hundredths = (value: number): string => `${(value - (value % 100)) / 100}.${String(value % 100).padStart(2, '0')}`
