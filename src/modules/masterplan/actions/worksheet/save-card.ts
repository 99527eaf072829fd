import { randomUUID } from 'node:crypto'
import { actsAs, type Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { currentCatalogue, listIndicators } from '#modules/portfolio/index.ts'
import { type Card, type CardInput, type CardOf, type Content, MOST_CARDS, RESTS_ON } from '../../model-card.ts'
import type { Sheet, Template } from '../../model.ts'
import { checkCard, placeInSheet, tidyCard } from '../../rules/worksheet/check-card.ts'
import { diffCard } from '../../rules/worksheet/diff-card.ts'
import { templateOf } from '../../store/templates.ts'
import { endOfSheet, findCard, findTwin, insertCards, listCardsByIds, updateCard } from '../../store/worksheet/cards.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'
import { listLinks, replaceLinks } from '../../store/worksheet/links.ts'
import { changedMeanwhile, getSeriesStand } from '../workshop/lock-series.ts'
import { sheetFull } from './archive-card.ts'
import { cardArchived, noSuchCard, refuseCard, transactUnlessSame } from './ground.ts'

export interface SaveCard<S extends Sheet = Sheet> {
  regionCode: string
  seriesId: string
  sheet: S
  /** Absent for a new card. */
  id?: string | undefined
  /** The version that was changed. */
  version?: number | undefined
  input: CardInput
  /** Ids of the cards that it rests on; what is stored stays when absent. */
  restsOn?: readonly string[] | undefined
}

/** A new card that says the same as one written this many milliseconds ago by the same hand is that card, sent twice. */
const SENT_TWICE = 60_000

/**
 * Stores a card and gives it back; one without an office is everybody's who fills worksheets. A save that says what is
 * stored, or a form that was sent twice, writes nothing. Throws `not-found`, `may-not`, `invalid` with the fields of the card (`title`, `dimension`,
 * `organisationId`, `restsOn`, or a field of the sheet), `conflict` when the series is done or the sheet full, and
 * `changed-meanwhile`.
 */
export async function saveCard<S extends Sheet>(
  platform: Platform,
  actor: Actor,
  save: SaveCard<S>,
  writer: Writer,
): Promise<CardOf<S>> {
  const { regionCode, seriesId, sheet } = save
  const input = tidyCard(save.input)
  const by = { accountId: writer.accountId, now: platform.clock.now() }
  const saved = await transactUnlessSame<Card>(platform, writer, async (tx, same) => {
    const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    const before = save.id === undefined ? undefined : await findCard(tx, regionCode, save.id, true)
    if (save.id !== undefined && (before?.seriesId !== seriesId || before.sheet !== sheet)) throw noSuchCard()
    refuseCard(actor, stand, before)
    if (before?.archivedAt !== undefined) throw cardArchived()
    const errors = await check(
      tx,
      actor,
      sheet,
      input,
      before,
      await templateOf(tx, stand.series.templateId),
      regionCode,
      by.now,
    )
    const links = save.restsOn === undefined ? undefined : [...new Set(save.restsOn)]
    if (links) errors.push(...(await checkLinks(tx, stand.series, sheet, before?.id, links)))
    const stored = before === undefined ? [] : (await listLinks(tx, regionCode, [before.id])).back.map(one => one.id)
    const fields = diffCard(sheet, before, input)
    const linksDiffer = links !== undefined && [...links].sort().join() !== [...stored].sort().join()
    if (before && fields.length === 0 && !linksDiffer) same(before)
    if (before && before.version !== save.version) throw changedMeanwhile()
    if (errors.length > 0) throw invalid(...errors)
    const id = before?.id ?? randomUUID()
    if (before) {
      await updateCard(
        tx,
        before,
        {
          title: input.title,
          dimension: input.dimension ?? null,
          organisation_id: input.organisationId ?? null,
          place_in_sheet: placeInSheet(sheet, input.content) ?? null,
          content: JSON.stringify(input.content),
        },
        by,
      )
    } else {
      if (by.accountId !== undefined) {
        const since = new Date(by.now.getTime() - SENT_TWICE)
        const twin = await findTwin(tx, save, sheet, input, { accountId: by.accountId, since })
        if (twin) same(twin)
      }
      const end = await endOfSheet(tx, regionCode, seriesId, sheet)
      if (end.cards >= MOST_CARDS) throw sheetFull()
      const place = placeInSheet(sheet, input.content)
      await insertCards(tx, { regionCode, seriesId }, [{ ...input, id, sheet, place, position: end.position + 1 }], by)
    }
    if (links && linksDiffer) {
      await replaceLinks(tx, regionCode, id, links)
      fields.push({ field: 'restsOn', before: String(stored.length), after: String(links.length) })
    }
    await recordCardChanges(
      tx,
      [
        {
          regionCode,
          cardId: id,
          version: (before?.version ?? 0) + 1,
          event: before ? 'changed' : 'added',
          fields,
          office: actor.membership?.organisationName,
        },
      ],
      by.now,
    )
    await audit(tx, {
      event: before ? 'masterplan.card.changed' : 'masterplan.card.added',
      subject: { kind: 'masterplan.card', id },
      regionCode,
      data: { series: seriesId, sheet, changed: fields.map(one => one.field) },
    })
    const card = await findCard(tx, regionCode, id)
    if (!card) throw new Error(`Card ${id} is not there after it was stored`)
    return card
  })
  return saved as unknown as CardOf<S>
}

/** The sub-elements of a template by their element. */
export const elementsOf = (template: Template): Map<string, Set<string>> =>
  new Map(template.elements.map(one => [one.code, new Set(one.subElements.map(sub => sub.code))]))

async function check(
  tx: Tx,
  actor: Actor,
  sheet: Sheet,
  input: CardInput,
  before: Card | undefined,
  template: Template,
  regionCode: string,
  now: Date,
): Promise<FieldError[]> {
  const officeIds = new Set<string>()
  if (input.organisationId !== undefined && input.organisationId !== before?.organisationId) {
    for (const one of await listRegionOffices(tx, regionCode)) if (!one.archived) officeIds.add(one.id)
  } else if (before?.organisationId !== undefined) officeIds.add(before.organisationId)
  const ground = {
    officeIds,
    elements: elementsOf(template),
    ...(await portfolioGround(tx, regionCode, input, before, now)),
  }
  const errors = checkCard(sheet, input, ground)
  const own = actor.membership?.organisationId
  const mayChoose = actsAs(actor, 'regional-secretariat', 'dimension-coordinator')
  const moved = input.organisationId !== before?.organisationId
  if (moved && !mayChoose && input.organisationId !== undefined && input.organisationId !== own) {
    if (!errors.some(one => one.field === 'organisationId')) {
      errors.push({
        field: 'organisationId',
        sentence: {
          id: 'Anda mengisi kartu OPD sendiri atau kartu bersama. Minta sekretariat atau koordinator menyerahkannya ke OPD lain.',
          en: 'You write cards of your own office or of nobody. Ask the secretariat or the coordinator to give it to another.',
        },
      })
    }
  }
  return errors
}

/**
 * Sources of money and the indicator that a card names, in a statement each when it names one anew; what stands already
 * stays. The indicator is held until the card is stored.
 */
async function portfolioGround(
  tx: Tx,
  regionCode: string,
  { content }: CardInput,
  before: Card | undefined,
  now: Date,
): Promise<{ sources: Set<string>; indicatorIds: Set<string> }> {
  const [source, indicatorId] = [content['budgetSource'], content['portfolioIndicatorId']]
  const stored: Content = before?.content ?? {}
  const sources = new Set([stored['budgetSource']].flatMap(one => (typeof one === 'string' ? [one] : [])))
  const indicatorIds = new Set([stored['portfolioIndicatorId']].flatMap(one => (typeof one === 'string' ? [one] : [])))
  if (typeof source === 'string' && !sources.has(source)) {
    for (const { code } of (await currentCatalogue(tx, now)).sources) sources.add(code)
  }
  if (typeof indicatorId === 'string' && !indicatorIds.has(indicatorId) && uuid.test(indicatorId)) {
    for (const { id } of await listIndicators(tx, regionCode, { ids: [indicatorId] }, { lock: 'share' }))
      indicatorIds.add(id)
  }
  return { sources, indicatorIds }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a card rests on lies in the same series, lives, and is on a sheet that its own sheet rests on. */
async function checkLinks(
  tx: Tx,
  series: { regionCode: string; id: string },
  sheet: Sheet,
  ownId: string | undefined,
  ids: readonly string[],
): Promise<FieldError[]> {
  const found = await listCardsByIds(tx, series.regionCode, series.id, ids)
  const fits = found.filter(
    one => one.archivedAt === undefined && one.id !== ownId && RESTS_ON[sheet].includes(one.sheet),
  )
  if (fits.length === ids.length) return []
  return [
    {
      field: 'restsOn',
      sentence: {
        id: 'Salah satu kartu yang dirujuk tidak ada lagi, atau bukan dari lembar yang dapat dirujuk. Pilih lagi dari daftar.',
        en: 'One of the cards it rests on is gone, or on a sheet that it cannot rest on. Choose again from the list.',
      },
    },
  ]
}
