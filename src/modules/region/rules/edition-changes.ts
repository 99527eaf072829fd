import { parentOf } from './region-code.ts'
import { fold } from './region-name.ts'
import { slips } from './spelling.ts'

/** What changed between two editions of the official list, by code. */
export interface EditionDiff {
  removed: Record<string, string>
  added: Record<string, string>
  /** Code → old and new name. */
  renamed: Record<string, readonly [string, string]>
}

export interface FormerCode {
  code: string
  name: string
  /** The code that bears the name now; undefined when none or more than one in the same regency does. */
  successor: string | undefined
}

/**
 * Where removed codes went. A code's successor was added by the same edition in the same regency and bears the same name,
 * compared without spaces; failing that, a long name with one letter changed. The same district goes before another one.
 */
export function formerCodes(diff: EditionDiff): FormerCode[] {
  const added = Object.entries(diff.added).map(([code, name]) => ({ code, squeezed: squeeze(name) }))
  return Object.entries(diff.removed).map(([code, name]) => {
    const squeezed = squeeze(name)
    const near = added.filter(one => one.code.slice(0, 5) === code.slice(0, 5) && one.code.length === code.length)
    const same = near.filter(one => one.squeezed === squeezed)
    const alike = squeezed.length >= 6 ? near.filter(one => slips(one.squeezed, squeezed) <= 1) : []
    return { code, name, successor: onlyOne(same, code) ?? onlyOne(alike, code) }
  })
}

const squeeze = (name: string) => fold(name).replaceAll(' ', '')

function onlyOne(found: readonly { code: string }[], code: string): string | undefined {
  const inDistrict = found.filter(one => parentOf(one.code) === parentOf(code))
  const chosen = inDistrict.length === 1 ? inDistrict : found
  return chosen.length === 1 ? chosen[0]?.code : undefined
}

/** Former names by code, without those that differ from today's only in capitals, spaces and signs. */
export function formerNames(diff: EditionDiff): Map<string, string> {
  const names = new Map<string, string>()
  for (const [code, [before, now]] of Object.entries(diff.renamed))
    if (fold(before) !== fold(now)) names.set(code, before)
  return names
}
