import type { Actor } from '#kit/actor.ts'
import { dayIn, regionInList } from '#kit/format.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { StepName } from '../../model-round.ts'
import { addDays, isDay } from '../../rules/round/days.ts'
import { stepDates } from '../../rules/round/step-window.ts'
import { listPanel } from '../../store/round/panel.ts'
import { insertExtension } from '../../store/round/write-rounds.ts'
import { notify } from '../notices/notify.ts'
import { getMinistryRegion } from './ministry-round.ts'

/** Steps that one region can be given more time for. */
export const EXTENSION_STEPS = ['self-assessment', 'verification', 'scoring', 'review', 'objection'] as const

/**
 * Moves the last day of a step for one region, with the reason; the newest extension counts, older ones stay on record.
 * Its secretariat and head are told; the panel too when it is about scoring or the review.
 * Throws `conflict` when the round is not open or the region has handed in what it would fill in, else `invalid`.
 */
export async function giveExtension(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; step: StepName; endsOn: string; reason: string },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    if (round.state !== 'open') {
      throw new Problem('conflict', {
        id: 'Putaran ini belum dibuka. Ubah saja tanggal putarannya.',
        en: 'This round is not open yet. Change the dates of the round instead.',
      })
    }
    const now = platform.clock.now()
    const step = EXTENSION_STEPS.find(name => name === given.step)
    const dates = step && round.steps[step]
    if (!step || !dates) {
      throw invalid({
        field: 'step',
        sentence: { id: 'Pilih langkah yang diperpanjang.', en: 'Choose the step that gets more time.' },
      })
    }
    if ((step === 'self-assessment' || step === 'verification') && region.state !== 'invited') {
      throw new Problem('conflict', {
        id: `${regionInList(region.regionName)} sudah mengirim isiannya. Perpanjangan tidak diperlukan.`,
        en: `${regionInList(region.regionName)} has handed in. It needs no extension.`,
      })
    }
    const today = dayIn(now, region.zone)
    const present = stepDates(round, region, step)?.endsOn ?? dates.endsOn
    const least = present < today || dates.endsOn < today ? today : addDays(dates.endsOn, 1)
    const most = addDays(dates.endsOn, 366)
    const reason = given.reason.trim()
    const faults: FieldError[] = []
    if (!isDay(given.endsOn) || given.endsOn < least || given.endsOn > most || given.endsOn === present) {
      faults.push({
        field: 'ends_on',
        sentence: {
          id: `Pilih hari terakhir yang baru antara ${least} dan ${most}; sekarang berlaku ${present}.`,
          en: `Choose a new last day between ${least} and ${most}; ${present} holds now.`,
        },
      })
    }
    if (reason === '' || reason.length > 500) {
      faults.push({
        field: 'reason',
        sentence: {
          id: 'Tulis alasan perpanjangan, paling panjang 500 huruf.',
          en: 'Write the reason for the extension, in at most 500 letters.',
        },
      })
    }
    if (faults.length > 0) throw invalid(...faults)
    await insertExtension(tx, {
      roundId: round.id,
      regionCode: region.regionCode,
      step,
      endsOn: given.endsOn,
      reason,
      givenBy: actor.accountId,
      givenAt: now,
    })
    const holders = await listHolders(
      tx,
      { roles: ['regional-secretariat', 'regional-head'], regionCodes: [region.regionCode] },
      now,
    )
    const panel =
      step === 'scoring' || step === 'review'
        ? (await listPanel(tx, round.id, region.regionCode)).filter(member => member.endedAt === undefined)
        : []
    await notify(
      tx,
      [...holders, ...panel].map(({ accountId }) => ({
        accountId,
        roundId: round.id,
        regionCode: region.regionCode,
        kind: 'extension-given' as const,
        subjectKey: `${region.regionCode}/${step}`,
        data: { step, endsOn: given.endsOn, reason },
      })),
      now,
    )
    await audit(tx, {
      event: 'evaluation.extension.given',
      subject: { kind: 'evaluation.round', id: round.id },
      regionCode: region.regionCode,
      data: { step, from: present, endsOn: given.endsOn, reason },
    })
  })
}
