import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { listCriteria, replaceCriteria } from '../../store/worksheet/choice.ts'
import { getSeriesStand } from '../workshop/lock-series.ts'
import { transactUnlessSame } from './ground.ts'

export const MOST_CRITERIA = 12
const LONGEST_NAME = 80

/**
 * Makes these names, in this order, the criteria by which quick wins are chosen; one that keeps its name keeps what was given
 * for it. Voters whose weights no longer sum to 100 count again when they have shared them out anew. Throws `not-found`,
 * `may-not`, and `invalid` on `criteria`.
 */
export async function saveCriteria(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; seriesId: string; names: readonly string[] },
  writer: Writer,
): Promise<void> {
  const { regionCode, seriesId } = save
  const names = save.names.map(one => one.replace(/\s+/g, ' ').trim()).filter(one => one !== '')
  await transactUnlessSame<void>(platform, writer, async (tx, same) => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const before = await listCriteria(tx, regionCode, seriesId)
    if (before.map(one => one.name).join('\n') === names.join('\n')) same(undefined)
    const folded = names.map(one => one.toLowerCase())
    if (
      names.length === 0 ||
      names.length > MOST_CRITERIA ||
      new Set(folded).size !== names.length ||
      names.some(one => one.length > LONGEST_NAME || codeOf(one) === '')
    ) {
      throw invalid({
        field: 'criteria',
        sentence: {
          id: `Tulis 1 sampai ${MOST_CRITERIA} kriteria yang berbeda, satu baris satu, paling panjang ${LONGEST_NAME} huruf.`,
          en: `Write 1 to ${MOST_CRITERIA} different criteria, one a line, at most ${LONGEST_NAME} letters each.`,
        },
      })
    }
    const taken = new Set(before.map(one => one.code))
    const criteria = names.map((name, at) => {
      const known = before.find(one => one.name.toLowerCase() === name.toLowerCase())
      return { code: known?.code ?? freeCode(name, taken), position: at + 1, name, note: known?.note }
    })
    await replaceCriteria(tx, regionCode, seriesId, criteria, platform.clock.now())
    await audit(tx, {
      event: 'masterplan.criteria.changed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { criteria: names },
    })
  })
}

const codeOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')

function freeCode(name: string, taken: Set<string>): string {
  const base = codeOf(name)
  let code = base
  for (let count = 2; taken.has(code); count++) code = `${base}-${count}`
  taken.add(code)
  return code
}
