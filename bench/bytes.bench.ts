/** Bytes of each public page as a phone gets them (gzip), against the budgets of design §6. */
import { gzipSync } from 'node:zlib'
import type { BenchRow } from '../scripts/bench.ts'
import { startServer } from './support/server.ts'

const pages = [
  '/',
  '/hasil/2022',
  '/daerah',
  '/daerah/73.24',
  '/daerah/35.07/evaluasi',
  '/daerah/73.24/evaluasi',
  '/bandingkan?daerah=35.07&daerah=73.22',
  '/instrumen',
  '/instrumen/smart-city-2023-kppn-ikn',
  '/masuk',
  '/tentang-data',
  '/api',
]
const budget = { html: 60, script: 30, css: 25 }

async function gzipBytes(url: string): Promise<{ bytes: number; text: string }> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const text = await response.text()
  return { bytes: gzipSync(text).byteLength, text }
}

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  try {
    const rows: BenchRow[] = []
    for (const page of pages) {
      const { bytes, text } = await gzipBytes(server.url + page)
      const assets = [...text.matchAll(/<(?:script[^>]+src|link[^>]+rel="stylesheet"[^>]+href)="([^"]+)"/g)].map(
        m => m[1] ?? '',
      )
      let script = 0
      let css = 0
      for (const asset of new Set(assets)) {
        const size = (await gzipBytes(server.url + asset)).bytes
        if (asset.endsWith('.css')) css += size
        else script += size
      }
      const kb = (n: number) => (n / 1024).toFixed(1)
      rows.push({
        name: `bytes of ${page}`,
        ours: `html ${kb(bytes)}, script ${kb(script)}, css ${kb(css)}`,
        peer: `html ${budget.html}, script ${budget.script}, css ${budget.css}`,
        ratio: Math.max(bytes / 1024 / budget.html, script / 1024 / budget.script, css / 1024 / budget.css),
        unit: 'KB gzip',
        note: 'ratio: the worst of the three against its budget',
      })
    }
    return rows
  } finally {
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
