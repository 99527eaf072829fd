import { sql } from 'kysely'
import { invalid, Problem } from '#kit/problem.ts'
import type { RichBlock, RichDoc } from '#kit/rich-text.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import { mediaTypeOf } from '#platform/files/files.ts'
import { shrinkPhoto } from '#platform/files/photo.ts'
import { writeTicket } from '#platform/files/ticket.ts'
import type { Platform } from '#platform/platform.ts'

/** Largest file of a picture, in bytes. */
export const mostPictureBytes = 10_000_000
/** Longest side of a stored picture, in points: enough for a printed page. */
const longestSide = 2000

const readable = ['image/jpeg', 'image/png', 'image/webp']

/**
 * Stores a picture that may then stand in the texts of the region: upright, without metadata, at most 2000 points long.
 * Who may is asked by the caller. Throws `invalid` for a file that is no picture we read, `too-large` for one over 10 MB.
 */
export async function savePicture(
  platform: Platform,
  picture: { regionCode: string; textId: string; name: string; bytes: Uint8Array },
  writer: Writer,
  inTx?: (tx: Tx) => Promise<void>,
): Promise<{ fileId: string; width: number; height: number }> {
  const { regionCode, textId, name, bytes } = picture
  if (bytes.byteLength > mostPictureBytes) throw pictureTooLarge()
  const small = readable.includes(await mediaTypeOf(bytes)) ? await shrinkPhoto(bytes, longestSide) : undefined
  if (!small) {
    throw invalid({
      field: 'gambar',
      sentence: {
        id: 'Berkas ini bukan gambar yang dapat dibaca. Pilih JPEG, PNG atau WebP, paling besar 10 MB.',
        en: 'This file is no picture that can be read. Choose JPEG, PNG or WebP, at most 10 MB.',
      },
    })
  }
  return await platform.db.transact(writer, async tx => {
    const file = await platform.files.save(
      tx,
      { name, bytes: small.bytes },
      { accountId: writer.accountId, regionCode },
    )
    await tx
      .insertInto('collab.picture')
      .values({
        region_code: regionCode,
        file_id: file.id,
        text_id: textId,
        width: small.width,
        height: small.height,
        added_by: writer.accountId ?? null,
      })
      .execute()
    await inTx?.(tx)
    await audit(tx, {
      event: 'collab.picture.added',
      subject: { kind: 'collab.text', id: textId },
      regionCode,
      data: { fileId: file.id, bytes: file.bytes, sha256: file.sha256 },
    })
    return { fileId: file.id, width: small.width, height: small.height }
  })
}

export const pictureTooLarge = () =>
  new Problem('too-large', {
    id: 'Gambar ini terlalu besar. Paling besar 10 MB; kecilkan dahulu, lalu unggah lagi.',
    en: 'This picture is too large. At most 10 MB; make it smaller, then upload it again.',
  })

/** Signed addresses of the pictures in texts of one region, by file id, in one statement. Other files are missing. */
export async function readPictures(
  platform: Platform,
  regionCode: string,
  texts: Iterable<{ content: RichDoc }>,
): Promise<Map<string, string>> {
  const wanted = new Set<string>()
  for (const { content } of texts) collect(content.content, wanted)
  const known = await knownPictures(platform.db.sql, regionCode, [...wanted])
  const now = platform.clock.now()
  return new Map(
    await Promise.all(
      known.map(async id => [id, `/berkas/${await writeTicket(platform.config, id, now)}`] satisfies [string, string]),
    ),
  )
}

/** Which of these files are pictures of texts of the region: only they may be shown or printed with one. */
export async function knownPictures(db: Sql | Tx, regionCode: string, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0) return []
  const rows = await db
    .selectFrom('collab.picture')
    .select('file_id')
    .where('region_code', '=', regionCode)
    .where('file_id', '=', sql<string>`any(${[...fileIds]}::uuid[])`)
    .execute()
  return rows.map(({ file_id }) => file_id)
}

function collect(blocks: readonly RichBlock[], found: Set<string>): void {
  for (const block of blocks) {
    if (block.type === 'figure') found.add(block.attrs.fileId)
    else if (block.type === 'blockquote') collect(block.content, found)
    else if (block.type === 'bulletList' || block.type === 'orderedList')
      for (const item of block.content) collect(item.content, found)
    else if (block.type === 'table')
      for (const row of block.content) for (const cell of row.content) collect(cell.content, found)
  }
}
