import { describe, expect, test } from 'vitest'
import { type Actor, type Role, visitor } from '#kit/actor.ts'
import { headerEntries } from '../src/modules/portal/header-entries.ts'
import { listModules } from '../src/modules.ts'

const links = listModules(() => {
  throw new Error('no pages here')
})
  .flatMap(module => module.links ?? [])
  .sort((a, b) => a.order - b.order)

const actorOf = (role: Role, regionCode: string | undefined): Actor => {
  const membership = {
    id: '1',
    role,
    regionCode,
    regionName: regionCode,
    organisationId: undefined,
    organisationName: undefined,
  }
  return { accountId: 'a', name: 'A', email: 'a@contoh.id', membership, memberships: [membership] }
}
const entriesOf = (actor: Actor) => {
  const { nav, more } = headerEntries(links, actor, 'id')
  return { nav: nav.map(({ href }) => href), more: more.map(({ href }) => href) }
}

describe('the header', () => {
  test.each<[Role, string | undefined]>([
    ['regional-secretariat', '73.24'],
    ['opd-officer', '73.24'],
    ['opd-head', '73.24'],
    ['village-officer', '73.24.02.2001'],
    ['dimension-coordinator', '73.24'],
    ['council', '73.24'],
    ['regional-head', '73.24'],
    ['mentor', undefined],
    ['province-viewer', '73'],
    ['ministry-secretariat', undefined],
    ['auditor', undefined],
  ])('leads a %s to meetings and masterplan from every page', (role, regionCode) => {
    const { nav } = entriesOf(actorOf(role, regionCode))
    expect(nav).toEqual(expect.arrayContaining(['/beranda', '/rapat', '/masterplan']))
    expect(nav).toHaveLength(5)
  })
  test('does not send citizens and visitors to meetings', () => {
    for (const actor of [visitor, actorOf('citizen', '73.24')]) {
      const { nav, more } = entriesOf(actor)
      expect([...nav, ...more]).not.toContain('/rapat')
    }
  })
  test('loses no entry, and the front page, which the mark opens, comes last', () => {
    const actor = actorOf('regional-secretariat', '73.24')
    const { nav, more } = entriesOf(actor)
    const open = links.filter(({ may }) => may === undefined || may(actor) === undefined)
    expect([...nav, ...more].toSorted()).toEqual(open.map(({ href }) => href).toSorted())
    expect(more.at(-1)).toBe('/')
    expect(entriesOf(visitor).nav[0]).toBe('/')
  })
})
