import { hashPassword } from 'better-auth/crypto'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { DemoLogin, DemoOrganisation } from '../model.ts'
import { findAccountByEmail, listKnownEmails, saveAccount } from '../store/account.ts'
import { saveMembership } from '../store/membership.ts'
import { findOrganisationByName, saveOrganisation } from '../store/organisation.ts'

/** The people of a demo world. */
export interface DemoPeople {
  organisations: readonly DemoOrganisation[]
  logins: readonly DemoLogin[]
  password: string
}

/** Since when the demo accounts hold their roles. */
const since = new Date('2023-01-02T00:00:00Z')

/** Makes the organisations and accounts that are missing, in one transaction. Returns how many accounts are new. */
export async function seedDemo(platform: Platform, demo: DemoPeople): Promise<number> {
  const emails = demo.logins.map(login => login.email)
  if ((await listKnownEmails(platform.db.sql, emails)).length === emails.length) return 0
  // All demo accounts share one password, so its slow hash is made once.
  const passwordHash = await hashPassword(demo.password)
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const organisations = new Map<string, string>()
    for (const { key, parent, ...organisation } of demo.organisations) {
      const id =
        (await findOrganisationByName(tx, organisation.name)) ??
        (await saveOrganisation(tx, { ...organisation, parentId: parent && organisations.get(parent) }))
      organisations.set(key, id)
    }
    let made = 0
    for (const login of demo.logins) made += await seedLogin(tx, login, organisations, passwordHash)
    await audit(tx, {
      event: 'people.demo.seeded',
      subject: { kind: 'world', id: 'demo' },
      data: { accounts: made, organisations: organisations.size },
    })
    return made
  })
}

async function seedLogin(
  tx: Tx,
  login: DemoLogin,
  organisations: Map<string, string>,
  passwordHash: string,
): Promise<number> {
  if (await findAccountByEmail(tx, login.email)) return 0
  const accountId = await saveAccount(tx, { name: login.title, email: login.email, passwordHash })
  for (const [index, held] of login.roles.entries()) {
    await saveMembership(tx, {
      accountId,
      organisationId: held.organisation === undefined ? undefined : organisations.get(held.organisation),
      role: held.role,
      regionCode: held.regionCode,
      from: new Date(since.getTime() + index * 86_400_000),
    })
  }
  return 1
}
