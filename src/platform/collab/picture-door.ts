import type { Actor, Refusal } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { Module, Page } from '#platform/http/door.ts'
import { problemJson, toProblem } from '#platform/http/translate.ts'
import { writeTicket } from '#platform/files/ticket.ts'
import type { Visit } from '#platform/http/visit.ts'
import { knownPictures, mostPictureBytes, savePicture } from './pictures.ts'
import { type Kinds, rightTo, type Room } from './rooms.ts'
import { noSuchText } from './texts.ts'

const mayOpenTexts = (actor: Actor): Refusal =>
  actor.accountId === undefined
    ? { id: 'Masuk dahulu untuk membuka teks ini.', en: 'Sign in to open this text.' }
    : undefined

const place = '/teks/:region{[0-9]{2}\\.[0-9]{2}}/:text{[0-9a-f-]{36}}/gambar'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function roomIn(visit: Visit): Room {
  const { region = '', text = '' } = visit.c.req.param() as Record<string, string>
  if (!uuid.test(text)) throw noSuchText()
  return { regionCode: region, id: text }
}

/** Taking a picture into a text (answers JSON, for the editor), and showing one. */
export function picturePages(owners: readonly Module[]): Page[] {
  const kinds: Kinds = new Map(owners.flatMap(module => module.collabKinds ?? []).map(kind => [kind.kind, kind]))
  const rightIn = async (visit: Visit, room: Room) => {
    const right = await rightTo(visit.platform, kinds, visit.actor, room)
    if (right === undefined) throw noSuchText()
    return right
  }
  return [
    {
      path: place,
      permission: 'collab.picture.add',
      may: mayOpenTexts,
      submit: {
        permission: 'collab.picture.add',
        may: mayOpenTexts,
        limit: 'upload',
        audit: ['collab.picture.added'],
        maxBytes: mostPictureBytes + 64 * 1024,
        async handle(visit, form) {
          try {
            const room = roomIn(visit)
            if ((await rightIn(visit, room)) !== 'write') throw onlyRead()
            const file = form.file('gambar')
            if (!file) throw noFile()
            const picture = await savePicture(
              visit.platform,
              {
                regionCode: room.regionCode,
                textId: room.id,
                name: file.name,
                bytes: new Uint8Array(await file.arrayBuffer()),
              },
              visit.writer,
            )
            return visit.c.json(picture, 201)
          } catch (error) {
            return problemJson(visit.c, toProblem(error, visit))
          }
        },
      },
    },
    {
      path: `${place}/:file{[0-9a-f-]{36}}`,
      permission: 'collab.picture.read',
      may: mayOpenTexts,
      async show(visit) {
        const room = roomIn(visit)
        await rightIn(visit, room)
        const file = visit.c.req.param('file') ?? ''
        const { platform } = visit
        const [known] = uuid.test(file) ? await knownPictures(platform.db.sql, room.regionCode, [file]) : []
        if (known === undefined)
          throw new Problem('not-found', { id: 'Gambar ini tidak ada.', en: 'There is no such picture.' })
        return visit.c.redirect(`/berkas/${await writeTicket(platform.config, known, platform.clock.now())}`, 303)
      },
    },
  ]
}

const onlyRead = () =>
  new Problem('may-not', {
    id: 'Teks ini hanya dapat Anda baca. Minta pemiliknya memasang gambarnya.',
    en: 'You can only read this text. Ask its owner to insert the picture.',
  })

const noFile = () =>
  new Problem('invalid', { id: 'Pilih berkas gambarnya dahulu.', en: 'Choose the picture file first.' })
