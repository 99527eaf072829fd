import { parentOf } from './region-code.ts'
import { fold } from './region-name.ts'

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
 * Where removed codes went. A code's successor bears the same name, compared folded, in the same regency, and was added
 * by the same edition; the same district goes before another one.
 */
export function formerCodes(diff: EditionDiff): FormerCode[] {
  const regency = (code: string) => code.slice(0, 5)
  return Object.entries(diff.removed).map(([code, name]) => {
    const alike = Object.entries(diff.added).filter(
      ([added, other]) =>
        regency(added) === regency(code) && added.length === code.length && fold(other) === fold(name),
    )
    const near = alike.filter(([added]) => parentOf(added) === parentOf(code))
    const only = near.length === 1 ? near : alike
    return { code, name, successor: only.length === 1 ? only[0]?.[0] : undefined }
  })
}

/** Former names by code, without those that differ from today's only in capitals, spaces and signs. */
export function formerNames(diff: EditionDiff): Map<string, string> {
  const names = new Map<string, string>()
  for (const [code, [before, now]] of Object.entries(diff.renamed))
    if (fold(before) !== fold(now)) names.set(code, before)
  return names
}
