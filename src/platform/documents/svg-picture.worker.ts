import sharp from 'sharp'
import type { SvgPicture } from './svg-picture.ts'

/** A process of its own, that draws what it is sent and answers once. */
async function draw(svg: string): Promise<SvgPicture | undefined> {
  try {
    const { data, info } = await sharp(Buffer.from(svg), { limitInputPixels: 60_000_000 })
      .resize({ width: 1400 })
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), width: info.width, height: info.height }
  } catch {
    return undefined
  }
}

process.once('message', async (svgs: string[]) => {
  const pictures: (SvgPicture | undefined)[] = []
  for (const svg of svgs) pictures.push(await draw(svg))
  process.send?.(pictures)
})
