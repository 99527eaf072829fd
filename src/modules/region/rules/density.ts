export type DensityStep = 1 | 2 | 3 | 4 | 5 | 'absent'

/** People per square kilometre, rounded; undefined when either is not known. */
export function density(people: number | undefined, areaKm2: string | undefined): number | undefined {
  const area = Number(areaKm2)
  if (people === undefined || !(area > 0)) return undefined
  return Math.round(people / area)
}

/** Step on the map: below 50, from 50, from 150, from 500, from 2,000 people per square kilometre. */
export function densityStep(perKm2: number | undefined): DensityStep {
  if (perKm2 === undefined) return 'absent'
  if (perKm2 >= 2000) return 5
  if (perKm2 >= 500) return 4
  if (perKm2 >= 150) return 3
  return perKm2 >= 50 ? 2 : 1
}
