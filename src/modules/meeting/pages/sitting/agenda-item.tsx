import { formatBytes } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence, saveEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayWorkInMeetings, refuseKeep } from '../../access.ts'
import { removeAgendaItem } from '../../actions/sitting/arrange-agenda.ts'
import { changePapers } from '../../actions/sitting/change-papers.ts'
import { noSuchItem, saveAgendaItem } from '../../actions/sitting/save-agenda-item.ts'
import type { MeetingStand } from '../../actions/stand.ts'
import { PAPER_SUBJECT } from '../../model.ts'
import type { AgendaItem } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { meetingHref } from '../nav.tsx'
import { AgendaFields, readAgendaForm } from './agenda-fields.tsx'
import {
  crumbsOf,
  errorOf,
  flashOf,
  MeetingHead,
  meetingPlace,
  placeOf,
  Refused,
  retryOf,
  standOf,
  wholeIn,
} from './place.tsx'

/** `…/acara/:item`: an item of the agenda with its papers; offices that are invited bring theirs. */
export const agendaItemPage: Page = {
  path: `${meetingPlace}/acara/:item{[0-9a-f-]{36}}`,
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  show: itemView,
  submit: {
    permission: 'meeting.minutes.write',
    may: mayWorkInMeetings,
    limit: 'upload',
    audit: [
      'meeting.agenda.changed',
      'meeting.agenda.removed',
      'meeting.papers.changed',
      'evidence.item.added',
      'evidence.item.found_again',
      'evidence.uses.changed',
    ],
    maxBytes: largestFile + 1_000_000,
    handle: storeItem,
  },
}

async function itemOf(visit: Visit): Promise<MeetingStand & { item: AgendaItem }> {
  const stand = await standOf(visit, 'write')
  const items = await listAgenda(visit.platform.db.sql, stand.region.code, stand.meeting.id)
  const item = items.find(one => one.id === visit.c.req.param('item'))
  if (!item) throw noSuchItem()
  return { ...stand, item }
}

async function storeItem(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, meetingId } = placeOf(visit)
  const { item } = await itemOf(visit)
  const which = { regionCode, meetingId, id: item.id }
  const list = meetingHref(regionCode, meetingId, 'acara')
  const deed = form.text('aksi')
  if (deed === 'hapus') {
    await removeAgendaItem(platform, actor, which, writer)
    return c.redirect(`${list}?pesan=hapus`, 303)
  }
  if (deed === 'bahan') {
    const attach = await savePapers(visit, form, item)
    await changePapers(platform, actor, { ...which, attach, detach: form.all('lepas') }, writer)
    return c.redirect(`${list}/${item.id}?pesan=bahan`, 303)
  }
  if (deed !== 'ubah') throw invalid({ field: 'aksi', sentence: unknownDeed })
  await saveAgendaItem(
    platform,
    actor,
    { ...which, version: wholeIn(form.text('version')), input: readAgendaForm(form) },
    writer,
  )
  return c.redirect(`${list}?pesan=acara`, 303)
}

/** Puts what was uploaded into the library of the region; gives the ids. */
async function savePapers(visit: Visit, form: Form, item: AgendaItem): Promise<string[]> {
  const { regionCode } = placeOf(visit)
  const ids: string[] = []
  const file = form.file('berkas')
  if (file) {
    const given = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
    ids.push((await saveEvidence(visit.platform, { regionCode, title: item.title, file: given }, visit)).evidence.id)
  }
  const url = form.text('alamat')
  if (url !== undefined) {
    ids.push((await saveEvidence(visit.platform, { regionCode, title: item.title, url }, visit)).evidence.id)
  }
  return ids
}

async function itemView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = sittingPhrases(lang).agenda
  const stand = await itemOf(visit)
  const { meeting, region, item } = stand
  const keeps = refuseKeep(actor, region.code) === undefined
  const uses = (await listUses(sql, region.code, PAPER_SUBJECT, [item.id])).get(item.id) ?? []
  // Who is in the meeting reads its papers; only those of the own library can be taken off.
  const seen = uses.filter(use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined)
  const own = seen.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const list = meetingHref(region.code, meeting.id, 'acara')
  const here = `${list}/${item.id}`
  const late = retry?.problem.code === 'changed-meanwhile'
  const papers = retryOf(retry, 'bahan')
  const version = late ? item.version : (wholeIn(retry?.form.text('version')) ?? item.version)
  return {
    title: `${item.title}, ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.title, href: list }, { label: item.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} stand={stand} title={item.title} />
        <section aria-labelledby="bahan">
          <h2 id="bahan">{t.papers}</h2>
          {uses.length === 0 ? (
            <p class="note mt-2">{t.papersNone}</p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={one => `/bukti/${one.id}`} />
          )}
          <form method="post" action={here} enctype="multipart/form-data" class="mt-6" novalidate>
            <input type="hidden" name="aksi" value="bahan" />
            <Field
              kind="file"
              name="berkas"
              lang={lang}
              label={t.file}
              hint={t.fileHint(formatBytes(largestFile, lang))}
              error={errorOf(papers, lang, 'berkas') ?? errorOf(papers, lang, 'bukti')}
              optional
            />
            <Field
              kind="url"
              name="alamat"
              lang={lang}
              label={t.link}
              error={errorOf(papers, lang, 'alamat')}
              value={papers?.form.values['alamat']?.[0] ?? ''}
              optional
            />
            {own.length > 0 && (
              <Field
                kind="checks"
                name="lepas"
                lang={lang}
                label={t.detach}
                values={papers?.form.all('lepas') ?? []}
                options={own.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
              />
            )}
            <Button look={keeps ? 'line' : 'primary'}>{t.savePapers}</Button>
          </form>
        </section>
        {keeps && (
          <section class="sec" aria-labelledby="ubah">
            <h2 id="ubah">{t.item}</h2>
            {late && (
              <div class="mt-4 max-w-[40rem]">
                <Call tone="due">{t.meanwhile(item.title)}</Call>
              </div>
            )}
            <form method="post" action={here} class="mt-4" novalidate>
              <input type="hidden" name="aksi" value="ubah" />
              <input type="hidden" name="version" value={String(version)} />
              <AgendaFields
                lang={lang}
                retry={retryOf(retry, 'ubah')}
                offices={await listRegionOffices(sql, region.code)}
                stored={item}
              />
              <div class="flex flex-wrap gap-3">
                <Button look="primary">{t.save}</Button>
                <Button href={list}>{sittingPhrases(lang).cancel}</Button>
              </div>
            </form>
            <form method="post" action={here} class="mt-6">
              <input type="hidden" name="aksi" value="hapus" />
              <Button look="danger">{t.remove}</Button>
            </form>
          </section>
        )}
      </div>
    ),
  }
}

const unknownDeed = {
  id: 'Pilihan ini tidak dikenal. Buka lagi halaman acara, lalu ulangi.',
  en: 'This choice is not known. Open the agenda again, then repeat.',
}
