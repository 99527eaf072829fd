import { createHash } from 'node:crypto'
import { join } from 'node:path'
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
    file: { name: string; bytes: Uint8Array; text?: 'text/csv' | 'application/json' | 'text/plain' },
    owner: { accountId: string | undefined; regionCode?: string },
  ): Promise<StoredFile>
  /** The bytes, checked against the stored SHA-256. Throws `unavailable` when the file vanished or was changed. */
  read(sql: Database['sql'] | Tx, id: string): Promise<{ file: StoredFile; bytes: Uint8Array }>
}

/** The media type of content: by signature, else HTML told apart from text, else `text`. */
export async function mediaTypeOf(bytes: Uint8Array, text = 'application/octet-stream'): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 1024))
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase()
  if (/^(<!doctype html|<html|<head|<body|<script|<table)/.test(start)) return 'text/html'
  if (start.startsWith('<?xml') || start.startsWith('<svg')) return 'application/xml'
  if (bytes.subarray(0, 4096).includes(0)) return 'application/octet-stream'
  return text
}

export async function openFiles(config: Config): Promise<FileStore> {
  const disk = new Disk(config.S3_BUCKET === undefined ? localDriver(config) : await s3Driver(config))
  return {
    async save(tx, file, owner) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const key = `${sha256.slice(0, 2)}/${sha256}`
      const mediaType = await mediaTypeOf(file.bytes, file.text)
      await disk.put(key, file.bytes)
      const name = file.name.replace(/[/\\\p{Cc}]/gu, '_').slice(-200)
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
      const row = await sql.selectFrom('files.file').selectAll().where('id', '=', id).executeTakeFirst()
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

function localDriver(config: Config): FSDriver {
  return new FSDriver({ location: join(config.varFolder, 'files'), visibility: 'private' })
}

async function s3Driver(config: Config) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new S3Driver({
    bucket: config.S3_BUCKET ?? '',
    region: config.S3_REGION,
    visibility: 'private',
    forcePathStyle: true,
    ...(config.S3_ENDPOINT === undefined ? {} : { endpoint: config.S3_ENDPOINT }),
    credentials: { accessKeyId: config.S3_ACCESS_KEY_ID ?? '', secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '' },
  })
}
