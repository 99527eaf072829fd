import type { Platform } from '#platform/platform.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'

/** A letter in plain text. */
export interface Mail {
  to: string
  subject: string
  text: string
}

/** What the outbox knows of a letter. `kept`: no mail server is configured, so it stays here to be read. */
export interface KeptMail extends Mail {
  id: string
  state: 'queued' | 'sent' | 'kept' | 'failed'
  createdAt: Date
  sentAt: Date | undefined
}

const task = 'send-mail'

/** Puts a letter in the outbox and its sending in the queue, in the caller's transaction. Returns the letter's id. */
export async function queueMail(tx: Tx, mail: Mail): Promise<string> {
  const subject = mail.subject.replace(/[\r\n]+/g, ' ')
  const { id } = await tx
    .insertInto('mail.message')
    .values({ to_address: mail.to, subject, body: mail.text })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(tx, task, { messageId: id })
  return id
}

/**
 * Sends one letter by SMTP_URL, or keeps it when there is none. Run twice, a letter that was sent is not sent again. A
 * failure is noted on the letter and tried again by the queue.
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
    try {
      const transport = await transportOf(platform, config.SMTP_URL)
      await transport.sendMail({
        from: config.MAIL_FROM,
        to: row.to_address,
        subject: row.subject,
        text: row.body,
        messageId: `<${row.id}@tudang>`,
      })
      await save({ state: 'sent', attempts: row.attempts + 1, last_error: null, sent_at: clock.now() })
    } catch (error) {
      await save({ state: 'failed', attempts: row.attempts + 1, last_error: String(error).slice(0, 500) })
      throw error
    }
  },
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
  created_at: Date
  sent_at: Date | null
}): KeptMail => ({
  id: row.id,
  to: row.to_address,
  subject: row.subject,
  text: row.body,
  state: row.state as KeptMail['state'],
  createdAt: row.created_at,
  sentAt: row.sent_at ?? undefined,
})

const columns = ['id', 'to_address', 'subject', 'body', 'state', 'created_at', 'sent_at'] as const

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

export async function findMail(db: Sql, id: string): Promise<KeptMail | undefined> {
  const row = await db.selectFrom('mail.message').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toKept(row)
}
