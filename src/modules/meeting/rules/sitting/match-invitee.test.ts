import { expect, test } from 'vitest'
import type { Expected } from '../../model-sitting.ts'
import { matchInvitee } from './match-invitee.ts'

const one = (id: string, over: Partial<Expected> = {}): Expected => ({
  id,
  accountId: undefined,
  organisationId: undefined,
  name: undefined,
  title: undefined,
  email: undefined,
  answer: 'none',
  representedBy: undefined,
  ...over,
})
const list = [
  one('office', { organisationId: 'dinkes', representedBy: 'Baso Wakil' }),
  one('account', { accountId: 'a1', organisationId: 'dinkes' }),
  one('mail', { email: 'Tamu@Contoh.id', name: 'Tamu Undangan' }),
]
const names = new Map([['dinkes', 'Dinas Kesehatan']])
const comer = (over = {}) => ({
  accountId: undefined,
  email: undefined,
  organisationId: undefined,
  name: 'Siapa Saja',
  office: undefined,
  ...over,
})
const whose = (over: object) => matchInvitee(comer(over), list, names)?.id

test('the account counts before the office it acts for', () => {
  expect(whose({ accountId: 'a1', organisationId: 'dinkes' })).toBe('account')
  expect(whose({ accountId: 'a2', organisationId: 'dinkes' })).toBe('office')
})

test('an address, a name and the name of a representative are known without regard to case', () => {
  expect(whose({ email: 'tamu@contoh.ID' })).toBe('mail')
  expect(whose({ name: 'TAMU  undangan' })).toBe('mail')
  expect(whose({ name: 'baso wakil' })).toBe('office')
})

test('an office written by hand is enough, and nobody else comes for an invitation', () => {
  expect(whose({ office: ' dinas  kesehatan ' })).toBe('office')
  expect(whose({ office: 'Dinas Sosial' })).toBeUndefined()
  expect(whose({ name: '', office: '' })).toBeUndefined()
})

test('an office may be written without its region, unless two are meant by it', () => {
  const offices = [
    one('kes', { organisationId: 'kes' }),
    one('pend', { organisationId: 'pend' }),
    one('sos', { organisationId: 'sos' }),
  ]
  const known = new Map([
    ['kes', 'Dinas Kesehatan Luwu Timur'],
    ['pend', 'Dinas Pekerjaan Umum Luwu Timur'],
    ['sos', 'Dinas Pekerjaan Sosial Luwu Timur'],
  ])
  const came = (office: string) => matchInvitee(comer({ office }), offices, known)?.id
  expect(came('dinas kesehatan')).toBe('kes')
  expect(came('Dinas Pekerjaan')).toBeUndefined()
  expect(came('Dinas')).toBeUndefined()
  expect(came('Dinas Kes')).toBeUndefined()
})
