import { audit } from '#platform/audit/audit.ts'
import { saveName } from '../store/account.ts'
import type { Caller } from './caller.ts'

/** Changes the name of the account. */
export async function changeName({ platform, writer }: Caller, accountId: string, name: string): Promise<void> {
  await platform.db.transact(writer, async tx => {
    await saveName(tx, accountId, name, platform.clock.now())
    await audit(tx, { event: 'people.account.renamed', subject: { kind: 'account', id: accountId } })
  })
}
