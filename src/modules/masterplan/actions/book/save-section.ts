import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { createText } from '#platform/collab/texts.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { BookNumber } from '../../model.ts'
import type { Section, SectionInput } from '../../model-book.ts'
import { checkSection } from '../../rules/book/check-section.ts'
import { insertBlocks } from '../../store/book/blocks.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { findSection, insertSections, listSections, updateSections } from '../../store/book/sections.ts'
import { askRightsAgain } from './ask-rights-again.ts'
import { SECTION_TEXT } from './insert-plan.ts'
import { getPlanStand, getSectionStand, refuseKeeping, sectionChangedMeanwhile } from './section-stand.ts'

/** How many living sections one plan has at most, and how deep they stand. */
const MOST_SECTIONS = 600
const DEEPEST = 4

const tidy = (input: SectionInput): SectionInput => ({
  ...input,
  title: input.title.replace(/\s+/g, ' ').trim(),
  guide: input.guide?.replace(/\r\n?/g, '\n').trim() || undefined,
})

async function checked(
  tx: Tx,
  regionCode: string,
  input: SectionInput,
  keptOwner: string | undefined,
): Promise<Map<string, string>> {
  const offices = await listRegionOffices(tx, regionCode)
  const living = offices.filter(one => !one.archived || one.id === keptOwner)
  const errors = checkSection(input, new Set(living.map(one => one.id)))
  if (errors.length > 0) throw invalid(...errors)
  return new Map(offices.map(one => [one.id, one.name]))
}

/**
 * Adds a section with one empty narrative at the end of a book, or of what is below `parentId`. Throws `may-not` for others
 * than the secretariat, `not-found` for a parent of another book, `invalid` and `conflict` when a plan would grow too large.
 */
export async function addSection(
  platform: Platform,
  actor: Actor,
  add: {
    regionCode: string
    planId: string
    book: BookNumber
    parentId?: string | undefined
    input: SectionInput
  },
  writer: Writer,
): Promise<Section> {
  const { regionCode, planId, book, parentId } = add
  const input = tidy(add.input)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { plan } = await getPlanStand(tx, actor, regionCode, planId, true)
    refuseKeeping(actor, regionCode)
    await checked(tx, regionCode, input, undefined)
    const all = await listSections(tx, regionCode, planId)
    const parent = all.find(one => one.id === parentId)
    if (parentId !== undefined && parent?.book !== book) throw noSuchParent()
    if (all.length >= MOST_SECTIONS || (parent && depthOf(parent, all) >= DEEPEST)) throw tooMany()
    const siblings = all.filter(one => one.book === book && one.parentId === parentId)
    const id = randomUUID()
    const position = Math.max(-1, ...siblings.map(one => one.position)) + 1
    await insertSections(tx, plan, [{ ...input, id, book, parentId, position, code: undefined }], writer.accountId, now)
    const textId = await createText(tx, { regionCode, kind: SECTION_TEXT })
    await insertBlocks(
      tx,
      regionCode,
      [{ id: randomUUID(), sectionId: id, position: 0, textId }],
      writer.accountId,
      now,
    )
    await recordSectionEvents(
      tx,
      regionCode,
      [{ sectionId: id, event: 'created', office: actor.membership?.organisationName }],
      writer.accountId,
      now,
    )
    await audit(tx, { event: 'masterplan.section.added', subject: { kind: 'section', id }, regionCode })
    return await stored(tx, regionCode, id)
  })
}

/** Changes title, guide, owner, due day and words wanted of a section, in any state: its words stay as they are. */
export async function saveSection(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; sectionId: string; version: number; input: SectionInput },
  writer: Writer,
): Promise<Section> {
  const { regionCode, sectionId } = save
  const input = tidy(save.input)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { section, region } = await getSectionStand(tx, actor, regionCode, sectionId, true)
    refuseKeeping(actor, regionCode)
    if (section.version !== save.version) throw await sectionChangedMeanwhile(tx, region, section)
    const names = await checked(tx, regionCode, input, section.ownerId)
    const shown = (one: SectionInput) => ({
      title: one.title,
      guide: one.guide,
      owner: one.ownerId === undefined ? undefined : names.get(one.ownerId),
      due: one.dueOn,
      words: String(one.wordsWanted),
    })
    const [before, after] = [shown(section), shown(input)]
    const fields = (Object.keys(after) as (keyof typeof after)[])
      .filter(name => before[name] !== after[name])
      .map(name => ({ field: name, before: before[name], after: after[name] }))
    await updateSections(
      tx,
      regionCode,
      [sectionId],
      {
        title: input.title,
        guide: input.guide ?? null,
        owner_id: input.ownerId ?? null,
        due_on: input.dueOn ?? null,
        words_wanted: input.wordsWanted,
      },
      writer.accountId,
      now,
    )
    if (section.ownerId !== input.ownerId) await askRightsAgain(tx, regionCode, [sectionId])
    await recordSectionEvents(
      tx,
      regionCode,
      [{ sectionId, event: 'changed', fields, office: actor.membership?.organisationName }],
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.section.changed',
      subject: { kind: 'section', id: sectionId },
      regionCode,
      data: { changed: fields.map(one => one.field) },
    })
    return await stored(tx, regionCode, sectionId)
  })
}

