import type { Actor } from '#kit/actor.ts'
import { mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listHolders } from '#modules/people/index.ts'
import { refuseSign } from '../../access.ts'
import { listAnswers, moveAnswers } from '../../store/assessment/answers.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand } from '../round/stand.ts'
import { ASSESSMENT_SUBJECT, assessmentAuditId } from './audit-id.ts'

/**
 * The head of an office signs off all its answers that are ready, and tells the secretariat. Drafts stay drafts. Throws
 * `may-not`, or `conflict` when none is ready.
 */
export async function signOffice(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
): Promise<{ signed: number }> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    const refusal = refuseSign(factsOf(stand, now))
    const office = actor.membership?.organisationId
    if (refusal) throw mayNot(refusal)
    if (office === undefined) throw mayNot(noOffice)
    const answers = await listAnswers(tx, roundId, regionCode, { organisationId: office, lock: true })
    const ready = [...answers.values()].filter(answer => answer.state === 'ready').map(answer => answer.questionId)
    if (ready.length === 0) {
      throw new Problem('conflict', {
        id: 'Belum ada jawaban yang ditandai siap di OPD Anda. Minta petugas menandai siap dahulu.',
        en: 'No answer of your office is marked ready. Ask your officers to mark them first.',
      })
    }
    await moveAnswers(tx, roundId, regionCode, ready, 'signed', writer.accountId, now)
    await audit(tx, {
      event: 'evaluation.answers.signed',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { organisation: office, questions: ready },
    })
    const secretariat = await listHolders(tx, { roles: ['regional-secretariat'], regionCodes: [regionCode] }, now)
    await notify(
      tx,
      secretariat.map(holder => ({
        accountId: holder.accountId,
        roundId,
        regionCode,
        kind: 'office-signed',
        subjectKey: office,
        data: { office: actor.membership?.organisationName ?? '', count: ready.length },
      })),
      now,
    )
    return { signed: ready.length }
  })
}

const noOffice = {
  id: 'Peran Anda tidak terikat pada satu OPD. Minta sekretariat memperbaikinya.',
  en: 'Your role is not bound to an office. Ask the secretariat to mend that.',
}
