import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listHolders, listOffices } from '#modules/people/index.ts'
import { refuseAssign } from '../../access.ts'
import { listAssignments, writeAssignments } from '../../store/assessment/assignments.ts'
import { listAnswers, moveAnswers } from '../../store/assessment/answers.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand, noSuchQuestion } from '../round/stand.ts'
import { ASSESSMENT_SUBJECT, assessmentAuditId } from './audit-id.ts'
import { getRoundQuestions } from './round-questions.ts'

/**
 * Shares questions out to offices of the region; null leaves one to the secretariat, questions that are not named stay
 * where they are. What another office already wrote stays and becomes a draft of the new one, which did not sign it. Each
 * person of an office that got questions is told once. Gives how many questions moved. Throws `may-not`, `not-found` for a
 * question of another instrument, `invalid` for an office of another region, `conflict` when nothing would move.
 */
export async function assignQuestions(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  given: ReadonlyMap<string, string | null> | Readonly<Record<string, string | null>>,
  writer: Writer,
): Promise<{ moved: number }> {
  const wanted = given instanceof Map ? given : new Map(Object.entries(given))
  const now = platform.clock.now()
  const questions = await getRoundQuestions(platform, roundId)
  return await platform.db.transact(writer, async tx => {
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    const refusal = refuseAssign(factsOf(stand, now))
    if (refusal) throw mayNot(refusal)
    const offices = new Map((await listOffices(tx, regionCode)).map(office => [office.id, office]))
    for (const [question, office] of wanted) {
      if (!questions.has(question)) throw noSuchQuestion(question)
      if (office !== null && !offices.has(office)) throw invalid({ field: `opd-${question}`, sentence: otherOffice })
    }
    // Answers first, as a save locks them, then who has them: two who share out at once wait for one another.
    const answers = await listAnswers(tx, roundId, regionCode, { lock: true })
    const before = await listAssignments(tx, roundId, regionCode)
    const moved = new Map([...wanted].filter(([question, office]) => (before.get(question) ?? null) !== office))
    if (moved.size === 0) throw nothingMoves()
    await writeAssignments(tx, roundId, regionCode, moved, writer.accountId, now)
    const unsigned = [...moved.keys()].filter(question =>
      ['ready', 'signed', 'verified'].includes(answers.get(question)?.state ?? ''),
    )
    await moveAnswers(tx, roundId, regionCode, unsigned, 'draft', writer.accountId, now)
    await audit(tx, {
      event: 'evaluation.questions.assigned',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { offices: Object.fromEntries(moved) },
    })
    const counts = new Map<string, number>()
    for (const office of moved.values()) if (office !== null) counts.set(office, (counts.get(office) ?? 0) + 1)
    const people = await listHolders(
      tx,
      { roles: ['opd-officer', 'opd-head'], organisationIds: [...counts.keys()] },
      now,
    )
    await notify(
      tx,
      people.map(person => ({
        accountId: person.accountId,
        roundId,
        regionCode,
        kind: 'questions-assigned',
        subjectKey: person.organisationId ?? '',
        data: { count: counts.get(person.organisationId ?? '') ?? 0, office: person.organisationName ?? '' },
      })),
      now,
    )
    return { moved: moved.size }
  })
}

const otherOffice = {
  id: 'OPD ini bukan OPD daerah ini, atau sudah tidak ada. Pilih dari daftar.',
  en: 'This is no office of this region, or it is gone. Choose from the list.',
}

const nothingMoves = () =>
  new Problem('conflict', {
    id: 'Tidak ada pembagian yang berubah. Pilih OPD lain untuk sedikitnya satu pertanyaan.',
    en: 'Nothing would change. Choose another office for at least one question.',
  })
