import sharp from 'sharp'

/** A photo fit to be stored, a smaller one to be shown, and its likeness in grey. */
export interface PreparedPhoto {
  /** Without place, camera and people: EXIF, XMP and IPTC are gone. The same bytes when there was nothing to remove. */
  bytes: Uint8Array
  /** WebP whose longer side is at most `longestSide`; undefined when the photo itself is no larger in any way. */
  preview: Uint8Array | undefined
  /** Brightness 0 to 255 of 9 × 8 points, row by row. */
  grey: Uint8Array
}

/** A picture that unpacks to more than this many points is refused: a few kilobytes can claim gigabytes. */
const mostPoints = 120_000_000

// Only these three readers are ever reached, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.cache(false)

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: mostPoints, failOn: 'error' })

/**
 * Prepares a JPEG, PNG or WebP. A photo with metadata is turned upright and written again without it; colours keep their
 * profile. Undefined when the content cannot be read as a picture to its end, or is too large to be unpacked.
 */
export async function preparePhoto(bytes: Uint8Array, longestSide: number): Promise<PreparedPhoto | undefined> {
  return await inTurn(async () => {
    try {
      const told = await open(bytes).metadata()
      const carries =
        told.exif !== undefined ||
        told.xmp !== undefined ||
        told.iptc !== undefined ||
        told.tifftagPhotoshop !== undefined ||
        (told.comments ?? []).length > 0 ||
        (told.orientation ?? 1) !== 1
      const clean = carries ? await withoutMetadata(bytes, told.format) : bytes
      const small = await open(clean)
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80, effort: 2 })
        .toBuffer()
      const grey = await open(small)
        .flatten({ background: '#ffffff' })
        .resize(9, 8, { fit: 'fill' })
        .greyscale()
        .toColourspace('b-w')
        .raw()
        .toBuffer()
      const smaller = Math.max(told.width, told.height) > longestSide || small.byteLength < clean.byteLength
      return {
        bytes: clean,
        preview: smaller ? new Uint8Array(small) : undefined,
        grey: new Uint8Array(grey).slice(0, 72),
      }
    } catch {
      return undefined
    }
  })
}

/**
 * A picture for a document: upright, without metadata, its longer side at most `longestSide`, as PNG when it came as one and
 * else as JPEG. Undefined as `preparePhoto` does.
 */
export async function shrinkPhoto(
  bytes: Uint8Array,
  longestSide: number,
): Promise<{ bytes: Uint8Array; width: number; height: number } | undefined> {
  return await inTurn(async () => {
    try {
      const { format } = await open(bytes).metadata()
      const small = open(bytes)
        .autoOrient()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      const written =
        format === 'png' ? small.png() : small.flatten({ background: '#ffffff' }).jpeg({ quality: 88, mozjpeg: false })
      const { data, info } = await written.toBuffer({ resolveWithObject: true })
      return { bytes: new Uint8Array(data), width: info.width, height: info.height }
    } catch {
      return undefined
    }
  })
}

/** Unpacked, a photo takes a hundred times its size: only two are in work at a time, the others wait their turn. */
const most = 2
let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= most) await new Promise<void>(done => waiting.push(done))
  else working++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}

async function withoutMetadata(bytes: Uint8Array, format: string | undefined): Promise<Uint8Array> {
  const upright = open(bytes).autoOrient().keepIccProfile()
  const written =
    format === 'png' ? upright.png() : format === 'webp' ? upright.webp({ quality: 92 }) : upright.jpeg({ quality: 92 })
  return new Uint8Array(await written.toBuffer())
}
