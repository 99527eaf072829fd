import type { Expected } from '../../model-sitting.ts'

/** Somebody who came: what is known of them. */
interface Comer {
  accountId: string | undefined
  email: string | undefined
  organisationId: string | undefined
  name: string
  office: string | undefined
}

const fold = (text: string | undefined) => text?.toLowerCase().replace(/\s+/g, ' ').trim() ?? ''

/**
 * For which invitation somebody came; undefined when for none. The surest first: the account, the address, the name, who
 * was named as representative, the office acted for, the office as written. `officeNames` are those of the organisations
 * invited, by id.
 */
export function matchInvitee(
  comer: Comer,
  expected: readonly Expected[],
  officeNames: ReadonlyMap<string, string>,
): Expected | undefined {
  const name = fold(comer.name)
  const office = fold(comer.office)
  const tests: ((one: Expected) => boolean)[] = [
    one => comer.accountId !== undefined && one.accountId === comer.accountId,
    one => comer.email !== undefined && fold(one.email) === fold(comer.email),
    one => one.name !== undefined && fold(one.name) === name,
    one => one.representedBy !== undefined && fold(one.representedBy) === name,
    one => comer.organisationId !== undefined && one.organisationId === comer.organisationId,
    one => one.organisationId !== undefined && office !== '' && fold(officeNames.get(one.organisationId)) === office,
  ]
  for (const test of tests) {
    const found = expected.find(test)
    if (found) return found
  }
  // "Dinas Kesehatan" is the only invited office whose name goes on so: "Dinas Kesehatan Luwu Timur".
  const begun = expected.filter(
    one =>
      one.organisationId !== undefined &&
      office !== '' &&
      fold(officeNames.get(one.organisationId)).startsWith(`${office} `),
  )
  return new Set(begun.map(one => one.organisationId)).size === 1 && office.includes(' ') ? begun[0] : undefined
}
