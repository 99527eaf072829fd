import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import type { World } from '../../../../../test/support/world.ts'
import { changeStatus } from '../../actions/programme/change-status.ts'
import { saveBudget } from '../../actions/programme/save-budget.ts'
import type { BudgetLine, Programme, Status } from '../../model.ts'
import { portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'

/** A portfolio of its own for what is seen of it: the demo's programmes are put away, so that counts are known. */
export async function viewWorld(world: World) {
  const portfolio = await portfolioWorld(world)
  const { pool } = world.platform.db
  await pool.query('update portfolio.programme set archived_at = now() where archived_at is null')
  await pool.query('delete from portfolio.region_setting')
  const { secretariat, writerOf } = portfolio
  const version = async (id: string): Promise<number> => {
    const { rows } = await pool.query<{ version: number }>('select version from portfolio.programme where id = $1', [
      id,
    ])
    return rows[0]?.version ?? 0
  }
  const cookies = new Map<string, string>()
  return {
    ...portfolio,
    pool,
    async setStatus(programme: Programme, status: Status, since: string, reason?: string) {
      await changeStatus(
        world.platform,
        secretariat,
        {
          regionCode: REGION,
          id: programme.id,
          version: await version(programme.id),
          status: { status, since, reason, note: undefined },
        },
        writerOf(secretariat),
      )
    },
    async setBudget(programme: Programme, lines: BudgetLine[]) {
      await saveBudget(
        world.platform,
        secretariat,
        { regionCode: REGION, id: programme.id, lines, versions: {} },
        writerOf(secretariat),
      )
    },
    /** A page as somebody reads it, checked as markup; login undefined is a visitor. */
    async read(path: string, login?: string): Promise<{ html: string; words: string; status: number }> {
      const cookie = login === undefined ? 'bahasa=id' : await cookieOf(login)
      const answer = await world.get(path, cookie)
      const html = await answer.text()
      const faults = answer.headers.get('content-type')?.includes('html') ? await faultsOf(html) : []
      if (faults.length > 0) throw new Error(`${path}: ${faults.join('; ')}`)
      return { html, words: wordsOf(html), status: answer.status }
    },
    /** Statements of a page, as somebody who is signed in and has read it before. */
    async statements(path: string, login?: string): Promise<number> {
      const cookie = login === undefined ? undefined : await cookieOf(login)
      await world.get(path, cookie)
      return (await countStatements(() => world.get(path, cookie))).statements
    },
    cookieOf,
  }

  async function cookieOf(login: string): Promise<string> {
    const held = cookies.get(login)
    if (held !== undefined) return held
    const cookie = `${await world.signIn(`${login}@contoh.tudang.invalid`)}; bahasa=id`
    cookies.set(login, cookie)
    return cookie
  }
}

/** Faults of a page as markup, and against our policy of no inline style or script. */
async function faultsOf(html: string): Promise<string[]> {
  const faults = await markupFaults(html)
  if (/\sstyle=/.test(html)) faults.push('style attribute')
  if (/\son[a-z]+="/.test(html)) faults.push('inline handler')
  if (html.split('<h1').length !== 2) faults.push('not exactly one h1')
  return faults
}

/** What a reader sees of `main`, as one line. */
function wordsOf(html: string): string {
  return html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}
