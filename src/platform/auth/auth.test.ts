import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { audit } from '#platform/audit/audit.ts'
import { barePlatform, type BarePlatform } from '../../../test/support/bare.ts'
import { authOf } from './auth.ts'
import { joining } from './joined-dialect.ts'
import { readSecret } from './secret.ts'

describe('the key that signs sessions', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'tudang-secret-'))

  test('is the one configured', async () => {
    const TUDANG_SECRET = 'x'.repeat(32)
    expect(await readSecret({ TUDANG_SECRET, varFolder: '/nowhere' })).toBe(TUDANG_SECRET)
  })

  test('is else made once, long, and readable by its owner only', async () => {
    const varFolder = join(await folder(), 'new')
    const all = await Promise.all(Array.from({ length: 8 }, () => readSecret({ TUDANG_SECRET: undefined, varFolder })))
    expect(new Set(all).size).toBe(1)
    expect(all[0]?.length).toBeGreaterThanOrEqual(43)
    expect((await stat(join(varFolder, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(varFolder, 'secret'), 'utf8')).toBe(all[0])
  })

  test('that was cut short is refused with the name of its file', async () => {
    const varFolder = await folder()
    await writeFile(join(varFolder, 'secret'), 'pendek')
    await expect(readSecret({ TUDANG_SECRET: undefined, varFolder })).rejects.toThrow(/secret is shorter/)
  })
})

describe('the sign-in library', async () => {
  const platform = await barePlatform()
  const auth = await authOf(platform)

  test('finds every table and column it writes, in the schema people, and would say which is missing', async () => {
    const check = async (of: BarePlatform) => {
      const context = await (await authOf(of)).$context
      return (context as unknown as { explicitSchemaCheck: () => Promise<void> }).explicitSchemaCheck()
    }
    await check(platform)
    const spoiled = await barePlatform()
    await spoiled.ask('alter table people.passkey rename column device_type to kind_of_device')
    await expect(check(spoiled)).rejects.toThrow(/device_type/)
  })

  test('writes in the transaction it is joined to: nothing is left when that is rolled back', async () => {
    const context = await auth.$context
    const account = { name: 'Uji', email: 'uji@contoh.tudang.invalid', emailVerified: true }
    const fail = platform.db.transact({ accountId: undefined }, async tx => {
      const made = await joining(tx, () => context.internalAdapter.createUser(account, { method: 'admin' }))
      expect(made.email).toBe(account.email)
      throw new Error('changed our mind')
    })
    await expect(fail).rejects.toThrow('changed our mind')
    expect(await platform.ask('select 1 from people.account')).toEqual([])
    await platform.db.transact({ accountId: undefined }, async tx => {
      await joining(tx, () => context.internalAdapter.createUser(account, { method: 'admin' }))
      await audit(tx, { event: 'test.account.made', subject: { kind: 'account', id: 'x' } })
    })
    expect(await platform.ask('select 1 from people.account')).toHaveLength(1)
  })
})
