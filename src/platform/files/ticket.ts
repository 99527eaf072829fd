import { createHmac, timingSafeEqual } from 'node:crypto'
import { readSecret } from '#platform/auth/secret.ts'
import type { Config } from '../../config.ts'

/** How long a ticket opens its file, in seconds: a page that was left open asks for another. */
export const ticketSeconds = 15 * 60

const idBytes = 16
const timeBytes = 6
const macBytes = 24
const keys = new Map<string, string>()

async function keyOf(config: Config): Promise<string> {
  const known = keys.get(config.varFolder)
  if (known !== undefined) return known
  const key = config.TUDANG_SECRET ?? (await readSecret(config))
  keys.set(config.varFolder, key)
  return key
}

const macOf = (key: string, head: Buffer) =>
  createHmac('sha256', key).update('tudang file ticket\n').update(head).digest().subarray(0, macBytes)

/**
 * The right to read one stored file until a moment, as a text for an address: id of the file, end, and a HMAC over both
 * with the server's secret. Whoever holds it may read; it is told only to who may see the file.
 */
export async function writeTicket(config: Config, fileId: string, now: Date): Promise<string> {
  const head = Buffer.alloc(idBytes + timeBytes)
  head.write(fileId.replaceAll('-', ''), 0, 'hex')
  head.writeUIntBE(Math.floor(now.getTime() / 1000) + ticketSeconds, idBytes, timeBytes)
  return Buffer.concat([head, macOf(await keyOf(config), head)]).toString('base64url')
}

/** The file of a ticket; undefined for one that we never wrote, `over` for one that has run out. */
export async function readTicket(
  config: Config,
  ticket: string,
  now: Date,
): Promise<{ fileId: string; over: boolean } | undefined> {
  const bytes = Buffer.from(ticket, 'base64url')
  if (bytes.length !== idBytes + timeBytes + macBytes || bytes.toString('base64url') !== ticket) return undefined
  const head = bytes.subarray(0, idBytes + timeBytes)
  if (!timingSafeEqual(bytes.subarray(head.length), macOf(await keyOf(config), head))) return undefined
  const hex = head.toString('hex', 0, idBytes)
  const fileId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { fileId, over: head.readUIntBE(idBytes, timeBytes) * 1000 <= now.getTime() }
}
