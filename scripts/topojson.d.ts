declare module 'topojson-server' {
  import type { FeatureCollection } from 'geojson'
  import type { Topology } from 'topojson-specification'
  export function topology(objects: Record<string, FeatureCollection>, quantization?: number): Topology
}
declare module 'topojson-simplify' {
  import type { Topology } from 'topojson-specification'
  export function presimplify(topology: Topology, weight?: (triangle: number[][]) => number): Topology
  export function simplify(topology: Topology, minWeight: number): Topology
  /** `keep` gets the arc numbers of a ring. */
  export function filter(topology: Topology, keep: (ring: number[], interior: boolean) => boolean): Topology
  export function planarTriangleArea(triangle: number[][]): number
  export function planarRingArea(ring: number[][]): number
}
