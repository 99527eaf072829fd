import { join } from 'node:path'
import sharp from 'sharp'
import { root } from '#platform/root.ts'
import { paperSvg } from './paper-svg.ts'

// The library that draws asks for fonts once, at its first text: then it must find ours and not those of the machine.
process.env['FONTCONFIG_FILE'] ??= join(root, 'src/platform/documents/fonts.conf')

/** A drawing as PNG on white, 1400 pixels wide, its text in our own typeface; for formats that know no SVG. */
export async function svgPicture(svg: string): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const source = Buffer.from(sized(paperSvg(svg)))
  const { data, info } = await sharp(source, { limitInputPixels: 60_000_000 })
    .resize({ width: 1400 })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}

/** With the measures of its view box, 1400 pixels wide, so that lines are drawn at that size and not blown up. */
function sized(svg: string): string {
  const head = /^<svg\b[^>]*>/.exec(svg)?.[0] ?? ''
  const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(head)?.[1] ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) return svg
  const bare = head.replace(/\s(width|height)="[^"]*"/g, '')
  return bare.replace('<svg', `<svg width="1400" height="${(1400 * height) / width}"`) + svg.slice(head.length)
}
