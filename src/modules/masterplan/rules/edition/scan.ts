import type { FieldError } from '#kit/problem.ts'
import type { EditionState, Signatory } from '../../model-edition.ts'

/** What taking a scan off must say, at most. */
export const LONGEST_SCAN_REASON = 500
/** Scans of one signature. */
export const MOST_SCANS = 10

/** The place of a signature as the subject of evidence. */
export const scanSubject = (editionId: string, signatoryId: string): string => `${editionId}/${signatoryId}`

/** Whether what was uploaded can be the scan of a sheet: a PDF or a photo. */
export const isScan = (mediaType: string | undefined): boolean =>
  /^(application\/pdf|image\/(jpeg|png|webp))$/.test(mediaType ?? '')

/** Whether a place may have a scan at all: it was signed on paper, and its edition was not withdrawn. */
export const mayHaveScan = (edition: { state: EditionState }, place: Signatory): boolean =>
  edition.state !== 'withdrawn' && place.signed?.how === 'paper'

/** What one viewer sees of a scan: who sees the drafts all but hidden personal data, everybody what was published without it. */
export function seesScan(
  evidence: { personalData: boolean; archivedAt: Date | undefined },
  { state, sight, library }: { state: EditionState; sight: 'public' | 'all'; library: boolean },
): boolean {
  if (library) return true
  if (evidence.personalData) return false
  return sight === 'all' || (state === 'published' && evidence.archivedAt === undefined)
}

/** What is wrong with a change of scans, by the fields of its form. */
export function checkScanChange(change: { left: number; removed: number; reason: string }): FieldError[] {
  const errors: FieldError[] = []
  if (change.left > MOST_SCANS) {
    errors.push({
      field: 'berkas',
      sentence: {
        id: `Paling banyak ${MOST_SCANS} pindaian untuk satu tanda tangan. Satukan lembarnya dalam satu PDF.`,
        en: `At most ${MOST_SCANS} scans for one signature. Put the sheets into one PDF.`,
      },
    })
  }
  if (change.removed > 0 && change.reason === '') {
    errors.push({
      field: 'reason',
      sentence: {
        id: 'Tulis mengapa pindaian itu diganti atau dilepas; alasannya tetap ada di riwayat.',
        en: 'Write why that scan is replaced or taken off; the reason stays in the history.',
      },
    })
  }
  if (change.reason.length > LONGEST_SCAN_REASON) {
    errors.push({
      field: 'reason',
      sentence: {
        id: `Alasan paling panjang ${LONGEST_SCAN_REASON} huruf; ini ${change.reason.length}.`,
        en: `A reason has at most ${LONGEST_SCAN_REASON} letters; this has ${change.reason.length}.`,
      },
    })
  }
  return errors
}
