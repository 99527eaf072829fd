import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { Problem } from '#kit/problem.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { Config } from '../../config.ts'

/** A stored file as its row knows it. */
export interface StoredFile {
  id: string
  name: string
  mediaType: string
  bytes: number
  sha256: string
}

export interface FileStore {
  /**
   * Stores bytes under their SHA-256 and writes the row in `tx`. The media type is read from the content, never from the
   * name; `text` says how to name content without a signature. A file without a row is harmless and is written again.
   */
  save(
    tx: Tx,
    file: { name: string; bytes: Uint8Array; text?: 'text/csv' | 'application/json' | 'text/plain' | 'text/calendar' },
    owner: { accountId: string | undefined; regionCode?: string },
  ): Promise<StoredFile>
  /** The bytes, checked against the stored SHA-256. Throws `unavailable` when the file vanished or was changed. */
  read(sql: Database['sql'] | Tx, id: string): Promise<{ file: StoredFile; bytes: Uint8Array }>
}

/**
 * The media type of content: by signature, else SVG, XML and HTML told apart from text by how they begin, else `text`.
 * Content that is no text at all is `application/octet-stream`.
 */
export async function mediaTypeOf(bytes: Uint8Array, text = 'application/octet-stream'): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found && found.mime !== 'application/xml') return found.mime
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 4096))
    .replace(/^\uFEFF/, '')
    .replace(/^(\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype svg[^>]*>)+/i, '')
    .toLowerCase()
  if (/^<(!doctype html|html|head|body|script|style|title|meta|table|iframe|div|p|a|img|!--)(?![\w-])/.test(start))
    return 'text/html'
  if (/^<svg(?![\w-])/.test(start)) return 'image/svg+xml'
  if (found || /^(\uFEFF)?\s*<\?xml/i.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return 'application/xml'
  if (bytes.subarray(0, 4096).includes(0)) return 'application/octet-stream'
  return text
}

/** A name fit to be shown and offered for download: no path, no control or direction characters, its ending kept. */
export function plainName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[/\\\p{Cc}\p{Cs}\p{Cn}]/gu, '_')
    .replace(/\p{Cf}/gu, '')
    .trim()
  return Array.from(clean).slice(-200).join('') || 'berkas'
}

export async function openFiles(config: Config): Promise<FileStore> {
  const local = config.S3_BUCKET === undefined
  const disk = new Disk(local ? localDriver(config) : await s3Driver(config))
  const put = local
    ? (key: string, bytes: Uint8Array) => putWhole(localFolder(config), key, bytes)
    : disk.put.bind(disk)
  return {
    async save(tx, file, owner) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const key = `${sha256.slice(0, 2)}/${sha256}`
      const mediaType = await mediaTypeOf(file.bytes, file.text)
      await put(key, file.bytes)
      const name = plainName(file.name)
      const row = await tx
        .insertInto('files.file')
        .values({
          storage_key: key,
          name,
          media_type: mediaType,
          bytes: file.bytes.byteLength,
          sha256,
          account_id: owner.accountId ?? null,
          region_code: owner.regionCode ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id: row.id, name, mediaType, bytes: file.bytes.byteLength, sha256 }
    },
    async read(sql, id) {
      const row = uuid.test(id)
        ? await sql.selectFrom('files.file').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined
      if (!row) throw new Problem('not-found', { id: 'Berkas tidak ditemukan.', en: 'No such file.' })
      const bytes = await disk.getBytes(row.storage_key).catch(() => undefined)
      if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== row.sha256) {
        throw new Problem('unavailable', {
          id: `Berkas ${row.name} hilang atau berubah di tempat penyimpanan. Unggah lagi, dan beri tahu pengelola.`,
          en: `File ${row.name} vanished or changed in storage. Upload it again, and tell the administrator.`,
        })
      }
      return {
        file: { id: row.id, name: row.name, mediaType: row.media_type, bytes: Number(row.bytes), sha256: row.sha256 },
        bytes,
      }
    },
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const localFolder = (config: Config) => join(config.varFolder, 'files')

function localDriver(config: Config): FSDriver {
  return new FSDriver({ location: localFolder(config), visibility: 'private' })
}

/**
 * Writes a file so that it is there whole or not at all, and still there after a power cut: FlyDrive writes in place, and a
 * file cut off by a full disk or a killed process would stand under the name of its full content.
 */
async function putWhole(folder: string, key: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, key)
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function s3Driver(config: Config) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config
  return new S3Driver({
    bucket: config.S3_BUCKET ?? '',
    region: config.S3_REGION,
    visibility: 'private',
    forcePathStyle: true,
    ...(config.S3_ENDPOINT === undefined ? {} : { endpoint: config.S3_ENDPOINT }),
    // Without keys the machine's own role is asked.
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
  })
}
