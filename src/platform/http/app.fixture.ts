import { createRoute, z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { type Actor, visitor } from '#kit/actor.ts'
import { invalid, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Platform } from '#platform/platform.ts'
import { createApp } from './app.ts'
import { serveAssets } from './assets.ts'
import type { Gate, Module, Page, Resource } from './door.ts'
import { shownAgain } from './form.ts'

/** Somebody with a role, told by the cookie `siapa=…`; used where the module of people would be. */
const known: Record<string, Actor> = {
  officer: { ...visitor, accountId: 'account-officer', name: 'Petugas' },
  other: { ...visitor, accountId: 'account-other', name: 'Lain' },
}

const everybody: Gate = { permission: 'test.see', may: () => undefined }
const officers: Gate = {
  permission: 'test.write',
  may: actor =>
    actor.accountId === 'account-officer'
      ? undefined
      : { id: 'Hanya petugas yang boleh. Minta peran itu kepada pengelola.', en: 'Officers only. Ask for the role.' },
}

const form: Page = {
  ...everybody,
  path: '/formulir/:nomor',
  async show(visit, retry) {
    const typed = retry ? shownAgain(retry.form)['nama']?.[0] : ''
    const told = (retry?.problem.fields.length ? retry.problem.fields : [retry?.problem])
      .map(said => said?.sentence[visit.lang] ?? '')
      .join(' ')
    return {
      title: 'Formulir',
      body: html`<h1>Formulir</h1>
        <p id="told">${told}</p>
        <input name="nama" value="${typed}" />`,
    }
  },
  submit: {
    ...officers,
    audit: ['test.form.sent'],
    async handle(visit, sent) {
      const nama = sent.text('nama')
      if (nama === undefined) throw invalid({ field: 'nama', sentence: { id: 'Isi nama.', en: 'Enter a name.' } })
      if (nama === 'rusak') throw new Error('secret stack detail')
      if (nama === 'nul') await visit.platform.db.pool.query('select $1::text', ['\u0000'])
      return visit.c.redirect('/selesai', 303)
    },
  },
}

const upload: Page = {
  ...everybody,
  path: '/unggah',
  submit: {
    ...everybody,
    audit: [],
    maxBytes: 1024 * 1024,
    async handle(visit, sent) {
      const file = sent.file('berkas')
      return visit.c.text(`${file?.name} ${(await file?.arrayBuffer())?.byteLength}`)
    },
  },
}

const pages: Page[] = [
  form,
  upload,
  {
    ...officers,
    path: '/tertutup',
    show: async () => ({ title: 'Tertutup', body: html`<h1>Tertutup</h1>` }),
    submit: { ...officers, audit: [], maxBytes: 50 * 1024 * 1024, handle: async visit => visit.c.text('ok') },
  },
  {
    ...everybody,
    path: '/panjang',
    show: async () => ({ title: 'Panjang', body: html`<p>${'kata '.repeat(2000)}</p>` }),
  },
  {
    ...everybody,
    path: '/rusak',
    async show() {
      throw new Error('secret stack detail')
    },
  },
  {
    ...everybody,
    path: '/rangka-rusak',
    show: async () => ({ title: 'break the frame', body: html`<p>x</p>` }),
  },
  { ...everybody, path: '/bahasa', show: async visit => ({ title: 'Bahasa', body: html`<p>${visit.lang}</p>` }) },
  {
    ...everybody,
    path: '/alamat/:id',
    async show(visit) {
      await visit.platform.db.sql
        .selectFrom('files.file')
        .select('id')
        .where('id', '=', visit.c.req.param('id') ?? '')
        .execute()
      return { title: 'Alamat', body: html`<p>ada</p>` }
    },
  },
  {
    ...everybody,
    path: '/lambat',
    async show(visit) {
      await visit.platform.db.pool.query('select pg_sleep(2)')
      return { title: 'Lambat', body: html`<p>selesai</p>` }
    },
  },
  { ...everybody, limit: 'search', path: '/cari', show: async () => ({ title: 'Cari', body: html`<p>ada</p>` }) },
]

const note = z.object({ text: z.string('Isi teks. | Enter a text.').min(1, 'Isi teks. | Enter a text.') })
const answers = { 200: { description: 'Ok', content: { 'application/json': { schema: z.object({}) } } } }

const api: Resource[] = [
  {
    ...everybody,
    route: createRoute({ method: 'get', path: '/things/{code}', responses: answers }),
    handle: async (visit, { params }) => visit.c.json({ code: params['code'], words: 'kata '.repeat(400) }),
  },
  {
    ...everybody,
    route: createRoute({ method: 'get', path: '/missing', responses: answers }),
    handle: async () => {
      throw notFound('Daerah tidak ada.', 'No such region.')
    },
  },
  {
    ...everybody,
    route: createRoute({ method: 'get', path: '/fault', responses: answers }),
    handle: async () => {
      throw new Error('secret stack detail')
    },
  },
  {
    ...officers,
    audit: ['test.note.written'],
    route: createRoute({
      method: 'post',
      path: '/things/{code}/notes',
      request: { body: { content: { 'application/json': { schema: note } } } },
      responses: answers,
    }),
    async handle(visit, { body, params }) {
      const { text } = body as z.infer<typeof note>
      if (text === 'slow') await new Promise(done => setTimeout(done, 300))
      await visit.platform.db.transact(visit.writer, tx =>
        audit(tx, { event: 'test.note.written', subject: { kind: 'note', id: text }, data: params }),
      )
      if (text === 'lost') throw new Error('the answer is lost')
      return visit.c.json({ text }, 201, { location: `/api/v1/things/${params['code']}/notes/1` })
    },
  },
]

/** The app with a few small doors and the plainest look there can be. */
export function smallApp(platform: Platform, assets?: string) {
  const small: Module = { name: 'small', pages, api }
  return createApp({
    platform,
    modules: [small],
    chrome: {
      async page(visit, view) {
        if (view.title === 'break the frame') throw new Error('frame')
        return String(
          html`<!doctype html>
            <html lang="${visit.lang}">
              <title>${view.title}</title>
              <main>${view.body}</main>
            </html>`,
        )
      },
      problem: (visit, problem, sent) => ({
        title: visit.c.req.path === '/rangka-rusak' ? 'break the frame' : problem.code,
        body: html`<h1>${problem.code}</h1>
          <p>${problem.sentence[visit.lang]}</p>
          ${Object.values(shownAgain(sent)).join(' ')}`,
      }),
    },
    async identify(headers) {
      const name = /siapa=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''
      return Object.hasOwn(known, name) ? (known[name] ?? visitor) : visitor
    },
    ...(assets === undefined ? {} : { assets: serveAssets(assets) }),
  })
}
