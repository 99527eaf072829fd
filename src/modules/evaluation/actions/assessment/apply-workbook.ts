import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { isOwnUpload } from '../../store/assessment/uploads.ts'
import { getStand } from '../round/stand.ts'
import { ASSESSMENT_SUBJECT, assessmentAuditId } from './audit-id.ts'
import { checkWorkbook, type WorkbookReport } from './check-workbook.ts'
import { getRoundQuestions } from './round-questions.ts'
import { saveOneOfMany } from './save-answer.ts'

/** Keeps an uploaded workbook, so that what was checked is what is applied. Gives the id of the file. */
export async function keepWorkbook(
  platform: Platform,
  actor: Actor,
  place: { roundId: string; regionCode: string },
  file: { name: string; bytes: Uint8Array },
  writer: Writer,
): Promise<string> {
  return await platform.db.transact(writer, async tx => {
    const stored = await platform.files.save(tx, file, { accountId: actor.accountId, regionCode: place.regionCode })
    await audit(tx, {
      event: 'evaluation.workbook.uploaded',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(place.regionCode, place.roundId) },
      regionCode: place.regionCode,
      data: { file: stored.id, sha256: stored.sha256 },
    })
    return stored.id
  })
}

/** The bytes of a workbook that this actor uploaded for this region. Throws `not-found` for any other file. */
export async function readWorkbook(
  platform: Platform,
  actor: Actor,
  regionCode: string,
  fileId: string,
): Promise<Uint8Array> {
  const own =
    actor.accountId !== undefined &&
    (await isOwnUpload(platform.db.sql, { fileId, accountId: actor.accountId, regionCode }))
  if (!own) {
    throw new Problem('not-found', {
      id: 'Lembar ini tidak ada, atau diunggah orang lain. Unggah lembarnya lagi.',
      en: 'There is no such workbook, or somebody else uploaded it. Upload it again.',
    })
  }
  return (await platform.files.read(platform.db.sql, fileId)).bytes
}

/**
 * Stores what a kept workbook changes, all of it or nothing. It is checked again; when that finds a fault now, `conflict`
 * says so and nothing is stored. Gives how many answers changed: none when it was applied before.
 */
export async function applyWorkbook(
  platform: Platform,
  actor: Actor,
  place: { roundId: string; regionCode: string; fileId: string },
  writer: Writer,
): Promise<{ saved: number }> {
  const { roundId, regionCode, fileId } = place
  const bytes = await readWorkbook(platform, actor, regionCode, fileId)
  const report: WorkbookReport = await checkWorkbook(platform, actor, roundId, regionCode, bytes)
  if (report.faults.length > 0) {
    throw new Problem('conflict', {
      id: 'Ada baris yang salah atau berubah sejak diperiksa. Tidak ada yang tersimpan; lihat daftarnya.',
      en: 'Some rows are wrong, or changed since they were checked. Nothing was stored; see the list.',
    })
  }
  if (report.changes.length === 0) return { saved: 0 }
  const questions = new Set((await getRoundQuestions(platform, roundId)).keys())
  return await platform.db.transact(writer, async tx => {
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    let saved = 0
    for (const { question, version, level, narrative, figures } of report.changes.toSorted((a, b) =>
      a.question.id < b.question.id ? -1 : 1,
    )) {
      const input = { roundId, regionCode, questionId: question.id, version, level, narrative, figures }
      if (await saveOneOfMany(tx, platform, actor, stand, questions, input, writer)) saved++
    }
    await audit(tx, {
      event: 'evaluation.workbook.applied',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { file: fileId, saved },
    })
    return { saved }
  })
}
