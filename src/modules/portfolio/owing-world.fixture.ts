import { testWorld, type World } from '../../../test/support/world.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from './portfolio-world.fixture.ts'
import { remind, type RemindInput } from './actions/view/remind.ts'

/** Tomorrow at ten in the morning in Luwu Timur (02.00 UTC): later than anything the demo world holds. */
function tomorrowMorning(): Date {
  const day = new Date()
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1, 2))
}

export interface OwingWorld {
  world: World
  portfolio: PortfolioWorld
  now(): Date
  forward(hours: number): void
  setTime(at: Date): void
  ask<T extends object>(text: string, values?: unknown[]): Promise<T[]>
  /** Empties the portfolio of debts, reminders and letters, so that a test begins with nothing. */
  clear(): Promise<void>
  /** A programme of an office with a milestone that was due some days ago. */
  addLate(over?: { leadId?: string; title?: string; days?: number }): Promise<{ programmeId: string; id: string }>
  remind(over?: Partial<RemindInput>): ReturnType<typeof remind>
  letters(): Promise<{ to: string; subject: string; text: string }[]>
  reminders(): Promise<
    { email: string; state: string; drop_reason: string | null; subject_key: string; not_before: Date }[]
  >
}

export async function owingWorld(): Promise<OwingWorld> {
  let at = tomorrowMorning()
  const world = await testWorld('demo', { clock: { now: () => at } })
  const portfolio = await portfolioWorld(world)
  const ask: OwingWorld['ask'] = async (text, values = []) => (await world.platform.db.pool.query(text, values)).rows
  return {
    world,
    portfolio,
    now: () => at,
    forward: hours => {
      at = new Date(at.getTime() + hours * 3_600_000)
    },
    setTime: moment => {
      at = moment
    },
    ask,
    async clear() {
      await ask('delete from portfolio.reminder')
      await ask('delete from evaluation.notice')
      await ask('delete from mail.message')
      await ask('update portfolio.programme set archived_at = now() where archived_at is null')
      await ask('update portfolio.indicator set archived_at = now() where archived_at is null')
    },
    async addLate({ leadId, title = 'Gedung berdiri', days = 10 } = {}) {
      const programme = await portfolio.addProgramme(leadId === undefined ? {} : { leadId })
      const [row] = await ask<{ id: string }>(
        `insert into portfolio.milestone (region_code, programme_id, title, due_on, owner_id)
         values ($1, $2, $3, $4, $5) returning id`,
        [REGION, programme.id, title, new Date(at.getTime() - days * 86_400_000), programme.leadId],
      )
      return { programmeId: programme.id, id: row?.id ?? '' }
    },
    remind: over =>
      remind(
        world.platform,
        portfolio.secretariat,
        { regionCode: REGION, ...over },
        portfolio.writerOf(portfolio.secretariat),
      ),
    letters: () => ask('select to_address as to, subject, body as text from mail.message order by to_address, id'),
    reminders: () =>
      ask(`select a.email, r.state, r.drop_reason, r.subject_key, r.not_before from portfolio.reminder r
        join people.account a on a.id = r.account_id order by a.email, r.created_at`),
  }
}
