import type { Refusal } from '#kit/actor.ts'

/** What a panel is checked against, for one person and one region. */
export interface PanelFacts {
  name: string
  /** Holds the role of assessor now. */
  assessor: boolean
  regionCode: string
  regionName: string
  /** Regions in which the person holds or held any role, or whose office they are in. */
  ties: ReadonlySet<string>
  /** The reason of a conflict that was declared for the region. */
  declared: string | undefined
}

/** Why somebody must not score a region, naming the person; undefined when nothing is in the way. */
export function refusePanel({ name, assessor, regionCode, regionName, ties, declared }: PanelFacts): Refusal {
  if (!assessor) {
    return {
      id: `${name} tidak memegang peran asesor sekarang. Beri peran itu di organisasinya dahulu, atau pilih orang lain.`,
      en: `${name} does not hold the role of assessor now. Give the role first, or choose somebody else.`,
    }
  }
  if (declared !== undefined) {
    return {
      id: `${name} punya benturan kepentingan dengan ${regionName}: ${declared} Pilih asesor lain.`,
      en: `${name} has a conflict of interest with ${regionName}: ${declared} Choose another assessor.`,
    }
  }
  const tied = [...ties].some(code => code === regionCode || code.startsWith(`${regionCode}.`))
  return tied
    ? {
        id: `${name} memegang atau pernah memegang peran di ${regionName}, jadi tidak boleh menilainya. Pilih asesor lain.`,
        en: `${name} holds or held a role in ${regionName} and so must not score it. Choose another assessor.`,
      }
    : undefined
}
