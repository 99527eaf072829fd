import type { KeptMail } from '#platform/mail/mail.ts'
import { type RoundWorld, roundWorld, type RoundWorldOptions } from '../../../../../test/support/rounds.ts'
import { testWorld, type World } from '../../../../../test/support/world.ts'

/** Tomorrow at ten in the morning in Luwu Timur (02.00 UTC): later than anything the demo world holds. */
export function tomorrowMorning(): Date {
  const day = new Date()
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1, 2))
}

export interface NoticesWorld {
  world: World
  clock: { now(): Date }
  /** Moves the clock. */
  forward(hours: number): void
  setTime(at: Date): void
  round: RoundWorld
  ask<T extends object>(text: string, values?: unknown[]): Promise<T[]>
  /** Letters in the outbox, oldest first. */
  letters(): Promise<Pick<KeptMail, 'to' | 'subject' | 'text' | 'attachments'>[]>
  /** Notices as they stand, oldest first. */
  notices(): Promise<NoticeRow[]>
  /** Empties outbox and notices, so that a test begins with nothing. */
  clear(): Promise<void>
}

export interface NoticeRow {
  id: string
  email: string
  kind: string
  subject_key: string
  state: string
  drop_reason: string | null
  region_code: string | null
  message_id: string | null
  not_before: Date
}

export async function noticesWorld(options: RoundWorldOptions = {}): Promise<NoticesWorld> {
  let at = tomorrowMorning()
  const clock = { now: () => at }
  const setTime = (moment: Date) => {
    at = moment
  }
  const world = await testWorld('demo', { clock })
  const round = await roundWorld(world, options)
  const ask: NoticesWorld['ask'] = async (text, values = []) => (await world.platform.db.pool.query(text, values)).rows
  return {
    world,
    clock,
    setTime,
    forward: hours => setTime(new Date(clock.now().getTime() + hours * 3_600_000)),
    round,
    ask,
    letters: () =>
      ask('select to_address as to, subject, body as text, attachments from mail.message order by to_address, id'),
    notices: () =>
      ask(`select n.id, a.email, n.kind, n.subject_key, n.state, n.drop_reason, n.region_code, n.message_id, n.not_before
        from evaluation.notice n join people.account a on a.id = n.account_id order by n.created_at, a.email, n.kind, n.id`),
    async clear() {
      await ask('delete from evaluation.notice')
      await ask('delete from mail.message')
    },
  }
}
