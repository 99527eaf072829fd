/** Entry of Vite's manifest.json that we read. */
export type Manifest = Record<string, { file: string; css?: string[] }>

const urls = new Map<string, string>()

/** Called once at start with `dist/client/.vite/manifest.json`. Later calls replace what was known. */
export function setAssets(manifest: Manifest): void {
  urls.clear()
  for (const [source, { file }] of Object.entries(manifest)) {
    urls.set(source.slice(source.lastIndexOf('/') + 1), `/assets/${file}`)
  }
}

/** The URL of a built file by its source name, e.g. `asset('theme.css')`. Without a manifest: `/assets/theme.css`. */
export function asset(name: string): string {
  return urls.get(name) ?? `/assets/${name}`
}