/**
 * Gives sections of one plan to an office (or to nobody) and sets their due day where one is given, all in one transaction
 * and a fixed number of statements. Sections that are not of the plan are left out; gives how many changed.
 */
export async function assignSections(
  platform: Platform,
  actor: Actor,
  assign: {
    regionCode: string
    planId: string
    sectionIds: readonly string[]
    ownerId?: string | undefined
    /** Leaves the owners as they are. */
    keepOwner?: boolean
    dueOn?: string | undefined
  },
  writer: Writer,
): Promise<number> {
  const { regionCode, planId } = assign
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getPlanStand(tx, actor, regionCode, planId)
    refuseKeeping(actor, regionCode)
    if (assign.sectionIds.length === 0) {
      throw invalid({
        field: 'sections',
        sentence: {
          id: 'Belum ada bagian yang dicentang. Centang dahulu bagian yang hendak diubah.',
          en: 'No section is ticked. Tick those that should change.',
        },
      })
    }
    const names = await checked(
      tx,
      regionCode,
      { title: 'x', wordsWanted: 0, ownerId: assign.ownerId, dueOn: assign.dueOn },
      undefined,
    )
    const sections = await listSections(tx, regionCode, planId, { ids: assign.sectionIds, lock: true })
    const ids = sections.map(one => one.id)
    await updateSections(
      tx,
      regionCode,
      ids,
      {
        ...(assign.keepOwner ? {} : { owner_id: assign.ownerId ?? null }),
        ...(assign.dueOn === undefined ? {} : { due_on: assign.dueOn }),
      },
      writer.accountId,
      now,
    )
    await recordSectionEvents(
      tx,
      regionCode,
      sections.map(one => ({
        sectionId: one.id,
        event: 'assigned',
        office: actor.membership?.organisationName,
        fields: [
          ...(assign.keepOwner
            ? []
            : [
                {
                  field: 'owner',
                  before: one.ownerName,
                  after: assign.ownerId === undefined ? undefined : names.get(assign.ownerId),
                },
              ]),
          ...(assign.dueOn === undefined ? [] : [{ field: 'due', before: one.dueOn, after: assign.dueOn }]),
        ],
      })),
      writer.accountId,
      now,
    )
    if (!assign.keepOwner) await askRightsAgain(tx, regionCode, ids, planId)
    await audit(tx, {
      event: 'masterplan.sections.assigned',
      subject: { kind: 'plan', id: planId },
      regionCode,
      data: { sections: ids.length, owner: assign.ownerId ?? null, due: assign.dueOn ?? null },
    })
    return ids.length
  })
}

function depthOf(section: Section, all: readonly Section[]): number {
  let depth = 1
  for (let at = section.parentId; at !== undefined && depth <= DEEPEST; depth++) {
    const parent = at
    at = all.find(one => one.id === parent)?.parentId
  }
  return depth
}

async function stored(tx: Tx, regionCode: string, id: string): Promise<Section> {
  const section = await findSection(tx, regionCode, id)
  if (!section) throw new Error(`Section ${id} is not there after it was stored`)
  return section
}

const noSuchParent = () =>
  notFound(
    'Bagian induk itu tidak ada di buku ini. Pilih dari daftar bagian.',
    'There is no such section above in this book. Choose one from the list.',
  )

const tooMany = () =>
  new Problem('conflict', {
    id: `Satu rencana paling banyak ${MOST_SECTIONS} bagian dan paling dalam ${DEEPEST} tingkat. Gabungkan atau arsipkan bagian lain dahulu.`,
    en: `A plan has at most ${MOST_SECTIONS} sections and ${DEEPEST} levels. Join or archive others first.`,
  })
