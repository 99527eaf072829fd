import { notFound, Problem } from '#kit/problem.ts'
import { readTicket } from '#platform/files/ticket.ts'
import type { Page } from '#platform/http/door.ts'
import { refuseNobody } from '../access.ts'
import { isPhoto } from '../model.ts'
import { en } from '../phrases/en.ts'
import { id } from '../phrases/id.ts'

/** Nothing in a file may run, load or be sent anywhere, and it belongs to no origin. */
const policy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

/**
 * The bytes of a stored file for who holds a ticket. No cookie is looked at and none is set; shown in place are only PDFs
 * and photos, everything else is a download.
 */
export const filePage: Page = {
  path: '/berkas/:ticket',
  cookieless: true,
  permission: 'evidence.file.read',
  may: refuseNobody,
  async show({ c, platform }) {
    const ticket = await readTicket(platform.config, c.req.param('ticket') ?? '', platform.clock.now())
    if (ticket === undefined) throw notFound(id.ticketUnknown, en.ticketUnknown)
    if (ticket.over) throw new Problem('expired', { id: id.ticketOver, en: en.ticketOver })
    const { file, bytes } = await platform.files.read(platform.db.read, ticket.fileId)
    const shown = file.mediaType === 'application/pdf' || isPhoto(file.mediaType)
    const type = file.mediaType.startsWith('text/') ? 'text/plain; charset=utf-8' : file.mediaType
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-length': String(bytes.byteLength),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)}`,
        'content-security-policy': policy,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    })
  },
}
