import { oncePerVisit } from '#platform/http/once.ts'
import { findRegion } from '../store/regions.ts'

/** The region of a code, for panels that stand on one page: however many ask, in one statement for a visit. */
export const regionOfVisit = oncePerVisit(({ platform }, code) => findRegion(platform.db.read, code))
