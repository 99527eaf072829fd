// Makes db/reference/boundaries/ from the GeoJSON of cahyadsn/wilayah_boundaries.
// Run: node scripts/make-boundaries.ts /work/shared/reference/regions/boundaries
// The same input gives the same bytes: nothing here depends on time, order of files, or chance.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { feature, mergeArcs, mesh, quantize } from 'topojson-client'
import { topology } from 'topojson-server'
import { filter, planarRingArea, planarTriangleArea, presimplify, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'

type Area = Polygon | MultiPolygon
type Place = { kode: string; nama: string }
type Layer = FeatureCollection<Area, Place>

const input = process.argv[2]
if (!input) throw new Error('Give the folder that holds regencies.geojson and districts_all.geojson')
const output = 'db/reference/boundaries'

const read = (name: string): Layer => JSON.parse(readFileSync(`${input}/${name}`, 'utf8')) as Layer
const provinceOf = (code: string) => code.slice(0, 2)
const sizeOf = (value: unknown) => {
  const text = JSON.stringify(value)
  return { text, kb: Math.round(text.length / 1024) }
}

type Project = (position: Position) => [number, number]

/** Moves a layer into a drawing box; y grows downwards, as in SVG. Plain equirectangular: all of Indonesia lies within 11° of the equator. */
function projected(layer: Layer, project: Project): Layer {
  const ring = (positions: Position[]) => positions.map(project)
  return {
    type: 'FeatureCollection',
    features: layer.features.map(one => {
      const { geometry } = one
      const moved: Area =
        geometry.type === 'Polygon'
          ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
          : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon => polygon.map(ring)) }
      return { ...one, geometry: moved }
    }),
  }
}

const polygonsOf = (geometry: Area) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
const ringArea = (ring: Position[]) => Math.abs(planarRingArea(ring))
const areaOf = (geometry: Area) =>
  polygonsOf(geometry).reduce((sum, [outer = [], ...holes]) => {
    return sum + ringArea(outer) - holes.reduce((inner, hole) => inner + ringArea(hole), 0)
  }, 0)

/** A smaller topology: corners below `weight` (box units²) fall, then islets below `least`. */
function thinned(layer: Layer, weight: number, least: number): Topology {
  return withoutIslets(simplify(presimplify(topology({ places: layer }), planarTriangleArea), weight), ring => {
    return ringArea(ring) >= least
  })
}

function withoutIslets(topo: Topology, keep: (ring: Position[]) => boolean): Topology {
  return filter(topo, arcs => {
    const alone = feature(topo, { type: 'Polygon', arcs: [arcs] }).geometry as Polygon
    return keep(alone.coordinates[0] ?? [])
  })
}

/** Places that still have a shape; too small ones are gone. */
function placesOf(topo: Topology): Feature<Area, Place>[] {
  return feature(topo, topo.objects['places'] as GeometryCollection<Place>).features as Feature<Area, Place>[]
}

const pathsOf = (topo: Topology) => {
  return new Map(placesOf(topo).map(one => [one.properties.kode, pathOf(ringsOf(one.geometry))]))
}

/** Integer, relative path data; points that fall together are dropped. */
function pathOf(rings: Position[][], closed = true): string {
  let path = ''
  for (const ring of rings) {
    const points: [number, number][] = []
    for (const [x = 0, y = 0] of ring) {
      const point: [number, number] = [Math.round(x), Math.round(y)]
      const last = points.at(-1)
      if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point)
    }
    const [first] = points
    if (closed && first && points.length > 1) {
      const last = points.at(-1)
      if (last && last[0] === first[0] && last[1] === first[1]) points.pop()
    }
    if (!first || points.length < (closed ? 3 : 2)) continue
    path += `M${first[0]} ${first[1]}l`
    let [px, py] = first
    path += points
      .slice(1)
      .map(([x, y]) => {
        const step = `${x - px}${y - py < 0 ? '' : ' '}${y - py}`
        ;[px, py] = [x, y]
        return step
      })
      .reduce((all, step) => (all === '' || step.startsWith('-') ? all + step : `${all} ${step}`), '')
    if (closed) path += 'z'
  }
  return path
}

