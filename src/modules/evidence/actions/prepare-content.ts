import { createHash } from 'node:crypto'
import { invalid, type Problem, type Sentence } from '#kit/problem.ts'
import { mediaTypeOf } from '#platform/files/files.ts'
import { preparePhoto } from '#platform/files/photo.ts'
import { isAccepted, isPhoto, largestFile, previewPixels, type EvidenceInput, type EvidenceKind } from '../model.ts'
import { imageHash, textHash } from '../rules/similarity.ts'

/** What is to be stored of an input, after it was looked at. */
export interface Content {
  kind: EvidenceKind
  /** Of what was sent. */
  receivedSha256: string
  file: { name: string; bytes: Uint8Array; text: 'text/plain' | 'text/csv' } | undefined
  preview: Uint8Array | undefined
  text: string | undefined
  url: string | undefined
  textHash: string | undefined
  imageHash: string | undefined
  /** Pages and words of a PDF are read by a job. */
  toExamine: boolean
}

/** Names of the fields of the form and of the API, for refusals. */
export const fields = { file: 'berkas', url: 'alamat', text: 'teks' } as const

/** Throws `invalid` with the field when the content is none, too large, or of a kind that is not taken. */
export async function prepareContent(input: EvidenceInput): Promise<Content> {
  const given = [input.file, input.url, input.text].filter(part => part !== undefined).length
  if (given !== 1) throw refused(fields.file, onePlease)
  if (input.url !== undefined) {
    return { ...empty, kind: 'link', url: input.url, receivedSha256: sha256(new URL(input.url).href) }
  }
  if (input.text !== undefined) {
    return {
      ...empty,
      kind: 'text',
      text: input.text,
      receivedSha256: sha256(input.text),
      textHash: textHash(input.text),
    }
  }
  return await prepareFile(input.file ?? { name: '', bytes: new Uint8Array() })
}

const empty = {
  file: undefined,
  preview: undefined,
  text: undefined,
  url: undefined,
  textHash: undefined,
  imageHash: undefined,
  toExamine: false,
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

async function prepareFile(file: { name: string; bytes: Uint8Array }): Promise<Content> {
  if (file.bytes.byteLength === 0) throw refused(fields.file, isEmpty)
  if (file.bytes.byteLength > largestFile) throw refused(fields.file, tooLarge)
  const text = /\.csv$/i.test(file.name) ? 'text/csv' : 'text/plain'
  const mediaType = await mediaTypeOf(file.bytes, text)
  if (!isAccepted(mediaType)) throw refused(fields.file, notTaken(mediaType, file.name))
  const receivedSha256 = sha256(file.bytes)
  if (isPhoto(mediaType)) {
    const photo = await preparePhoto(file.bytes, previewPixels)
    if (!photo) throw refused(fields.file, brokenPhoto)
    return {
      ...empty,
      kind: 'photo',
      receivedSha256,
      file: { name: file.name, bytes: photo.bytes, text },
      preview: photo.preview,
      imageHash: imageHash(photo.grey),
    }
  }
  const words = mediaType.startsWith('text/') ? readText(file.bytes) : undefined
  return {
    ...empty,
    kind: 'file',
    receivedSha256,
    file: { ...file, text },
    textHash: words === undefined ? undefined : textHash(words),
    toExamine: mediaType === 'application/pdf',
  }
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refused(fields.file, notUtf8)
  }
}

const refused = (field: string, sentence: Sentence): Problem => invalid({ field, sentence })

const limit = `${largestFile / 1_000_000} MB`
const taken = {
  id: 'PDF, JPEG, PNG, WebP, Excel, Word, PowerPoint, CSV, atau teks',
  en: 'PDF, JPEG, PNG, WebP, Excel, Word, PowerPoint, CSV or text',
}
const onePlease = {
  id: 'Isi tepat satu: berkas, alamat tautan, atau teks.',
  en: 'Give exactly one: a file, the address of a link, or a text.',
}
const isEmpty = {
  id: 'Berkas ini kosong. Pilih berkas yang berisi.',
  en: 'This file is empty. Choose one that holds something.',
}
const tooLarge = {
  id: `Berkas ini lebih besar dari ${limit}. Kecilkan atau pecah, atau cantumkan tautannya.`,
  en: `This file is larger than ${limit}. Make it smaller or split it, or give a link to it.`,
}
const brokenPhoto = {
  id: 'Foto ini rusak, terpotong, atau terlalu besar untuk dibuka. Simpan ulang sebagai JPEG, lalu unggah lagi.',
  en: 'This photo is broken, cut off, or too large to be opened. Save it as JPEG again and upload that.',
}
const notUtf8 = {
  id: 'Teks ini tidak disimpan sebagai UTF-8. Simpan ulang dengan pengodean UTF-8, lalu unggah lagi.',
  en: 'This text is not saved as UTF-8. Save it with the encoding UTF-8 and upload that.',
}

/** What content really is, in words; the rest is named by its media type. */
const called: Record<string, Sentence> = {
  'text/html': { id: 'halaman web (HTML)', en: 'a web page (HTML)' },
  'image/svg+xml': { id: 'gambar SVG, yang dapat memuat program', en: 'an SVG drawing, which can hold a program' },
  'application/xml': { id: 'XML', en: 'XML' },
  'application/zip': { id: 'arsip ZIP', en: 'a ZIP archive' },
  'application/x-msdownload': { id: 'program Windows', en: 'a Windows program' },
  'application/x-elf': { id: 'program Linux', en: 'a Linux program' },
  'application/x-cfb': {
    id: 'dokumen Office lama (.doc, .xls, .ppt)',
    en: 'an old Office document (.doc, .xls, .ppt)',
  },
  'image/heic': { id: 'foto HEIC', en: 'a HEIC photo' },
  'image/heif': { id: 'foto HEIF', en: 'a HEIF photo' },
  'application/octet-stream': { id: 'isi yang tidak dikenal', en: 'content of no known kind' },
}

function notTaken(mediaType: string, name: string): Sentence {
  const what = called[mediaType] ?? { id: mediaType, en: mediaType }
  const written = /\.\w{1,5}$/.exec(name)?.[0].toLowerCase()
  // "A ZIP archive, although its name ends in .zip" would be odd.
  const ending = written !== undefined && mediaType.includes(written.slice(1)) ? undefined : written
  const save = mediaType.startsWith('video/')
    ? { id: ' Video dicantumkan sebagai tautan.', en: ' A video is given as a link.' }
    : /cfb|heic|heif/.test(mediaType)
      ? { id: ' Simpan ulang sebagai PDF atau JPEG.', en: ' Save it again as PDF or JPEG.' }
      : { id: '', en: '' }
  return {
    id: `Isi berkas ini ${what.id}${ending ? `, meskipun namanya berakhir ${ending}` : ''}. Yang diterima: ${taken.id}.${save.id}`,
    en: `This file is ${what.en}${ending ? `, although its name ends in ${ending}` : ''}. Accepted are ${taken.en}.${save.en}`,
  }
}
