import { formatDateTime } from '#kit/format.ts'
import { notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { findMail, listMail, type KeptMail } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import { Table } from '#ui/table.tsx'
import { refuseReadOutbox } from '../access.ts'
import { uuid } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { zoneOf } from './zone.ts'

/** Letters hold tokens, so outside of the demo world the outbox does not exist for anybody. */
function refuseOutsideDemo(platform: Platform): void {
  if (platform.config.TUDANG_WORLD !== 'demo') {
    throw notFound('Halaman ini hanya ada di dunia peragaan.', 'This page exists in the demo world only.')
  }
}

/** `/dev/outbox`: the letters of the demo world. */
export const outboxPage: Page = {
  path: '/dev/outbox',
  permission: 'people.outbox.read',
  may: refuseReadOutbox,
  async show(visit) {
    refuseOutsideDemo(visit.platform)
    const t = phrases(visit.lang)
    const mails = await listMail(visit.platform.db.sql, 100)
    const zone = await zoneOf(visit)
    return {
      title: t.outboxTitle,
      body: (
        <div class="pt-6">
          <h1>{t.outboxTitle}</h1>
          <p class="lead mt-3">{t.outboxLead}</p>
          <div class="mt-8">
            <Table<KeptMail>
              lang={visit.lang}
              caption={t.outboxTitle}
              rows={mails}
              empty={{ fact: t.outboxNone, reason: t.outboxNoneWhy }}
              columns={[
                {
                  key: 'subject',
                  label: t.outboxSubject,
                  rowHeader: true,
                  cell: mail => (
                    <a class="a" href={`/dev/outbox/${mail.id}`}>
                      {mail.subject}
                    </a>
                  ),
                },
                { key: 'to', label: t.outboxTo, cell: mail => <span class="wrap-anywhere">{mail.to}</span> },
                {
                  key: 'when',
                  label: t.outboxWhen,
                  onlyWide: true,
                  cell: mail => formatDateTime(mail.createdAt, visit.lang, zone),
                },
                { key: 'state', label: t.outboxState, onlyWide: true, cell: mail => t.outboxStates[mail.state] },
              ]}
            />
          </div>
        </div>
      ),
    }
  },
}

/** `/dev/outbox/:id`: one letter, its addresses as links. */
export const letterPage: Page = {
  path: '/dev/outbox/:id',
  permission: 'people.outbox.read',
  may: refuseReadOutbox,
  async show(visit) {
    refuseOutsideDemo(visit.platform)
    const t = phrases(visit.lang)
    const id = uuid.safeParse(visit.c.req.param('id'))
    const mail = id.success ? await findMail(visit.platform.db.sql, id.data) : undefined
    if (!mail) throw notFound('Surel ini tidak ada.', 'There is no such letter.')
    const zone = await zoneOf(visit)
    const own = `${visit.platform.config.publicUrl}/`
    return {
      title: mail.subject,
      headers: { 'cache-control': 'no-store' },
      crumbs: [{ label: t.outboxTitle, href: '/dev/outbox' }, { label: mail.subject }],
      body: (
        <div class="pt-6 max-w-2xl">
          <h1>{mail.subject}</h1>
          <p class="mt-2 text-muted">
            {t.outboxTo} {mail.to}, {formatDateTime(mail.createdAt, visit.lang, zone)}, {t.outboxStates[mail.state]}
          </p>
          <p class="mt-8 whitespace-pre-wrap break-words">
            {mail.text.split(/(https?:\/\/\S+)/).map(part =>
              part.startsWith(own) ? (
                <a class="a" href={part.slice(own.length - 1)}>
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </p>
          {mail.attachments.length > 0 && (
            <section class="mt-8" aria-labelledby="lampiran">
              <h2 id="lampiran">{t.outboxAttachments}</h2>
              <ul class="mt-3">
                {mail.attachments.map(({ fileId, name }) => (
                  <li>
                    <a class="a" href={`/dev/outbox/${mail.id}/${fileId}`}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      ),
    }
  },
}

/** `/dev/outbox/:id/:file`: a file that goes with a letter, and no other one. */
export const attachmentPage: Page = {
  path: '/dev/outbox/:id/:file',
  permission: 'people.outbox.read',
  may: refuseReadOutbox,
  async show({ c, platform }) {
    refuseOutsideDemo(platform)
    const id = uuid.safeParse(c.req.param('id'))
    const mail = id.success ? await findMail(platform.db.sql, id.data) : undefined
    const attached = mail?.attachments.find(({ fileId }) => fileId === c.req.param('file'))
    if (!attached) throw notFound('Lampiran ini tidak ada.', 'There is no such attachment.')
    const { file, bytes } = await platform.files.read(platform.db.sql, attached.fileId)
    const shown = file.mediaType === 'application/pdf' ? 'inline' : 'attachment'
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': file.mediaType,
        'content-disposition': `${shown}; filename="${attached.name.replace(/[^\w.-]+/g, '-')}"`,
        'cache-control': 'no-store',
      },
    })
  },
}
