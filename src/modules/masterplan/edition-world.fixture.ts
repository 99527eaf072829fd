import type { Actor } from '#kit/actor.ts'
import type { RichDoc } from '#kit/rich-text.ts'
import { replaceText } from '#platform/collab/texts.ts'
import type { World } from '../../../test/support/world.ts'
import { startPlan } from './actions/book/start-plan.ts'
import { type FreezeEdition, freezeEdition } from './actions/edition/freeze.ts'
import { publishEdition } from './actions/edition/publish.ts'
import { signEdition } from './actions/edition/sign.ts'
import { saveSignatories } from './actions/edition/save-signatories.ts'
import type { Plan } from './model-book.ts'
import type { Edition } from './model-edition.ts'
import { listSignatories } from './store/edition/editions.ts'
import { listSections } from './store/book/sections.ts'
import { type PlanWorld, planWorld, REGION } from './plan-world.fixture.ts'

export interface EditionWorld extends PlanWorld {
  addPlan(title?: string): Promise<Plan>
  /** Writes the first narrative of the section with this code, as its plain form does. */
  write(plan: Plan, code: string, text: string): Promise<void>
  /** Freezes, with whatever is not accepted. */
  freeze(plan: Plan, year: number, over?: Partial<FreezeEdition>): Promise<Edition>
  /** Takes an edition through one signature by account and publishes it. */
  publish(edition: Edition): Promise<Edition>
}

export const doc = (text: string): RichDoc => ({
  type: 'doc',
  content: text.split('\n').map(line => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
})

/** A demo world with plans that are written, frozen and published by the actions themselves. */
export async function editionWorld(world: World): Promise<EditionWorld> {
  const people = await planWorld(world)
  const { platform } = world
  const { secretariat, regionalHead, writerOf } = people
  const by = (actor: Actor) => [platform, actor] as const
  return {
    ...people,
    async addPlan(title = 'Masterplan Smart City uji') {
      return await startPlan(
        platform,
        secretariat,
        { regionCode: REGION, title, fromYear: 2026, untilYear: 2030 },
        writerOf(secretariat),
      )
    },
    async write(plan, code, text) {
      const { rows } = await platform.db.pool.query<{ id: string; version: number }>(
        `select t.id, t.version from masterplan.section s
         join masterplan.block b on b.section_id = s.id and b.kind = 'narrative' and b.archived_at is null
         join collab.text t on t.region_code = b.region_code and t.id = b.text_id
         where s.plan_id = $1 and s.code = $2 order by b.position limit 1`,
        [plan.id, code],
      )
      if (!rows[0]) throw new Error(`The plan has no narrative in ${code}`)
      await replaceText(
        platform,
        {
          regionCode: plan.regionCode,
          textId: rows[0].id,
          version: rows[0].version,
          content: doc(text),
          how: 'form',
          accountId: secretariat.accountId,
        },
        writerOf(secretariat),
      )
    },
    async freeze(plan, year, over = {}) {
      const open = await listSections(platform.db.sql, plan.regionCode, plan.id)
      return await freezeEdition(
        ...by(secretariat),
        { regionCode: plan.regionCode, planId: plan.id, year, despite: open.map(one => one.id), ...over },
        writerOf(secretariat),
      )
    },
    async publish(edition) {
      const { regionCode, id, sha256 } = edition
      await saveSignatories(
        ...by(secretariat),
        {
          regionCode,
          editionId: id,
          version: edition.version,
          signatories: [{ body: 'head', title: 'Bupati Luwu Timur' }],
        },
        writerOf(secretariat),
      )
      const [place] = await listSignatories(platform.db.sql, regionCode, id)
      const signed = await signEdition(
        ...by(regionalHead),
        { regionCode, editionId: id, signatoryId: place?.id ?? '', sha256, how: 'account' },
        writerOf(regionalHead),
      )
      return await publishEdition(
        ...by(secretariat),
        { regionCode, editionId: id, version: signed.version },
        writerOf(secretariat),
      )
    },
  }
}
