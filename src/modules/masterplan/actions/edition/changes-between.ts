import { setImmediate as turn } from 'node:timers/promises'
import type { Sql } from '#platform/db/database.ts'
import type { Edition, SectionChange } from '../../model-edition.ts'
import { stepDiff } from '../../rules/edition/diff-edition.ts'
import { findContent } from '../../store/edition/editions.ts'
import { noSuchEdition } from './edition-stand.ts'

/** Milliseconds after which others are served before the comparison goes on. */
const stretch = 20
const mostKept = 12

/** The last comparisons by the hashes of what they compare: frozen content never changes, and its hash names it. */
const kept = new Map<string, Promise<SectionChange[]>>()

/**
 * What `after` changed against `before`, section by section; all of it where there is none before. Everybody may ask this of
 * published editions, so it is computed once for all who ask, and never holds up the server for longer than one section takes.
 */
export async function changesBetween(db: Sql, before: Edition | undefined, after: Edition): Promise<SectionChange[]> {
  const key = `${before?.sha256 ?? ''} ${after.sha256}`
  const found = kept.get(key)
  kept.delete(key)
  const changes = found ?? compute(db, before, after)
  // The last one asked for stands last; the first is forgotten first.
  kept.set(key, changes)
  if (!found) changes.catch(() => kept.delete(key))
  for (const old of kept.keys()) if (kept.size > mostKept) kept.delete(old)
  return await changes
}

async function compute(db: Sql, before: Edition | undefined, after: Edition): Promise<SectionChange[]> {
  const fresh = await findContent(db, after.regionCode, after.id)
  const old = before && (await findContent(db, before.regionCode, before.id))
  if (!fresh || (before && !old)) throw noSuchEdition()
  const changes: SectionChange[] = []
  let began = performance.now()
  for (const change of stepDiff(old, fresh)) {
    changes.push(change)
    if (performance.now() - began < stretch) continue
    await turn()
    began = performance.now()
  }
  return changes
}
