import type { RichDoc } from '#kit/rich-text.ts'
import type { World } from '../../../test/support/world.ts'
import { saveText } from './actions/book/save-text.ts'
import { saveSection } from './actions/book/save-section.ts'
import { startPlan } from './actions/book/start-plan.ts'
import type { NarrativeBlock, Plan, Section } from './model-book.ts'
import { type PlanWorld, planWorld, REGION } from './plan-world.fixture.ts'
import { listBlocks } from './store/book/blocks.ts'
import { listSections } from './store/book/sections.ts'

export interface BookWorld extends PlanWorld {
  plan: Plan
  seriesId: string
  /** The section of the template with this code, as it is stored now. */
  section(code: string): Promise<Section>
  /** Its first narrative. */
  narrative(code: string): Promise<NarrativeBlock>
  /** Writes its first narrative by the plain form, as the officer of the health office, over whatever stands there. */
  write(code: string, ...paragraphs: string[]): Promise<void>
}

export const doc = (...paragraphs: string[]): RichDoc => ({
  type: 'doc',
  content: paragraphs.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

/** In a demo world: a plan of Luwu Timur with a series; its sections of Smart Living belong to the health office. */
export async function bookWorld(world: World): Promise<BookWorld> {
  const w = await planWorld(world)
  const { platform } = world
  const { sql } = platform.db
  const series = await w.addSeries()
  const keeper = w.writerOf(w.secretariat)
  const plan = await startPlan(
    platform,
    w.secretariat,
    { regionCode: REGION, title: 'Masterplan uji 2026–2030', fromYear: 2026, untilYear: 2030, seriesId: series.id },
    keeper,
  )
  const section = async (code: string): Promise<Section> => {
    const found = (await listSections(sql, REGION, plan.id)).find(one => one.code === code)
    if (!found) throw new Error(`The plan has no section ${code}`)
    return found
  }
  const narrative = async (code: string): Promise<NarrativeBlock> => {
    const block = (await listBlocks(sql, REGION, (await section(code)).id)).find(one => one.kind === 'narrative')
    if (block?.kind !== 'narrative') throw new Error(`Section ${code} has no narrative`)
    return block
  }
  const health = await w.officeId('Dinas Kesehatan')
  for (const code of ['strategi-liv', 'strategi-liv-1', 'strategi-liv-2']) {
    const one = await section(code)
    await saveSection(
      platform,
      w.secretariat,
      {
        regionCode: REGION,
        sectionId: one.id,
        version: one.version,
        input: { title: one.title, guide: one.guide, wordsWanted: one.wordsWanted, ownerId: health },
      },
      keeper,
    )
  }
  return {
    ...w,
    plan,
    seriesId: series.id,
    section,
    narrative,
    async write(code, ...paragraphs) {
      const block = await narrative(code)
      const { rows } = await platform.db.pool.query<{ version: number }>(
        'select version from collab.text where id = $1',
        [block.textId],
      )
      await saveText(
        platform,
        w.officer,
        {
          regionCode: REGION,
          sectionId: block.sectionId,
          blockId: block.id,
          version: rows[0]?.version ?? 0,
          content: doc(...paragraphs),
        },
        w.writerOf(w.officer),
      )
    },
  }
}

export { REGION }
