import { randomUUID } from 'node:crypto'
import type { Platform } from '#platform/platform.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { Problem } from '#kit/problem.ts'
import { enqueueMany, type JobHandler } from '#platform/jobs/jobs.ts'

/** A stored file that goes with a letter, and the name it is given there. */
export interface Attachment {
  fileId: string
  name: string
}

/**
 * A calendar written for one addressee, which mail programs offer to take over (RFC 6047). `method` is the METHOD that
 * stands in `text`.
 */
export interface MailCalendar {
  method: 'REQUEST' | 'CANCEL'
  /** "undangan.ics" */
  name: string
  text: string
}

/** A letter in plain text. */
export interface Mail {
  to: string
  subject: string
  text: string
  attachments?: readonly Attachment[]
  calendar?: MailCalendar | undefined
}

/** What the outbox knows of a letter. `kept`: no mail server is configured, so it stays here to be read. */
export interface KeptMail extends Mail {
  id: string
  attachments: Attachment[]
  state: 'queued' | 'sent' | 'kept' | 'failed'
  createdAt: Date
  sentAt: Date | undefined
}

const task = 'send-mail'

/** Puts a letter in the outbox and its sending in the queue, in the caller's transaction. Returns the letter's id. */
export async function queueMail(tx: Tx, mail: Mail): Promise<string> {
  const [id] = await queueMails(tx, [mail])
  return id ?? ''
}

/**
 * Puts many letters in the outbox and their sending in the queue, in the caller's transaction and in three statements.
 * Returns their ids in the order given. `priority` as for jobs: 10 for what nobody waits for at this moment.
 */
export async function queueMails(
  tx: Tx,
  mails: readonly Mail[],
  options: { priority?: number } = {},
): Promise<string[]> {
  if (mails.length === 0) return []
  const ids = mails.map(() => randomUUID())
  await tx
    .insertInto('mail.message')
    .values(
      mails.map((mail, at) => ({
        id: ids[at] ?? '',
        to_address: mail.to,
        subject: mail.subject.replace(/[\r\n]+/g, ' '),
        body: mail.text,
        attachments: JSON.stringify([
          ...(mail.attachments ?? []),
          ...(mail.calendar === undefined ? [] : [{ calendar: mail.calendar }]),
        ]),
      })),
    )
    .execute()
  await enqueueMany(
    tx,
    task,
    ids.map(messageId => ({ messageId })),
    { attempts: 8, ...options },
  )
  return ids
}

/** What the table keeps: files by their id, and at most one calendar. */
type KeptPart = Attachment | { calendar: MailCalendar }

const partsOf = (parts: unknown): { files: Attachment[]; calendar: MailCalendar | undefined } => {
  const kept = parts as KeptPart[]
  return {
    files: kept.flatMap(part => ('fileId' in part ? [part] : [])),
    calendar: kept.flatMap(part => ('calendar' in part ? [part.calendar] : []))[0],
  }
}

/**
 * Sends one letter by SMTP_URL, or keeps it when there is none. Run twice, a letter that was sent is not sent again. A
 * failure, also an attachment that vanished from storage, is noted on the letter and tried again by the queue; an address
 * that the mail server refuses for good (5xx) is noted and not tried again.
 */
export const sendMail: JobHandler = {
  task,
  attempts: 8,
  async handle({ payload, platform }) {
    const { messageId } = payload as { messageId: string }
    const { db, clock, config } = platform
    const row = await db.sql.selectFrom('mail.message').selectAll().where('id', '=', messageId).executeTakeFirst()
    if (!row || row.state === 'sent' || row.state === 'kept') return
    const save = (values: { state: string; attempts?: number; last_error?: string | null; sent_at?: Date }) =>
      db.sql.updateTable('mail.message').set(values).where('id', '=', messageId).execute()
    if (config.SMTP_URL === undefined) {
      await save({ state: 'kept' })
      return
    }
    const { files, calendar } = partsOf(row.attachments)
    try {
      const transport = await transportOf(platform, config.SMTP_URL)
      await transport.sendMail({
        from: config.MAIL_FROM,
        to: row.to_address,
        subject: row.subject,
        text: row.body,
        messageId: `<${row.id}@tudang>`,
        attachments: await readAttachments(platform, files),
        ...(calendar === undefined
          ? {}
          : { icalEvent: { method: calendar.method, filename: calendar.name, content: calendar.text } }),
      })
      await save({ state: 'sent', attempts: row.attempts + 1, last_error: null, sent_at: clock.now() })
    } catch (error) {
      // A Problem would end the tries, and storage that is away now may be back later.
      const fault = error instanceof Problem ? new Error(error.sentence.id, { cause: error }) : error
      await save({ state: 'failed', attempts: row.attempts + 1, last_error: String(fault).slice(0, 500) })
      throw isRefusedForGood(fault) ? addressRefused(row.to_address) : fault
    }
  },
}

/** Did the mail server say that this addressee will never take a letter? */
function isRefusedForGood(fault: unknown): boolean {
  const { code, responseCode } = fault as { code?: string; responseCode?: number }
  return code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500 && responseCode < 600
}

const addressRefused = (address: string) =>
  new Problem('conflict', {
    id: `Alamat ${address} ditolak oleh server suratnya. Perbaiki alamatnya, lalu kirim lagi.`,
    en: `The address ${address} was refused by its mail server. Correct it, then send again.`,
  })

/** The files with their media type; a calendar says that it is one to be taken over. */
async function readAttachments({ files, db }: Platform, attachments: readonly Attachment[]) {
  return await Promise.all(
    attachments.map(async ({ fileId, name }) => {
      const { file, bytes } = await files.read(db.sql, fileId)
      const contentType =
        file.mediaType === 'text/calendar' ? 'text/calendar; charset=utf-8; method=PUBLISH' : file.mediaType
      return { filename: name, content: Buffer.from(bytes), contentType }
    }),
  )
}

type Transport = ReturnType<(typeof import('nodemailer'))['createTransport']>
const transports = new WeakMap<Platform, Transport>()

async function transportOf(platform: Platform, url: string): Promise<Transport> {
  const known = transports.get(platform)
  if (known) return known
  const { createTransport } = await import('nodemailer')
  const made = createTransport(url)
  transports.set(platform, made)
  return made
}

const toKept = (row: {
  id: string
  to_address: string
  subject: string
  body: string
  state: string
  attachments: unknown
  created_at: Date
  sent_at: Date | null
}): KeptMail => ({
  id: row.id,
  to: row.to_address,
  subject: row.subject,
  text: row.body,
  state: row.state as KeptMail['state'],
  attachments: partsOf(row.attachments).files,
  calendar: partsOf(row.attachments).calendar,
  createdAt: row.created_at,
  sentAt: row.sent_at ?? undefined,
})

const columns = ['id', 'to_address', 'subject', 'body', 'state', 'attachments', 'created_at', 'sent_at'] as const

/** The newest letters of the outbox. */
export async function listMail(db: Sql, limit: number): Promise<KeptMail[]> {
  const rows = await db
    .selectFrom('mail.message')
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toKept)
}

/** `undefined` when there is no such letter; `id` must be a UUID. */
export async function findMail(db: Sql, id: string): Promise<KeptMail | undefined> {
  const row = await db.selectFrom('mail.message').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toKept(row)
}