const lengthOf = (line: Position[]) => {
  return line
    .slice(1)
    .reduce((sum, [x = 0, y = 0], i) => sum + Math.hypot(x - (line[i]?.[0] ?? 0), y - (line[i]?.[1] ?? 0)), 0)
}
const ringsOf = (geometry: Area) => polygonsOf(geometry).flat()

/** The point deepest inside the largest polygon, for a number or a dot: a grid, searched finer around its best cell. */
function inside(geometry: Area): [number, number] {
  const polygon = polygonsOf(geometry).reduce((a, b) => (ringArea(b[0] ?? []) > ringArea(a[0] ?? []) ? b : a))
  const outer = polygon[0] ?? []
  const xs = outer.map(([x = 0]) => x)
  const ys = outer.map(([, y = 0]) => y)
  let [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let best: { point: [number, number]; depth: number } = { point: [(x0 + x1) / 2, (y0 + y1) / 2], depth: -Infinity }
  for (let round = 0; round < 4; round++) {
    const [stepX, stepY] = [(x1 - x0) / 16, (y1 - y0) / 16]
    for (let column = 0; column <= 16; column++) {
      for (let row = 0; row <= 16; row++) {
        const point: [number, number] = [x0 + column * stepX, y0 + row * stepY]
        const depth = depthIn(polygon, point)
        if (depth > best.depth) best = { point, depth }
      }
    }
    ;[x0, x1] = [best.point[0] - stepX, best.point[0] + stepX]
    ;[y0, y1] = [best.point[1] - stepY, best.point[1] + stepY]
  }
  return best.point
}

/** Distance to the nearest edge, negative outside. */
function depthIn(polygon: Position[][], [x, y]: [number, number]): number {
  let within = false
  let nearest = Infinity
  for (const ring of polygon) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? []
      const [bx = 0, by = 0] = ring[i + 1] ?? []
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    }
  }
  return within ? nearest : -nearest
}

// ---------------------------------------------------------------- the country, 2000 wide
const west = 95
const north = 6.26
const unitsPerDegree = 2000 / 46.02
const national: Project = ([lon = 0, lat = 0]) => [(lon - west) * unitsPerDegree, (north - lat) * unitsPerDegree]
const smallest = 170

function makeNational(regencies: Layer) {
  const flat = projected(regencies, national)
  const sizes = new Map(flat.features.map(one => [one.properties.kode, areaOf(one.geometry)]))
  const points = new Map(flat.features.map(one => [one.properties.kode, inside(one.geometry)]))
  const topo = thinned(flat, 3.6, 8)
  const shapes: Record<string, string | [number, number]> = {}
  const paths = pathsOf(topo)
  for (const [code, [x, y]] of points) {
    const path = paths.get(code)
    shapes[code] = path && (sizes.get(code) ?? 0) >= smallest ? path : [Math.round(x), Math.round(y)]
  }
  const places = topo.objects['places'] as GeometryCollection<Place>
  const land = mergeArcs(topo, places.geometries as Parameters<typeof mergeArcs>[1])
  const borders = mesh(topo, places as Parameters<typeof mesh>[1], (a, b) => {
    return a !== b && provinceOf((a.properties as Place).kode) !== provinceOf((b.properties as Place).kode)
  })
  const landShape = feature(topo, land).geometry as Area
  return {
    viewBox: '0 20 2012 732',
    // Neighbours do not always meet in the source: small holes are gaps between them, not lakes.
    land: pathOf(
      polygonsOf(landShape).flatMap(([outer = [], ...holes]) => [outer, ...holes.filter(one => ringArea(one) > 100)]),
    ),
    borders: pathOf(
      borders.coordinates.filter(line => lengthOf(line) > 5),
      false,
    ),
    regencies: Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

// ---------------------------------------------------------------- the movable map
function makeMovable(regencies: Layer) {
  const slim: Layer = {
    type: 'FeatureCollection',
    features: regencies.features.map(({ geometry, properties }) => ({
      type: 'Feature',
      geometry,
      properties: { kode: properties.kode, nama: properties.nama },
    })),
  }
  // Weights in square degrees: about 10 km² for a corner, 6 km² for an islet; the largest ring of a place always stays.
  const whole = presimplify(topology({ places: slim }), planarTriangleArea)
  const largest = new Set<string>()
  for (const { geometry } of placesOf(whole)) {
    const outers = polygonsOf(geometry).map(([outer = []]) => outer)
    const top = outers.reduce((a, b) => (ringArea(b) > ringArea(a) ? b : a), outers[0] ?? [])
    for (const [x = 0, y = 0] of top) largest.add(`${x} ${y}`)
  }
  const small = withoutIslets(simplify(whole, 0.001), ring => {
    return ringArea(ring) >= 0.0005 || ring.every(([x = 0, y = 0]) => largest.has(`${x} ${y}`))
  })
  const places = small.objects['places'] as GeometryCollection<Place>
  const codes = [...new Set(places.geometries.map(one => provinceOf((one.properties as Place).kode)))].sort()
  const provinces = codes.map(code => ({
    ...mergeArcs(
      small,
      places.geometries.filter(one => provinceOf((one.properties as Place).kode) === code) as Parameters<
        typeof mergeArcs
      >[1],
    ),
    id: code,
    properties: { kode: code, nama: provinceNames.get(code) ?? code },
  }))
  const both: Topology = {
    ...small,
    objects: { regencies: places, provinces: { type: 'GeometryCollection', geometries: provinces } },
  }
  const done = quantize(both as Parameters<typeof quantize>[0], 12_000)
  for (const object of Object.values(done.objects)) {
    for (const one of (object as GeometryCollection<Place>).geometries) {
      const { kode, nama } = one.properties as Place
      delete one.id
      one.properties = { code: kode, name: nama } as unknown as Place
    }
  }
  return done
}

// ---------------------------------------------------------------- small maps of one province or regency
type Box = { project: Project; viewBox: string }

function boxFor(places: Layer['features'], width: number, tallest: number): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { geometry } of places) {
    for (const [x = 0, y = 0] of ringsOf(geometry).flat()) {
      ;[x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)]
    }
  }
  const scale = Math.min(width / (x1 - x0), tallest / (y1 - y0))
  const size = [Math.ceil((x1 - x0) * scale) + 8, Math.ceil((y1 - y0) * scale) + 8]
  return {
    project: ([lon = 0, lat = 0]) => [(lon - x0) * scale + 4, (y1 - lat) * scale + 4],
    viewBox: `0 0 ${size[0]} ${size[1]}`,
  }
}

