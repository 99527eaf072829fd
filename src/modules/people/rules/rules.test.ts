import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from '#kit/actor.ts'
import { nationalRoles } from '../model.ts'
import { browserName } from './browser-name.ts'
import { refusePassword } from './check-password.ts'
import { invitationEnd, invitationState } from './invitation-state.ts'
import { readMark, writeMark } from './list-mark.ts'
import { localPath } from './local-path.ts'
import { placeOfRole } from './place-of-role.ts'
import { base32, setUpIsOpen, totpAddress } from './second-factor.ts'

describe('the path after signing in', () => {
  test('is always one of this site, whatever is asked', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map(text => `/${text}`),
      fc.string().map(text => `//${text}`),
      fc.constantFrom('/\\x', '\\/x', '/\t//x', 'javascript:alert(1)', '/..//x', '/%2f%2fx', 'https:/x', '/x\u0000'),
    )
    fc.assert(
      fc.property(nasty, wanted => {
        const path = localPath(wanted)
        expect(path).toMatch(/^\/(?![/\\])/)
        expect(new URL(path, 'https://tudang.example').origin).toBe('https://tudang.example')
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['/daerah/73.24?tab=hasil#atas', '/daerah/73.24?tab=hasil#atas'],
    ['/masukan', '/masukan'],
    ['/masuk', '/beranda'],
    ['/masuk/kode', '/beranda'],
    ['/keluar', '/beranda'],
    [undefined, '/beranda'],
  ])('%s leads to %s', (wanted, path) => expect(localPath(wanted)).toBe(path))
})

describe('the end of a page of the list', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ minLength: 1 }), (id, name) => {
        expect(readMark(writeMark({ id, name }))).toEqual({ id, name })
      }),
    )
  })

  test('that nobody wrote is nothing', () => {
    for (const text of [undefined, '', 'x', 'x.y', "1' or true --"]) expect(readMark(text)).toBeUndefined()
  })
})

describe('the key of a second factor', () => {
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%j is written %j, as RFC 4648 has it', (text, key) => {
    expect(base32(new TextEncoder().encode(text))).toBe(key)
  })

  test('stands in an address that apps read, with the e-mail safely inside', () => {
    const address = totpAddress('MZXW6', 'a+b&c@contoh.id')
    expect(address).toBe('otpauth://totp/Tudang:a%2Bb%26c%40contoh.id?secret=MZXW6&issuer=Tudang&digits=6&period=30')
  })

  test('is shown for fifteen minutes', () => {
    const began = new Date('2026-01-01T10:00:00Z')
    expect(setUpIsOpen(began, new Date('2026-01-01T10:14:59Z'))).toBe(true)
    expect(setUpIsOpen(began, new Date('2026-01-01T10:15:00Z'))).toBe(false)
    expect(setUpIsOpen(began, new Date('2026-01-01T09:00:00Z'))).toBe(false)
  })
})

describe('an invitation', () => {
  const now = new Date('2026-01-01T10:00:00Z')
  const open = { expiresAt: invitationEnd(now), acceptedAt: undefined, withdrawnAt: undefined }

  test('is open for seven days to the moment', () => {
    expect(invitationState(open, now)).toBe('open')
    expect(invitationState(open, new Date('2026-01-08T09:59:59.999Z'))).toBe('open')
    expect(invitationState(open, new Date('2026-01-08T10:00:00Z'))).toBe('expired')
  })

  test('that was accepted stays accepted, whatever comes after', () => {
    expect(invitationState({ ...open, acceptedAt: now, withdrawnAt: now }, new Date('2030-01-01'))).toBe('accepted')
    expect(invitationState({ ...open, withdrawnAt: now }, new Date('2030-01-01'))).toBe('withdrawn')
  })
})

test('a national role holds nowhere in particular, every other where its organisation works', () => {
  for (const role of roles)
    expect(placeOfRole(role, { regionCode: '73.24' })).toBe(nationalRoles.includes(role) ? undefined : '73.24')
})

describe('a new password', () => {
  const about = { email: 'petugas.desa@contoh.id', name: 'Petugas Desa' }
  test.each([
    [undefined, false],
    ['123456789', false],
    ['1234567890', false],
    ['aaaaaaaaaaaaaa', false],
    ['Petugas Desa', false],
    ['petugas.desa@contoh.id', false],
    ['x'.repeat(64) + 'abc'.repeat(30), false],
    ['empat kata yang panjang', true],
    ['🌾🏠🛶🎋🐃🌧️☀️🌙⭐🔥', true],
  ])('%j: good is %j', (password, good) => expect(refusePassword(password, about) === undefined).toBe(good))
})

describe('a browser', () => {
  test.each([
    [
      'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1', 'Safari, iOS'],
    ['curl/8', undefined],
    [undefined, undefined],
  ])('%j is called %j', (agent, name) => expect(browserName(agent)).toBe(name))
})
