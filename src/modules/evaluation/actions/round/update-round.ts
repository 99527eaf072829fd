import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { ROUND_STEPS, type Round, type StepName } from '../../model-round.ts'
import { faultsOfChange } from '../../rules/round/check-change.ts'
import { listPanelsOfRound } from '../../store/round/panel.ts'
import { findRound, listRoundRegions } from '../../store/round/rounds.ts'
import { updateRound as writeRound } from '../../store/round/write-rounds.ts'
import { notify } from '../notices/notify.ts'
import { getMinistryRound } from './ministry-round.ts'
import { checkRoundInput, missingForLetter, type RoundInput } from './round-input.ts'
import { noSuchRound } from './stand.ts'

/**
 * Changes a round. Edition and group stay. A draft may change in everything else; an open round in title, letter, kind of
 * review and dates that move later, of which its regions and panels are told. `version` is the one that was read: throws
 * `changed-meanwhile` when somebody was faster, else `conflict`, `invalid`.
 */
export async function updateRound(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; version: number; input: Omit<RoundInput, 'edition' | 'group'> },
  writer: Writer,
): Promise<Round> {
  return await platform.db.transact(writer, async tx => {
    const round = await getMinistryRound(tx, actor, given.roundId, 'update')
    if (round.version !== given.version) throw changedMeanwhile()
    const content = await checkRoundInput(tx, { ...given.input, edition: round.edition, group: round.group }, round)
    const now = platform.clock.now()
    if (round.state === 'open') {
      const faults: FieldError[] = [
        ...faultsOfChange(round.steps, content.steps, dayIn(now, 'WIT')),
        ...missingForLetter(content.letter),
      ]
      if (content.instrumentId !== round.instrumentId) {
        faults.push({
          field: 'instrument',
          sentence: {
            id: 'Putaran sudah berjalan dengan instrumen ini. Instrumennya tidak diganti lagi.',
            en: 'The round runs with this instrument. It is not exchanged any more.',
          },
        })
      }
      if (faults.length > 0) throw invalid(...faults)
    }
    await writeRound(tx, round.id, content)
    const moved = ROUND_STEPS.filter(step => !isDeepStrictEqual(round.steps[step], content.steps[step]))
    if (round.state === 'open' && moved.length > 0) await tellMoved(tx, round, content.steps, moved, now)
    await audit(tx, {
      event: 'evaluation.round.changed',
      subject: { kind: 'evaluation.round', id: round.id },
      data: {
        version: round.version + 1,
        from: Object.fromEntries(moved.map(step => [step, round.steps[step] ?? null])),
        to: Object.fromEntries(moved.map(step => [step, content.steps[step] ?? null])),
      },
    })
    const changed = await findRound(tx, round.id)
    if (!changed) throw noSuchRound()
    return changed
  })
}

/** New dates concern everybody who works in the round: secretariats, heads of region and panels. */
async function tellMoved(tx: Tx, round: Round, steps: Round['steps'], moved: readonly StepName[], now: Date) {
  const regions = await listRoundRegions(tx, round.id)
  const holders = await listHolders(
    tx,
    {
      roles: ['regional-secretariat', 'regional-head'],
      regionCodes: regions.map(({ regionCode }) => regionCode),
    },
    now,
  )
  const panel = (await listPanelsOfRound(tx, round.id)).filter(member => member.endedAt === undefined)
  const accounts = new Map<string, string | undefined>(panel.map(({ accountId }) => [accountId, undefined]))
  for (const { accountId, regionCode } of holders) accounts.set(accountId, regionCode)
  await notify(
    tx,
    [...accounts].flatMap(([accountId, regionCode]) =>
      moved.map(step => ({
        accountId,
        roundId: round.id,
        regionCode,
        kind: 'extension-given' as const,
        subjectKey: `dates/${step}`,
        data: { step, startsOn: steps[step]?.startsOn ?? '', endsOn: steps[step]?.endsOn ?? '' },
      })),
    ),
    now,
  )
}

const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Petugas lain mengubah putaran ini sementara Anda mengisi. Isian Anda masih ada di bawah, dengan yang tersimpan di sampingnya. Samakan, lalu simpan lagi.',
    en: 'Somebody else changed this round while you were typing. Your entries are below, with what is stored beside them. Settle the differences, then save again.',
  })
