import { actsAs, type Actor } from '#kit/actor.ts'
import type { PortfolioScope } from '../../store/view/list-portfolios.ts'

/** Whose portfolios are listed for an actor besides the public ones: the regions for which `sightOf` gives `all`. */
export function scopeOf(actor: Actor): PortfolioScope {
  const region = actor.membership?.regionCode
  return {
    all: actsAs(actor, 'auditor', 'ministry-secretariat'),
    province: actsAs(actor, 'province-viewer') && region?.length === 2 ? region : undefined,
  }
}