function drawn(places: Layer['features'], weight: number, least: number) {
  const box = boxFor(places, 420, 400)
  const flat = projected({ type: 'FeatureCollection', features: places }, box.project)
  const points = new Map(flat.features.map(one => [one.properties.kode, inside(one.geometry)]))
  const paths = pathsOf(thinned(flat, weight, least))
  const shapes = [...points].map(([code, [x, y]]) => {
    return { code, d: paths.get(code) ?? '', x: Math.round(x), y: Math.round(y) }
  })
  return { viewBox: box.viewBox, shapes: shapes.sort((a, b) => (a.code < b.code ? -1 : 1)) }
}

function makeLocators(regencies: Layer, districts: Layer) {
  const byRegency = Map.groupBy(districts.features, one => one.properties.kode.slice(0, 5))
  const byProvince = Map.groupBy(regencies.features, one => provinceOf(one.properties.kode))
  return [...byProvince].map(([code, places]) => ({
    code,
    map: drawn(places, 1.5, 2),
    regencies: Object.fromEntries(
      places
        .map(place => place.properties.kode)
        .sort()
        .map(regency => [regency, drawn(byRegency.get(regency) ?? [], 2, 3)]),
    ),
  }))
}

const regencies = read('regencies.geojson')
const districts = read('districts_all.geojson')
const provinceNames = new Map(read('provinces.geojson').features.map(one => [one.properties.kode, one.properties.nama]))

mkdirSync(`${output}/locator`, { recursive: true })
for (const [name, value] of [
  ['national-paths.json', makeNational(regencies)],
  ['regencies.topo.json', makeMovable(regencies)],
] as const) {
  const { text, kb } = sizeOf(value)
  writeFileSync(`${output}/${name}`, `${text}\n`)
  console.log(name, kb, 'kB')
}
rmSync(`${output}/locator`, { recursive: true })
mkdirSync(`${output}/locator`)
let total = 0
for (const { code, ...locator } of makeLocators(regencies, districts)) {
  const { text, kb } = sizeOf(locator)
  writeFileSync(`${output}/locator/${code}.json`, `${text}\n`)
  total += kb
}
console.log('locator', total, 'kB')
