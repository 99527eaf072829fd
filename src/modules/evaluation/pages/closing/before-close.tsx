import type { Child } from 'hono/jsx'
import { shortName } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { Absent } from '#ui/absent.tsx'
import { Delta } from '#ui/delta.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import type { ClosingFacts } from '../../actions/closing/closing-facts.ts'
import { readInstruments, workOut } from '../../actions/closing/freeze.ts'
import { readInputs } from '../../actions/closing/read-inputs.ts'
import type { Round } from '../../model-round.ts'
import { closingPhrases } from '../../phrases/closing.ts'
import type { Blocker } from '../../rules/closing/readiness.ts'
import { DISAGREEMENT, disagreements, spreadOf } from '../../rules/closing/spread.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { phaseOf, relationTo } from '../../rules/round/relation.ts'
import { visibility } from '../../rules/round/visibility.ts'
import { type FarApart, listFarApart } from '../../store/closing/sheets.ts'
import { count, score } from '../words.ts'

const pageSize = 25

interface Props {
  visit: Visit
  round: Round
  facts: ClosingFacts
}

/** The address of this page with one of its lists further on; the others begin again. */
const hrefOf = (round: Round, name: string, after: string, anchor: string) =>
  `/putaran/${round.id}/tutup?${new URLSearchParams({ [name]: after })}#${anchor}`

const nameOf = ({ facts, code }: { facts: ClosingFacts; code: string }) =>
  shortName(facts.regions.find(({ regionCode }) => regionCode === code)?.regionName ?? code)

/** Every missing sheet and score, by region and assessor, a page at a time. */
export function Blockers({ visit: { lang, c }, round, facts }: Props) {
  const t = closingPhrases(lang)
  const { blockers } = facts.readiness
  if (blockers.length === 0) return null
  const after = c.req.query('halangan') ?? ''
  const rest = blockers.filter(blocker => keyOf(blocker) > after)
  const rows = rest.slice(0, pageSize)
  const last = rows.at(-1)
  return (
    <section class="sec" aria-labelledby="halangan">
      <h2 id="halangan" class="mb-5">
        {t.blockersTitle}
      </h2>
      <Table<Blocker>
        lang={lang}
        caption={t.blockersTitle}
        rows={rows}
        columns={[
          {
            key: 'region',
            label: t.region,
            rowHeader: true,
            cell: ({ regionCode }) => (
              <a class="a" href={`/putaran/${round.id}/panel?daerah=${regionCode}`}>
                {nameOf({ facts, code: regionCode })}
              </a>
            ),
          },
          { key: 'what', label: t.what, cell: blocker => blockerWords(blocker, lang) },
        ]}
      />
      <Pager
        lang={lang}
        previousHref={after === '' ? undefined : `/putaran/${round.id}/tutup#halangan`}
        previousLabel={t.first}
        nextHref={rest.length > pageSize && last ? hrefOf(round, 'halangan', keyOf(last), 'halangan') : undefined}
        nextLabel={t.next}
      />
    </section>
  )
}

/** Blockers stand by region and place; the key sorts as they stand. */
const keyOf = (blocker: Blocker): string =>
  `${blocker.regionCode} ${blocker.kind === 'sheet' ? String(blocker.place).padStart(2, '0') : ''}`

function blockerWords(blocker: Blocker, lang: Visit['lang']): string {
  const t = closingPhrases(lang).blocker
  if (blocker.kind === 'time-left') return t.timeLeft
  if (blocker.kind === 'no-panel') return t.noPanel
  const missing = count(blocker.missing, lang)
  if (blocker.submitted) return t.sheetGap(blocker.place, missing)
  return blocker.missing === 0 ? t.sheetWhole(blocker.place) : t.sheetOpen(blocker.place, missing)
}

/** Regions that did not hand in: closing makes them absent, never zero. */
export function AbsentToBe({ visit: { lang, c }, round, facts }: Props) {
  const t = closingPhrases(lang)
  const { absent } = facts.readiness
  if (absent.length === 0) return null
  const after = c.req.query('tak-hadir') ?? ''
  const rest = absent.filter(code => code > after)
  const shown = rest.slice(0, pageSize)
  return (
    <section class="sec" aria-labelledby="tak-hadir">
      <h2 id="tak-hadir">{t.absentTitle}</h2>
      <p class="note mt-2 mb-5">{t.absentLead(count(absent.length, lang))}</p>
      <ul class="list-disc pl-5">
        {shown.map(code => (
          <li>{nameOf({ facts, code })}</li>
        ))}
      </ul>
      <Pager
        lang={lang}
        previousHref={after === '' ? undefined : `/putaran/${round.id}/tutup#tak-hadir`}
        previousLabel={t.first}
        nextHref={rest.length > pageSize ? hrefOf(round, 'tak-hadir', shown.at(-1) ?? '', 'tak-hadir') : undefined}
        nextLabel={t.next}
      />
    </section>
  )
}

