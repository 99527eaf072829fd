import type { Actor } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import type { IndicatorInput, ReadySet } from '../../model-indicator.ts'
import { diffIndicator } from '../../rules/indicator/check-indicator.ts'
import { recordChanges } from '../../store/changes.ts'
import { findIndicatorByCode, insertIndicators, listIndicators } from '../../store/indicator/indicators.ts'
import { readReadySet } from '../../store/indicator/ready-set.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand } from '../stand.ts'

/**
 * Adds the external indicators of the instrument that the region does not have yet (all, or those of `externalCodes`), each
 * with the office whose name fits as its owner; the secretariat may change everything afterwards. Safe to run again.
 */
export async function addReadySet(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; externalCodes?: readonly string[] | undefined },
  writer: Writer,
): Promise<{ added: string[]; there: number }> {
  const { regionCode, externalCodes } = save
  const ready = await readReadySet()
  return await transactUnlessSame<{ added: string[]; there: number }>(platform, writer, async (tx, same) => {
    await getStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const wanted = ready.indicators.filter(one => externalCodes?.includes(one.externalCode) ?? true)
    const all = wanted.map(one => one.externalCode)
    const there = new Set((await listIndicators(tx, regionCode, { externalCodes: all })).map(one => one.externalCode))
    const offices = (await listRegionOffices(tx, regionCode)).filter(one => one.kind === 'opd' && !one.archived)
    const missing: IndicatorInput[] = []
    for (const one of wanted) {
      // A code that the region gave to something else, or archived, is left to the region.
      if (there.has(one.externalCode) || (await findIndicatorByCode(tx, regionCode, one.code))) continue
      missing.push(inputOf(one, offices))
    }
    if (missing.length === 0) same({ added: [], there: there.size })
    const ids = await insertIndicators(tx, regionCode, missing, writer.accountId, platform.clock.now())
    await recordChanges(
      tx,
      missing.map((input, at) => ({
        regionCode,
        subjectKind: 'indicator',
        subjectId: ids[at] ?? '',
        event: 'created',
        fields: diffIndicator(undefined, input),
        office: actor.membership?.organisationName,
      })),
    )
    await audit(tx, {
      event: 'portfolio.indicators.added',
      subject: { kind: 'portfolio.ready-set', id: ready.id },
      regionCode,
      data: { codes: missing.map(one => one.externalCode) },
    })
    return { added: ids, there: there.size }
  })
}

function inputOf(
  ready: ReadySet['indicators'][number],
  offices: readonly { id: string; name: string }[],
): IndicatorInput {
  const { office, questions: _, name, definition, ratioFactor, ...rest } = ready
  const owner = office.map(words => offices.find(one => one.name.includes(words))).find(one => one !== undefined)
  return { ...rest, name: name.id, definition: definition.id, ratioFactor: ratioFactor ?? '1', ownerId: owner?.id }
}
