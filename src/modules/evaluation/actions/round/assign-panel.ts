import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { listHolders, namesOfAccounts, regionsOfAccounts } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { refusePanel } from '../../rules/round/refuse-panel.ts'
import { listConflicts } from '../../store/round/conflicts.ts'
import { listPanel, type PanelMember } from '../../store/round/panel.ts'
import { insertPanelMembers } from '../../store/round/write-rounds.ts'
import { notify } from '../notices/notify.ts'
import { getMinistryRegion } from './ministry-round.ts'

/**
 * Puts assessors on the panel of a region; those on it already stay, one whose turn had ended comes back to the same place.
 * Throws `invalid` on "accounts" with a sentence for each person who must not score the region, by name. Returns the panel.
 */
export async function assignPanel(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; accountIds: readonly string[] },
  writer: Writer,
): Promise<PanelMember[]> {
  return await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    const now = platform.clock.now()
    await addMembers(tx, actor, round, region, given.accountIds, now)
    return await listPanel(tx, round.id, region.regionCode)
  })
}

/** The same within a transaction that holds the region. */
export async function addMembers(
  tx: Tx,
  actor: Actor,
  round: Round,
  region: RoundRegion,
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  const wanted = [...new Set(accountIds)]
  const panel = await listPanel(tx, round.id, region.regionCode)
  const news = wanted.filter(id => !panel.some(member => member.accountId === id && member.endedAt === undefined))
  if (wanted.length === 0) {
    throw wrongAccounts({ id: 'Pilih paling sedikit satu asesor.', en: 'Choose at least one assessor.' })
  }
  const people = news.filter(id => !panel.some(member => member.accountId === id))
  if (panel.length + people.length > 20) {
    throw wrongAccounts({
      id: 'Paling banyak 20 orang pernah duduk di satu panel. Pilih lebih sedikit.',
      en: 'At most 20 people can ever sit on one panel. Choose fewer.',
    })
  }
  await refuseByName(tx, region, news, now)
  await insertPanelMembers(tx, round.id, region.regionCode, news, actor.accountId, now)
  if (round.state === 'open') {
    await notify(
      tx,
      news.map(accountId => ({
        accountId,
        roundId: round.id,
        regionCode: region.regionCode,
        kind: 'panel-assigned' as const,
        subjectKey: region.regionCode,
      })),
      now,
    )
  }
  await audit(tx, {
    event: 'evaluation.panel.assigned',
    subject: { kind: 'evaluation.round', id: round.id },
    regionCode: region.regionCode,
    data: { accounts: news },
  })
}

async function refuseByName(tx: Tx, region: RoundRegion, accountIds: readonly string[], now: Date): Promise<void> {
  const known = accountIds.filter(id => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
  const [names, holders, ties, conflicts] = [
    await namesOfAccounts(tx, known),
    await listHolders(tx, { roles: ['assessor'], accountIds: known }, now),
    await regionsOfAccounts(tx, known),
    await listConflicts(tx, region.regionCode, known),
  ]
  const faults = accountIds.flatMap((id): FieldError[] => {
    const name = names.get(id)
    const sentence =
      name === undefined
        ? {
            id: 'Ada akun yang tidak dikenal. Pilih dari daftar asesor.',
            en: 'An account is not known. Choose from the list.',
          }
        : refusePanel({
            name,
            assessor: holders.some(holder => holder.accountId === id),
            regionCode: region.regionCode,
            regionName: region.regionName,
            ties: ties.get(id) ?? new Set(),
            declared: conflicts.find(conflict => conflict.accountId === id)?.reason,
          })
    return sentence ? [{ field: 'accounts', sentence }] : []
  })
  if (faults.length > 0) throw invalid(...faults)
}

export const wrongAccounts = (sentence: FieldError['sentence']) => invalid({ field: 'accounts', sentence })
