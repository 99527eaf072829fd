import type { Role } from '#kit/actor.ts'
import type { HolderKey, OwingScope } from '../../model-owing.ts'
import { QUIET_DAYS } from '../../model-owing.ts'
import { dueOn, endedPeriod } from '../indicator/period.ts'

const day = 86_400_000

/** "2026-11-22" and some days. */
export const addDays = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10)

/** Whole days from one day to another; negative when it is earlier. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day

/** By which days and periods debts of a region are counted; `today` is the day in its zone. */
export function scopeOf(regionCode: string, today: string): OwingScope {
  const asked = (frequency: 'year' | 'semester' | 'quarter' | 'month') => {
    const period = endedPeriod(today, frequency)
    return { period, dueOn: dueOn(period) }
  }
  return {
    regionCode,
    today,
    year: Number(today.slice(0, 4)),
    quietBefore: addDays(today, -QUIET_DAYS),
    periods: { year: asked('year'), semester: asked('semester'), quarter: asked('quarter'), month: asked('month') },
  }
}

/** Roles whose people are asked for what their office owes. */
export const OFFICE_ROLES: readonly Role[] = ['opd-officer', 'opd-head', 'village-officer']

interface Held {
  role: Role
  regionCode: string | undefined
  organisationId: string | undefined
}

/** For which holders somebody with these roles is asked: their offices, their villages, their secretariat. */
export function holdersOfRoles(held: readonly Held[]): { regionCode: string; key: HolderKey }[] {
  const keys = new Map<HolderKey, { regionCode: string; key: HolderKey }>()
  for (const { role, regionCode, organisationId } of held) {
    if (regionCode === undefined || regionCode.length < 5) continue
    const region = regionCode.slice(0, 5)
    const add = (key: HolderKey) => keys.set(key, { regionCode: region, key })
    if (role === 'regional-secretariat' && regionCode === region) add(region)
    if (role === 'village-officer' && regionCode.length > 5) add(regionCode)
    if (organisationId !== undefined && OFFICE_ROLES.includes(role)) add(organisationId)
  }
  return [...keys.values()]
}

/** A holder that is a place or a region, told by the shape of its key. */
export const isPlaceKey = (key: HolderKey): boolean => /^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/.test(key)
