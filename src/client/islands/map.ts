import { Map as MovableMap, NavigationControl, Popup, setWorkerUrl } from 'maplibre-gl'
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import regionsUrl from '../../../db/reference/boundaries/regencies.topo.json?url'

type Region = { code: string; name: string }
type Shown = Region & { step: number; label: string; href: string }

/** Values of the still map: each region link carries code, step class, address and title. */
function readStill(figure: HTMLElement): Map<string, Omit<Shown, 'name'>> {
  const values = new Map<string, Omit<Shown, 'name'>>()
  for (const link of figure.querySelectorAll<SVGAElement>('#peta a[data-code]')) {
    const code = link.dataset['code'] ?? ''
    const step = Number(/q([0-5])/.exec(link.getAttribute('class') ?? '')?.[1] ?? 0)
    const label = link.querySelector('title')?.textContent ?? code
    values.set(code, { code, step, label, href: link.getAttribute('href') ?? '' })
  }
  return values
}

/** Any CSS colour of a token as one WebGL can read: the canvas turns oklch() into sRGB bytes. */
function tokenReader(element: Element): (token: string) => string {
  const styles = getComputedStyle(element)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return token => {
    if (!pen) return '#888888'
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = styles.getPropertyValue(token).trim()
    pen.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
    return `rgb(${red}, ${green}, ${blue})`
  }
}

function styleOf(color: (token: string) => string): StyleSpecification {
  const steps = [1, 2, 3, 4, 5].flatMap(step => [step, color(`--seq-${step}`)])
  return {
    version: 8,
    sources: {
      provinces: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      regions: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'code' },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': color('--color-base-100') } },
      { id: 'land', type: 'fill', source: 'provinces', paint: { 'fill-color': color('--land') } },
      {
        id: 'regions',
        type: 'fill',
        source: 'regions',
        filter: ['>', ['get', 'step'], 0],
        paint: { 'fill-color': ['match', ['get', 'step'], ...steps, color('--land')] as unknown as string },
      },
      {
        id: 'absent',
        type: 'fill',
        source: 'regions',
        filter: ['==', ['get', 'step'], 0],
        paint: { 'fill-pattern': 'hatch' },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'provinces',
        paint: { 'line-color': color('--land-edge'), 'line-width': 1 },
      },
      {
        id: 'outlines',
        type: 'line',
        source: 'regions',
        paint: {
          'line-color': ['case', ['==', ['get', 'step'], 0], color('--absent'), color('--seq-edge')],
          'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 8, 1.6],
        },
      },
    ],
  }
}

/** The hatch of absent regions, drawn at twice its size for sharp screens. */
function hatchImage(paper: string, line: string): ImageData {
  const size = 12
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.fillStyle = paper
  pen.fillRect(0, 0, size, size)
  pen.strokeStyle = line
  pen.lineWidth = 3
  for (const shift of [-size, 0, size]) {
    pen.beginPath()
    pen.moveTo(shift - 2, size + 2)
    pen.lineTo(shift + size + 2, -2)
    pen.stroke()
  }
  return pen.getImageData(0, 0, size, size)
}

function popupContent({ label, href, name }: Shown): HTMLElement {
  const box = document.createElement('div')
  const link = document.createElement('a')
  link.className = 'a'
  link.href = href
  link.textContent = name
  const words = document.createElement('p')
  const colon = label.lastIndexOf(': ')
  words.textContent = colon >= 0 ? label.slice(colon + 2) : label
  box.append(link, words)
  return box
}

async function openMap(container: HTMLElement, figure: HTMLElement, label: string): Promise<MovableMap> {
  setWorkerUrl(workerUrl)
  const map = new MovableMap({
    container,
    style: styleOf(tokenReader(figure)),
    bounds: [95, -11.1, 141.1, 6.2],
    fitBoundsOptions: { padding: 8 },
    // High enough that the whole country also fits a tall, narrow frame.
    maxBounds: [75, -42, 161, 37],
    maxZoom: 11,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: JSON.parse(figure.dataset['words'] ?? '{}') as Record<string, string>,
  })
  map.touchZoomRotate.disableRotation()
  map.getCanvas().setAttribute('aria-label', label)
  map.addControl(new NavigationControl({ showCompass: false }))
  await map.once('load')
  return map
}

/** Replaces the still map of a figure by a movable one with the same colours; keyboard: arrows, + and −. Throws, and leaves the still map, when WebGL or the file is missing. */
export async function startMap(figure: HTMLElement): Promise<void> {
  const values = readStill(figure)
  const still = figure.querySelector<HTMLElement>('[data-still]')
  const drawing = figure.querySelector('svg[role="group"]')
  if (!still || !drawing) return
  const response = await fetch(regionsUrl)
  if (!response.ok) throw new Error(`regions: ${response.status}`)
  const topo = (await response.json()) as Topology
  const layer = (name: string) =>
    feature(topo, topo.objects[name] as GeometryCollection<Region>) as FeatureCollection<Geometry, Region>
  const regions = layer('regencies').features.flatMap((one): Feature<Geometry, Shown>[] => {
    const value = values.get(one.properties.code)
    return value ? [{ ...one, properties: { ...value, name: one.properties.name } }] : []
  })

  const box = document.createElement('div')
  box.className = 'movable-map'
  still.replaceWith(box)
  let map: MovableMap
  try {
    map = await openMap(box, figure, drawing.getAttribute('aria-label') ?? '')
  } catch (error) {
    box.replaceWith(still)
    throw error
  }
  for (const rest of figure.querySelectorAll<HTMLElement>('[data-still]')) rest.remove()

  const paint = () => {
    const color = tokenReader(figure)
    if (map.hasImage('hatch')) map.removeImage('hatch')
    map.addImage('hatch', hatchImage(color('--color-base-100'), color('--absent')), { pixelRatio: 2 })
    for (const { id, paint: values = {} } of styleOf(color).layers) {
      for (const [property, value] of Object.entries(values))
        map.setPaintProperty(id, property as 'fill-color', value as string)
    }
  }
  paint()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
  ;(map.getSource('provinces') as GeoJSONSource).setData(layer('provinces'))
  ;(map.getSource('regions') as GeoJSONSource).setData({ type: 'FeatureCollection', features: regions })

  for (const layerId of ['regions', 'absent']) {
    map.on('click', layerId, event => {
      const found = event.features?.[0]?.properties as Shown | undefined
      if (found) new Popup({ maxWidth: '18rem' }).setLngLat(event.lngLat).setDOMContent(popupContent(found)).addTo(map)
    })
    map.on('mouseenter', layerId, () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', layerId, () => (map.getCanvas().style.cursor = ''))
  }
  map.getCanvas().focus()
}
