import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Risk, RiskInput } from '../../model-quick-win.ts'
import { checkRisk, MOST_RISKS } from '../../rules/quick-win/check-risk.ts'
import { diffRisk } from '../../rules/quick-win/diff-quick-win.ts'
import { recordChange } from '../../store/changes.ts'
import { findRisk, insertRisk, listRisks, updateRisk } from '../../store/quick-win/risks.ts'
import { transactUnlessSame } from '../already-so.ts'
import { changedMeanwhile, getWritableGround, keptText } from './ground.ts'

export interface SaveRisk {
  regionCode: string
  programmeId: string
  /** Absent for a new risk. */
  id?: string | undefined
  /** The version that was changed. */
  version?: number | undefined
  risk: RiskInput
}

/**
 * Stores a row of the risk form of a programme, quick win or not. A save that says what is stored writes nothing; so does a
 * new risk that a living one repeats word for word. Throws `not-found`, `may-not`, `invalid` with the fields of the risk,
 * `conflict` above 100 risks, and `changed-meanwhile`. With `inTx` it is part of the caller's transaction.
 */
export async function saveRisk(
  platform: Platform,
  actor: Actor,
  save: SaveRisk,
  writer: Writer,
  inTx?: Tx,
): Promise<Risk> {
  const { regionCode, programmeId } = save
  const risk = tidy(save.risk)
  const now = platform.clock.now()
  return await transactUnlessSame<Risk>(
    platform,
    writer,
    async (tx, same) => {
      await getWritableGround(tx, actor, regionCode, programmeId, true)
      const there = save.id === undefined ? await listRisks(tx, regionCode, programmeId) : []
      const before = save.id === undefined ? undefined : await findRisk(tx, regionCode, programmeId, save.id, true)
      if (save.id !== undefined && !before) throw noSuchRisk()
      const equal = save.id === undefined ? there.find(one => diffRisk(one, risk).length === 0) : undefined
      if (equal) same(equal)
      const fields = diffRisk(before, risk)
      if (before && fields.length === 0) same(before)
      if (before && before.version !== save.version) throw changedMeanwhile()
      if (there.length >= MOST_RISKS) throw tooMany()
      const offices = await listRegionOffices(tx, regionCode)
      const errors = checkRisk(
        risk,
        new Set(offices.filter(one => !one.archived).map(one => one.id)),
        new Set(before?.ownerId === undefined ? [] : [before.ownerId]),
      )
      if (errors.length > 0) throw invalid(...errors)
      const by = { accountId: writer.accountId, now }
      let id = before?.id
      if (before) await updateRisk(tx, before, risk, by)
      else id = await insertRisk(tx, regionCode, programmeId, risk, by)
      const event = before ? 'risk-changed' : 'risk-added'
      await recordChange(tx, {
        regionCode,
        subjectKind: 'quick-win',
        subjectId: programmeId,
        event,
        fields: fields.map(one => (one.field === 'ownerId' ? named(one, offices) : one)),
        reason: risk.factor,
        office: actor.membership?.organisationName,
      })
      await audit(tx, {
        event: before ? 'portfolio.risk.changed' : 'portfolio.risk.added',
        subject: { kind: 'portfolio.risk', id: id ?? '' },
        regionCode,
        data: { programme: programmeId, changed: fields.map(one => one.field) },
      })
      const stored = await findRisk(tx, regionCode, programmeId, id ?? '')
      if (!stored) throw new Error(`Risk ${id} is not there after it was stored`)
      return stored
    },
    inTx,
  )
}

const named = <C extends { before: string | undefined; after: string | undefined }>(
  change: C,
  offices: readonly { id: string; name: string }[],
): C => {
  const nameOf = (id: string | undefined) => offices.find(one => one.id === id)?.name ?? id
  return { ...change, before: nameOf(change.before), after: nameOf(change.after) }
}

const tidy = (risk: RiskInput): RiskInput => ({
  ...risk,
  factor: risk.factor.replace(/\s+/g, ' ').trim(),
  cause: keptText(risk.cause),
  mitigation: keptText(risk.mitigation),
})

export const noSuchRisk = () =>
  notFound(
    'Risiko ini tidak ada di formulir program ini, atau sudah diarsipkan. Lihat daftarnya.',
    'There is no such risk in the form of this programme, or it was archived. See the list.',
  )

const tooMany = () =>
  new Problem('conflict', {
    id: `Satu program paling banyak ${MOST_RISKS} risiko. Gabungkan yang serupa, atau arsipkan yang sudah lewat.`,
    en: `A programme has at most ${MOST_RISKS} risks. Join similar ones, or archive those that are over.`,
  })
