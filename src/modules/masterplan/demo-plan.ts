import { fromMarkdown } from '#platform/collab/words.ts'
import { readTexts } from '#platform/collab/texts.ts'
import type { Platform } from '#platform/platform.ts'
import { changeState } from './actions/book/change-state.ts'
import { saveText } from './actions/book/save-text.ts'
import { startPlan } from './actions/book/start-plan.ts'
import { freezeEdition } from './actions/edition/freeze.ts'
import { publishEdition, saveRegulation } from './actions/edition/publish.ts'
import { signEdition } from './actions/edition/sign.ts'
import type { DemoMaker } from './demo-series.ts'
import { demoTexts } from './demo-text.ts'
import type { Plan, Section } from './model-book.ts'
import type { Series } from './model-workshop.ts'
import type { BookNumber } from './model.ts'
import { listBlocksOfBook } from './store/book/blocks.ts'
import { listSections } from './store/book/sections.ts'
import { findEdition, listSignatories } from './store/edition/editions.ts'

/** A plan of the demo world with what its offices wrote. */
export async function writePlan(platform: Platform, maker: DemoMaker, series: Series): Promise<Plan> {
  const { regionCode, secretariat } = maker
  const fromYear = series.year
  const untilYear = series.year + 5
  const name = regionCode === '73.24' ? 'Luwu Timur' : 'Luwu Utara'
  const plan = await startPlan(
    platform,
    secretariat.actor,
    {
      regionCode,
      title: `Masterplan Smart City ${name} ${fromYear}–${untilYear} (peragaan)`,
      fromYear,
      untilYear,
      seriesId: series.id,
      vision: `${name} yang melayani sampai ke desa, tumbuh dan lestari (peragaan).`,
    },
    secretariat.writer,
  )
  const blocks = (await listBlocksOfBook(platform.db.sql, regionCode, plan.id)).flatMap(one =>
    one.kind === 'narrative' ? [one] : [],
  )
  const texts = await readTexts(
    platform.db.sql,
    regionCode,
    blocks.map(one => one.textId),
  )
  for (const section of await listSections(platform.db.sql, regionCode, plan.id)) {
    const text = demoTexts[section.code ?? '']
    const block = blocks.find(one => one.sectionId === section.id)
    if (!text || !block) continue
    const place = { regionCode, sectionId: section.id, blockId: block.id }
    const version = texts.get(block.textId)?.version ?? 1
    const content = fromMarkdown(text({ name, fromYear, untilYear }))
    await saveText(platform, secretariat.actor, { ...place, version, content }, secretariat.writer)
  }
  return plan
}

/** Gives the written sections of a book to review, and has the lead mentor accept them. */
export async function acceptBook(platform: Platform, maker: DemoMaker, plan: Plan, book: BookNumber): Promise<void> {
  const { regionCode, secretariat, mentor } = maker
  for (const section of await listSections(platform.db.sql, regionCode, plan.id, { book })) {
    if (section.state !== 'draft' && section.wordsWanted > 0) continue
    const step = (of: Section, move: 'submit' | 'accept') => ({
      regionCode,
      sectionId: of.id,
      version: of.version,
      move,
    })
    const given = await changeState(platform, secretariat.actor, step(section, 'submit'), secretariat.writer)
    await changeState(platform, mentor.actor, step(given, 'accept'), mentor.writer)
  }
}

/** Freezes an edition, records its signatures on paper, names its regulation and publishes it. */
export async function publishPlan(
  platform: Platform,
  maker: DemoMaker,
  plan: Plan,
  edition: { year: number; signedOn: string; number: string },
): Promise<void> {
  const { regionCode, secretariat, head } = maker
  const { actor, writer } = secretariat
  const open = (await listSections(platform.db.sql, regionCode, plan.id)).filter(
    one => one.state !== 'accepted' && one.state !== 'locked',
  )
  const frozen = await freezeEdition(
    platform,
    actor,
    { regionCode, planId: plan.id, year: edition.year, despite: open.map(one => one.id) },
    writer,
  )
  for (const one of await listSignatories(platform.db.sql, regionCode, frozen.id)) {
    const sign = { regionCode, editionId: frozen.id, signatoryId: one.id, sha256: frozen.sha256 }
    await signEdition(
      platform,
      actor,
      { ...sign, how: 'paper', signedOn: edition.signedOn, name: '(nama pejabat)' },
      writer,
    )
  }
  const signed = await findEdition(platform.db.sql, regionCode, frozen.id)
  const regulation = {
    kind: 'perbup',
    number: edition.number,
    date: edition.signedOn,
    about: 'Masterplan Smart City (nomor peragaan)',
  }
  const which = { regionCode, editionId: frozen.id }
  const named = await saveRegulation(platform, actor, { ...which, version: signed?.version ?? 1, regulation }, writer)
  await publishEdition(platform, head.actor, { ...which, version: named.version }, head.writer)
}
