import type { Sentence } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import { readPdfWords } from '#platform/documents/pdf-words.ts'
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts'
import { examineTask } from '../actions/save-evidence.ts'
import { textHash } from '../rules/similarity.ts'
import { findItem, saveExamination } from '../store/items.ts'

interface Payload {
  evidenceId: string
  writer: Writer
}

const failures: Record<'locked' | 'broken' | 'too-much', Sentence> = {
  locked: {
    id: 'PDF ini terkunci kata sandi. Unggah versi tanpa kata sandi.',
    en: 'This PDF is locked by a password. Upload one without a password.',
  },
  broken: {
    id: 'PDF ini rusak dan tidak terbaca. Simpan ulang sebagai PDF, lalu unggah lagi.',
    en: 'This PDF is broken and cannot be read. Save it as PDF again and upload that.',
  },
  'too-much': {
    id: 'PDF ini terlalu rumit untuk dibaca. Halaman dan isinya tidak diperiksa; berkasnya tetap tersimpan.',
    en: 'This PDF is too complex to be read. Its pages and words were not checked; the file itself is kept.',
  },
}

/** Reads pages and words of an uploaded PDF, for the likeness with others. A file that vanished is told by the job. */
export const examineJob: JobHandler = {
  task: examineTask,
  async handle({ payload, platform }: JobRun<Payload>) {
    const { db, files, clock } = platform
    const item = await findItem(db.sql, payload.evidenceId)
    if (item?.fileId === undefined) return
    const { bytes } = await files.read(db.sql, item.fileId)
    const words = await readPdfWords(bytes)
    await db.transact(payload.writer, async tx => {
      await saveExamination(tx, item, {
        pages: 'pages' in words ? words.pages : undefined,
        textHash: 'text' in words ? textHash(words.text) : undefined,
        failure: 'failure' in words ? failures[words.failure] : undefined,
        now: clock.now(),
      })
      await audit(tx, {
        event: 'evidence.item.examined',
        subject: { kind: 'evidence', id: item.id },
        regionCode: item.regionCode,
        data: 'failure' in words ? { failure: words.failure } : { pages: words.pages },
      })
    })
    return `/bukti/${item.id}`
  },
}
