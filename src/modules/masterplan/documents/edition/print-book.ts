import type { DocumentSignatory, DocumentTree } from '#kit/document-tree.ts'
import { formatDate } from '#kit/format.ts'
import type { ReadPicture } from '#platform/documents/book.ts'
import { renderBookPdf } from '#platform/documents/book.ts'
import { renderBookDocx } from '#platform/documents/docx.ts'
import type { Platform } from '#platform/platform.ts'
import { composeBook } from '../../actions/book/compose-book.ts'
import { noSuchEdition } from '../../actions/edition/edition-stand.ts'
import type { BookNumber } from '../../model.ts'
import type { Edition, EditionContent, PrintFormat, Regulation, Signatory } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { sayUnwritten } from '../../rules/edition/say-unwritten.ts'
import { findContent, findEdition, listSignatories } from '../../store/edition/editions.ts'

export interface PrintedBook {
  bytes: Uint8Array
  /** Undefined for Word, whose pages depend on the reader. */
  pages: number | undefined
  /** Name of the file with its ending. */
  name: string
}

export interface PrintBook {
  regionCode: string
  planId: string
  /** The living book, marked as a draft, when absent. */
  editionId?: string | undefined
  book: BookNumber
  format: PrintFormat
}

/** A book of an edition, or the living one as a draft, as PDF or Word. Who may have it, the caller asks first. */
export async function printBook(platform: Platform, wanted: PrintBook, now: Date): Promise<PrintedBook> {
  const { regionCode, planId, editionId, book, format } = wanted
  const { sql } = platform.db
  const whole =
    editionId === undefined
      ? await composeBook(sql, { regionCode, planId, book, lang: 'id', now })
      : await frozenTree(platform, regionCode, editionId, book)
  const tree = { ...whole, sections: sayUnwritten(whole.sections) }
  const files: ReadPicture = async id => {
    const { file, bytes } = await platform.files.read(sql, id)
    return { bytes, mediaType: file.mediaType }
  }
  const name = `buku-${book}-${regionCode}-${editionId === undefined ? 'rancangan' : tree.front.edition.replace(/\D+/g, '')}.${format}`
  if (format === 'docx') return { bytes: await renderBookDocx(tree, files), pages: undefined, name }
  const { pdf, pages } = await renderBookPdf(tree, files)
  return { bytes: pdf, pages, name }
}

async function frozenTree(
  platform: Platform,
  regionCode: string,
  editionId: string,
  book: BookNumber,
): Promise<DocumentTree> {
  const { sql } = platform.db
  const edition = await findEdition(sql, regionCode, editionId)
  const content = await findContent(sql, regionCode, editionId)
  if (!edition || !content) throw noSuchEdition()
  const signatories = await listSignatories(sql, regionCode, editionId)
  return treeOf(edition, content, signatories, book, verificationUrl(platform, edition))
}

export const verificationUrl = (platform: Platform, { token }: Edition): string =>
  `${platform.config.publicUrl}/periksa-edisi/${token}`

/** A frozen book as a document: its content with regulation, signatures and hash as they stand. */
export function treeOf(
  edition: Edition,
  content: EditionContent,
  signatories: readonly Signatory[],
  book: BookNumber,
  url: string,
): DocumentTree {
  const frozen = content.books.find(one => one.book === book)
  if (!frozen) throw noSuchEdition()
  return {
    front: {
      ...frozen.front,
      title: edition.title,
      edition: edition.state === 'published' ? `Edisi ${edition.year}` : `Edisi ${edition.year}, belum diterbitkan`,
      regulation: edition.regulation && regulationWords(edition.regulation),
    },
    sections: frozen.sections,
    signatories: signatories.map(documentSignatory),
    verification: { url, sha256: edition.sha256 },
  }
}

const kinds: Record<Regulation['kind'], string> = {
  perbup: 'Peraturan Bupati',
  perwal: 'Peraturan Wali Kota',
  perda: 'Peraturan Daerah',
}

/** "Peraturan Bupati Nomor 16 Tahun 2019, ditetapkan 4 Juni 2019, tentang …". */
export const regulationWords = ({ kind, number, date, about }: Regulation): string =>
  `${kinds[kind]} Nomor ${number}, ditetapkan ${formatDate(date, 'id')}${about === undefined ? '' : `, tentang ${about}`}`

function documentSignatory(one: Signatory): DocumentSignatory {
  const t = editionPhrases('id')
  return {
    body: t.bodies[one.body],
    title: one.title,
    name: one.name,
    state: one.signed === undefined ? t.signedNot : t.signedOn[one.signed.how](formatDate(one.signed.on, 'id')),
  }
}