/** What the indices would be from the sheets that are handed in, beside last year's; only for who may see sheets now. */
export async function Provisional({ visit, round, facts }: Props): Promise<Child> {
  const { lang, c, platform, actor } = visit
  const t = closingPhrases(lang)
  const after = c.req.query('daerah') ?? ''
  const seen = facts.regions.filter(
    region =>
      region.state !== 'invited' &&
      visibility(relationTo(actor, region.regionCode, undefined), phaseOf(round, region)).otherScores !== 'none',
  )
  if (seen.length === 0) return null
  const rest = seen.filter(({ regionCode }) => regionCode > after)
  const page = rest.slice(0, pageSize)
  const instruments = await readInstruments(platform.db.sql)
  const inputs = await readInputs(platform.db.sql, round, facts.instrument.content, page)
  const rows = [...inputs].map(([code, given]) => {
    const { outcome } = workOut(round, given, instruments)
    const { assessors, scores } = given.given.kind === 'assessor-scores' ? given.given : { assessors: [], scores: {} }
    return { code, before: given.before, outcome, assessors: assessors.length, far: disagreements(scores).length }
  })
  type Row = (typeof rows)[number]
  const dash = <Absent lang={lang} />
  return (
    <section class="sec" aria-labelledby="sementara">
      <h2 id="sementara">{t.provisionalTitle}</h2>
      <p class="note mt-2 mb-5">{t.provisionalLead}</p>
      <Table<Row>
        lang={lang}
        caption={t.provisionalTitle}
        rows={rows}
        columns={[
          { key: 'region', label: t.region, rowHeader: true, cell: ({ code }) => nameOf({ facts, code }) },
          {
            key: 'assessors',
            label: t.assessors,
            align: 'right',
            onlyWide: true,
            cell: row => count(row.assessors, lang),
          },
          { key: 'far', label: t.farApart, align: 'right', onlyWide: true, cell: row => count(row.far, lang) },
          {
            key: 'before',
            label: t.before,
            align: 'right',
            class: 'text-muted',
            onlyWide: true,
            cell: ({ before }) => (before?.printedIndex ? score(before.printedIndex, lang) : dash),
          },
          {
            key: 'index',
            label: t.provisionalIndex,
            align: 'right',
            class: 'font-bold',
            cell: ({ outcome }) => (outcome.index ? score(outcome.index, lang) : <Absent lang={lang} words={t.none} />),
          },
          {
            key: 'change',
            label: t.change,
            align: 'right',
            cell: ({ outcome }) =>
              outcome.change.value === null ? dash : <Delta change={outcome.change.value} lang={lang} />,
          },
        ]}
      />
      <Pager
        lang={lang}
        previousHref={after === '' ? undefined : `/putaran/${round.id}/tutup#sementara`}
        previousLabel={t.first}
        nextHref={
          rest.length > pageSize ? hrefOf(round, 'daerah', page.at(-1)?.regionCode ?? '', 'sementara') : undefined
        }
        nextLabel={t.next}
      />
    </section>
  )
}

/** Questions on which the assessors of a region are two steps or more apart. */
export async function FarApartQuestions({ visit, round, facts }: Props): Promise<Child> {
  const { lang, c, platform, actor } = visit
  const t = closingPhrases(lang)
  const sees = facts.regions.some(
    region =>
      visibility(relationTo(actor, region.regionCode, undefined), phaseOf(round, region)).otherScores !== 'none',
  )
  if (!sees) return null
  const typed = c.req.query('beda')?.split(' ')
  const after = typed?.[0] && typed[1] ? { regionCode: typed[0], questionId: typed[1] } : undefined
  const found = await listFarApart(platform.db.sql, round.id, { range: DISAGREEMENT, after, limit: pageSize + 1 })
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const texts = new Map(
    facts.instrument.content.dimensions.flatMap(questionsOf).map(question => [question.id, question]),
  )
  return (
    <section class="sec" aria-labelledby="beda">
      <h2 id="beda">{t.spreadTitle}</h2>
      <p class="note mt-2 mb-5">{t.spreadLead}</p>
      <Table<FarApart>
        lang={lang}
        caption={t.spreadTitle}
        rows={rows}
        empty={{ fact: t.spreadNone, reason: t.spreadNoneWhy }}
        columns={[
          { key: 'region', label: t.region, cell: ({ regionCode }) => nameOf({ facts, code: regionCode }) },
          {
            key: 'question',
            label: t.question,
            rowHeader: true,
            class: 'font-normal',
            cell: ({ questionId }) => texts.get(questionId)?.text[lang] ?? questionId,
          },
          { key: 'scores', label: t.scores, align: 'right', cell: ({ scores }) => scores.join(' ') },
          {
            key: 'deviation',
            label: t.deviation,
            align: 'right',
            onlyWide: true,
            cell: ({ scores }) => written(spreadOf(scores)?.deviation, lang),
          },
          {
            key: 'difference',
            label: t.meanDifference,
            align: 'right',
            onlyWide: true,
            cell: ({ scores }) => written(spreadOf(scores)?.meanDifference, lang),
          },
        ]}
      />
      <Pager
        lang={lang}
        previousHref={after ? `/putaran/${round.id}/tutup#beda` : undefined}
        previousLabel={t.first}
        nextHref={
          found.length > pageSize && last
            ? hrefOf(round, 'beda', `${last.regionCode} ${last.questionId}`, 'beda')
            : undefined
        }
        nextLabel={t.next}
      />
    </section>
  )
}

const written = (value: Parameters<typeof score>[0] | undefined, lang: Visit['lang']): Child =>
  value === undefined ? <Absent lang={lang} /> : score(value, lang)
