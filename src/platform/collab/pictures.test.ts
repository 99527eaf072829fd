import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '#platform/audit/audit.ts'
import { readTicket } from '#platform/files/ticket.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { region, regionWithPeople } from './people.fixture.ts'
import { readPictures, savePicture } from './pictures.ts'
import { createText } from './texts.ts'

let platform: BarePlatform
let one: string
let textId: string

beforeAll(async () => {
  platform = await barePlatform()
  ;[one = ''] = await regionWithPeople(platform)
  textId = await platform.db.transact({ accountId: one }, async tx => {
    await audit(tx, { event: 'test.done', subject: { kind: 'test', id: '1' } })
    return await createText(tx, { regionCode: region, kind: 'minutes' })
  })
})

const save = (name: string, bytes: Uint8Array) =>
  savePicture(platform, { regionCode: region, textId, name, bytes }, { accountId: one })
const figure = (fileId: string) => ({
  content: { type: 'doc' as const, content: [{ type: 'figure' as const, attrs: { fileId, alt: '', caption: '' } }] },
})

test('a photo is stored upright, at most 2000 points long and without where and when it was taken', async () => {
  const exif = { IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitude: '2/1 37/1 0/1', GPSLatitudeRef: 'S' } }
  const photo = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#336699' } })
    .jpeg()
    .withExif(exif)
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const { fileId, width, height } = await save('foto.jpg', photo)
  expect([width, height]).toEqual([1000, 2000])
  const { file, bytes } = await platform.files.read(platform.db.sql, fileId)
  const told = await sharp(bytes).metadata()
  expect([file.mediaType, told.exif, told.orientation, told.height]).toEqual(['image/jpeg', undefined, undefined, 2000])
})

test.each([
  [
    'an SVG with a script',
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ['HTML that is called a picture', new TextEncoder().encode('<html><script>alert(1)</script>')],
  ['a picture cut in the middle', Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBD', 'base64')],
])('%s is refused with a sentence', async (_what, bytes) => {
  await expect(save('gambar.png', bytes)).rejects.toMatchObject({ code: 'invalid' })
})

test('a file over 10 MB is refused', async () => {
  await expect(save('besar.jpg', new Uint8Array(10_000_001))).rejects.toMatchObject({ code: 'too-large' })
})

test('only pictures of texts of the region get an address; a text that names another file shows nothing', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  const { fileId } = await save('titik.png', png)
  const secret = await platform.db.transact({ accountId: one }, async tx => {
    await audit(tx, { event: 'test.done', subject: { kind: 'test', id: '1' } })
    return await platform.files.save(tx, { name: 'rahasia.png', bytes: png }, { accountId: one, regionCode: region })
  })
  const shown = await readPictures(platform, region, [figure(fileId), figure(secret.id)])
  expect([...shown.keys()]).toEqual([fileId])
  const ticket = shown.get(fileId)?.replace('/berkas/', '') ?? ''
  expect(await readTicket(platform.config, ticket, new Date())).toEqual({ fileId, over: false })
  expect((await readPictures(platform, '73.22', [figure(fileId)])).size).toBe(0)
})
