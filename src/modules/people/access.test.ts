import { describe, expect, test } from 'vitest'
import { visitor, type Actor, type Role } from '#kit/actor.ts'
import {
  refuseEndRole,
  refuseGiveAnyRole,
  refuseGiveRole,
  refuseListOrganisations,
  refuseReadOutbox,
  refuseSeeMembers,
  rolesToGive,
  type Place,
} from './access.ts'
import { rolesOfKind } from './model.ts'

const here: Place = { id: 'here', kind: 'opd', regionCode: '73.24' }
const village: Place = { id: 'village', kind: 'village-office', regionCode: '73.24.04.2005' }
const elsewhere: Place = { id: 'elsewhere', kind: 'opd', regionCode: '73.22' }
const neighbour: Place = { id: 'neighbour', kind: 'opd', regionCode: '73.2' }
const ministry: Place = { id: 'ministry', kind: 'ministry', regionCode: undefined }

function acting(role: Role, organisationId: string | undefined, regionCode: string | undefined): Actor {
  const membership = {
    id: 'mine',
    role,
    organisationId,
    organisationName: organisationId,
    regionCode,
    regionName: regionCode,
  }
  return { accountId: 'me', name: 'Saya', email: 'saya@contoh.tudang.invalid', membership, memberships: [membership] }
}

const everybody = {
  visitor,
  roleless: { ...visitor, accountId: 'me' },
  citizen: acting('citizen', undefined, '73.24'),
  enumerator: acting('enumerator', 'village', '73.24.04.2005'),
  'village-officer': acting('village-officer', 'village', '73.24.04.2005'),
  'opd-officer': acting('opd-officer', 'here', '73.24'),
  'opd-head': acting('opd-head', 'here', '73.24'),
  'regional-secretariat': acting('regional-secretariat', 'kominfo', '73.24'),
  'secretariat-elsewhere': acting('regional-secretariat', 'kominfo-utara', '73.22'),
  'dimension-coordinator': acting('dimension-coordinator', 'bappeda', '73.24'),
  council: acting('council', 'setda', '73.24'),
  'regional-head': acting('regional-head', 'setda', '73.24'),
  mentor: acting('mentor', 'campus', undefined),
  assessor: acting('assessor', 'campus', undefined),
  'ministry-secretariat': acting('ministry-secretariat', 'ministry', undefined),
  'province-viewer': acting('province-viewer', 'province', '73'),
  auditor: acting('auditor', 'ministry', undefined),
  administrator: acting('administrator', 'ministry', undefined),
} satisfies Record<string, Actor>
type Who = keyof typeof everybody
const allowed = (may: (actor: Actor) => unknown) =>
  (Object.keys(everybody) as Who[]).filter(who => may(everybody[who]) === undefined)

/** The written table: who passes, for each thing one may do. Everybody who is not named is refused. */
const table: [what: string, may: (actor: Actor) => unknown, who: Who[]][] = [
  [
    'see that organisations exist',
    refuseListOrganisations,
    (Object.keys(everybody) as Who[]).filter(who => who !== 'visitor'),
  ],
  [
    'see the members of an OPD in Luwu Timur',
    actor => refuseSeeMembers(actor, here),
    [
      'opd-officer',
      'opd-head',
      'regional-secretariat',
      'dimension-coordinator',
      'council',
      'regional-head',
      'ministry-secretariat',
      'auditor',
      'administrator',
    ],
  ],
  [
    'see the members of a village office in Luwu Timur',
    actor => refuseSeeMembers(actor, village),
    [
      'enumerator',
      'village-officer',
      'opd-head',
      'regional-secretariat',
      'dimension-coordinator',
      'council',
      'regional-head',
      'ministry-secretariat',
      'auditor',
      'administrator',
    ],
  ],
  [
    'see the members of an OPD in Luwu Utara',
    actor => refuseSeeMembers(actor, elsewhere),
    ['secretariat-elsewhere', 'ministry-secretariat', 'auditor', 'administrator'],
  ],
  [
    'see the members of a place whose code begins like their own',
    actor => refuseSeeMembers(actor, neighbour),
    ['ministry-secretariat', 'auditor', 'administrator'],
  ],
  [
    'give the role of an officer in an OPD in Luwu Timur',
    actor => refuseGiveRole(actor, here, 'opd-officer'),
    ['opd-head', 'regional-secretariat', 'administrator'],
  ],
  [
    'give the role of a head in an OPD in Luwu Timur',
    actor => refuseGiveRole(actor, here, 'opd-head'),
    ['regional-secretariat', 'administrator'],
  ],
  [
    'name a secretariat in Luwu Timur',
    actor => refuseGiveRole(actor, here, 'regional-secretariat'),
    ['regional-secretariat', 'ministry-secretariat', 'administrator'],
  ],
  [
    'give the role of an officer in an OPD in Luwu Utara',
    actor => refuseGiveRole(actor, elsewhere, 'opd-officer'),
    ['secretariat-elsewhere', 'administrator'],
  ],
  ['name an assessor', actor => refuseGiveRole(actor, ministry, 'assessor'), ['ministry-secretariat', 'administrator']],
  ['name an administrator', actor => refuseGiveRole(actor, ministry, 'administrator'), ['administrator']],
  ['name an auditor', actor => refuseGiveRole(actor, ministry, 'auditor'), ['administrator']],
  ['give a role that such an organisation does not have', actor => refuseGiveRole(actor, here, 'assessor'), []],
  [
    'open the form for giving roles',
    refuseGiveAnyRole,
    ['opd-head', 'regional-secretariat', 'secretariat-elsewhere', 'ministry-secretariat', 'administrator'],
  ],
  [
    'end the role of an officer in Luwu Timur',
    actor => refuseEndRole(actor, here, { membershipId: 'theirs', role: 'opd-officer' }),
    ['opd-head', 'regional-secretariat', 'administrator'],
  ],
  [
    'end the role they are using',
    actor => refuseEndRole(actor, here, { membershipId: 'mine', role: 'opd-officer' }),
    // Only those who do not use it: a visitor and an account without a role have none, and are refused as well.
    [],
  ],
  ['read the outbox of the demo world', refuseReadOutbox, ['ministry-secretariat', 'administrator']],
]

describe('who may', () => {
  test.each(table)('%s', (_what, may, who) => {
    expect(allowed(may)).toEqual((Object.keys(everybody) as Who[]).filter(one => who.includes(one)))
  })

  test('read a reason in both languages with each refusal', () => {
    for (const [, may] of table) {
      for (const actor of Object.values(everybody)) {
        const refusal = may(actor) as { id: string; en: string } | undefined
        if (refusal === undefined) continue
        expect(refusal.id).toMatch(/\.$/)
        expect(refusal.en).toMatch(/\.$/)
        expect(refusal.id).not.toBe(refusal.en)
      }
    }
  })

  test('give only what the kind of organisation has, and a national role never by a region', () => {
    expect(rolesToGive(everybody.administrator, here)).toEqual(rolesOfKind.opd)
    expect(rolesToGive(everybody['regional-secretariat'], here)).toEqual(rolesOfKind.opd)
    expect(rolesToGive(everybody['opd-head'], here)).toEqual(['opd-officer'])
    const campus: Place = { id: 'campus', kind: 'university', regionCode: '73.24' }
    expect(rolesToGive(everybody['regional-secretariat'], campus)).toEqual(['enumerator'])
    expect(rolesToGive(everybody.auditor, here)).toEqual([])
  })
})
