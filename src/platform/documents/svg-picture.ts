import { fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import { paperSvg } from './paper-svg.ts'

/** A drawing as PNG on white, 1400 pixels wide. */
export interface SvgPicture {
  bytes: Uint8Array
  width: number
  height: number
}

const folder = join(root, 'src/platform/documents')

/**
 * Drawings as PNG for formats that know no SVG, their text in our own typeface; undefined for one that cannot be drawn.
 * They are drawn by a process of its own: here the picture library refuses SVG, since it also reads uploads of people, and
 * there it finds our fonts and not those of the machine. Throws when that process takes more than a minute.
 */
export async function svgPictures(svgs: readonly string[]): Promise<(SvgPicture | undefined)[]> {
  if (svgs.length === 0) return []
  const child = fork(join(folder, 'svg-picture.worker.ts'), [], {
    serialization: 'advanced',
    execArgv: [],
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf'), XDG_CACHE_HOME: tmpdir() },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((done, fail) => {
      timer = setTimeout(() => fail(new Error('Drawings took more than a minute')), 60_000)
      child.once('message', done as (pictures: unknown) => void)
      child.once('error', fail)
      child.once('exit', code => fail(new Error(`The process that makes pictures ended with ${code}`)))
      child.send(svgs.map(svg => sized(paperSvg(svg))))
    })
  } finally {
    clearTimeout(timer)
    child.kill()
  }
}

/** With the measures of its view box, 1400 pixels wide, so that lines are drawn at that size and not blown up. */
function sized(svg: string): string {
  const head = /^<svg\b[^>]*>/.exec(svg)?.[0] ?? ''
  const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(head)?.[1] ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) return svg
  const bare = head.replace(/\s(width|height)="[^"]*"/g, '')
  return bare.replace('<svg', `<svg width="1400" height="${(1400 * height) / width}"`) + svg.slice(head.length)
}
