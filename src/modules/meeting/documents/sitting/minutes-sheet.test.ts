import { writeFileSync } from 'node:fs'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { RichBlock } from '#kit/rich-text.ts'
import { findRegion } from '#modules/region/index.ts'
import { savePicture } from '#platform/collab/pictures.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { composeMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { beginMinutes } from '../../actions/sitting/write-minutes.ts'
import { meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import { findMeeting } from '../../store/meetings.ts'
import { findSetting } from '../../store/plan/settings.ts'
import { minutesPdf } from './minutes-sheet.ts'

const world = await testWorld('demo')
const { platform } = world
const w = await meetingWorld(world)
const { sql } = platform.db
const by = w.writerOf(w.secretariat)
const draft = await w.addMeeting()
await w.invite(draft, [])
const textId = await beginMinutes(platform, w.secretariat, { regionCode: REGION, id: draft.id }, by)
const region = await findRegion(sql, REGION)
const meeting = await findMeeting(sql, REGION, draft.id)
if (!region || !meeting) throw new Error('The meeting is gone')

/** A pale board with a dark sign in its upper left, so that one sees on the page whether it stands upright and whole. */
async function picture(width: number, height: number, name: string): Promise<string> {
  const plain = (wide: number, tall: number, background: string) =>
    sharp({ create: { width: Math.ceil(wide), height: Math.ceil(tall), channels: 3, background } }).png()
  const sign = await plain(width / 4, height / 4, '#175a73').toBuffer()
  const board = plain(width, height, '#d7e8ef').composite([{ input: sign, left: 0, top: 0 }])
  const bytes = new Uint8Array(await board.toBuffer())
  return (await savePicture(platform, { regionCode: REGION, textId, name: `${name}.png`, bytes }, by)).fileId
}

const figure = (fileId: string, alt: string, caption: string): RichBlock => ({
  type: 'figure',
  attrs: { fileId, alt, caption },
})
const paragraph = (text: string): RichBlock => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** Words, number of pictures and what is said of them to who does not see, of each page. */
async function pagesOf(name: string, blocks: RichBlock[]) {
  const content = await composeMinutes(sql, meeting!, region!)
  const setting = await findSetting(sql, REGION)
  const sheet = {
    content: { ...content, text: { ...content.text, content: blocks } },
    setting,
    publicUrl: 'https://a.id',
  }
  const bytes = await minutesPdf(platform, sheet)
  // To look at them: PDF_OUT=folder vitest run …
  if (process.env['PDF_OUT']) writeFileSync(`${process.env['PDF_OUT']}/${name}.pdf`, bytes)
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await task.promise
    const pages: { words: string; pictures: number; alts: string }[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const { fnArray } = await page.getOperatorList()
      pages.push({
        words: items
          .map(item => ('str' in item ? item.str : ''))
          .join(' ')
          .replace(/\s+/g, ' '),
        pictures: fnArray.filter(one => one === OPS.paintImageXObject).length,
        alts: JSON.stringify(await page.getStructTree()),
      })
    }
    return { pages, bytes: bytes.byteLength }
  } finally {
    await task.destroy()
  }
}

test('pictures of the minutes are printed with their caption, however tall or small, and read out by their words', async () => {
  const { pages } = await pagesOf('gambar', [
    paragraph('Rapat meninjau papan data.'),
    figure(await picture(1600, 900, 'lebar'), 'Papan data di aula', 'Gambar papan data'),
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph('Kecil'), figure(await picture(160, 90, 'kecil'), 'Lambang', '')] },
      ],
    },
    figure(await picture(600, 2600, 'tinggi'), 'Spanduk di pintu', 'Gambar spanduk'),
    paragraph('Sesudah gambar.'),
  ])
  expect(pages.map(one => one.pictures).reduce((a, b) => a + b)).toBe(3)
  const words = pages.map(one => one.words).join(' ')
  expect(words).toMatch(/Rapat meninjau papan data\..*Gambar papan data.*Gambar spanduk.*Sesudah gambar\./)
  expect(words).not.toContain('tidak dapat dicetak')
  const alts = pages.map(one => one.alts).join('')
  for (const alt of ['Papan data di aula', 'Lambang', 'Spanduk di pintu']) expect(alts).toContain(`"alt":"${alt}"`)
  // The tall one stands on the page of its caption.
  const tall = pages.find(one => one.alts.includes('Spanduk di pintu'))
  expect(tall?.words).toContain('Gambar spanduk')
})

test('a picture that is gone, or that is none of a text of the region, is named and said to be missing', async () => {
  const gone = await picture(300, 200, 'hilang')
  await platform.db.pool.query('update files.file set storage_key = $2 where id = $1', [gone, 'tidak/ada'])
  const { pages } = await pagesOf('hilang', [
    figure(gone, 'Papan', 'Gambar papan'),
    figure('00000000-0000-4000-8000-000000000001', 'Berkas lain', ''),
  ])
  expect(pages.reduce((n, one) => n + one.pictures, 0)).toBe(0)
  const words = pages.map(one => one.words).join(' ')
  expect(words).toContain('(Gambar: Gambar papan; gambar ini tidak dapat dicetak)')
  expect(words).toContain('(Gambar: Berkas lain; gambar ini tidak dapat dicetak)')
})

test('a sheet prints at most forty pictures, and of large ones no more than a page needs', async () => {
  const ids = [await picture(4000, 3000, 'besar')]
  for (let n = 0; n < 40; n++) ids.push(await picture(40, 30, `${n}`))
  const { pages, bytes } = await pagesOf(
    'banyak',
    ids.map((id, at) => figure(id, `Gambar ${at}`, '')),
  )
  expect(pages.reduce((n, one) => n + one.pictures, 0)).toBe(40)
  expect(pages.map(one => one.words).join(' ')).toContain('(Gambar: Gambar 40; gambar ini tidak dapat dicetak)')
  expect(bytes).toBeLessThan(1_500_000)
})
