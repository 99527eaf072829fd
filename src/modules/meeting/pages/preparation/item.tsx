import { formatDate } from '#kit/format.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenMeetings, mayWorkInMeetings, refuseKeep, refuseReport } from '../../access.ts'
import { changeItem, getItemStand, itemChangedMeanwhile, reportItem } from '../../actions/preparation/report-item.ts'
import { PREPARATION_ITEM_SUBJECT } from '../../model.ts'
import { ITEM_STATES, LONGEST_BOARD } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { statesFor } from '../../rules/preparation/check-preparation.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, section } from '../task/place.tsx'
import { ProofFields } from '../task/proof-fields.tsx'
import { errorOf, meanwhile, refuse, Refused, typedOr, versionOf, wholeIn } from '../task/retry.tsx'
import { saveFiles } from '../task/save-files.ts'
import { boardHref, ItemChip, itemHref, itemPlace, placeOf } from './place.tsx'

/** `…/persiapan/:preparation/butir/:item`: how far one thing is, from a phone, with its proof. */
export const itemPage: Page = {
  path: itemPlace,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: itemView,
  submit: {
    permission: 'meeting.task.report',
    may: mayWorkInMeetings,
    limit: 'upload',
    audit: [
      'meeting.preparation.item.reported',
      'meeting.preparation.item.changed',
      'meeting.preparation.item.removed',
      'evidence.item.added',
      'evidence.uses.changed',
    ],
    maxBytes: largestFile + 128 * 1024,
    handle: submitItem,
  },
}

async function itemStand(visit: Visit) {
  const { regionCode, boardId, itemId: id } = placeOf(visit)
  const { platform, actor } = visit
  return await getItemStand(platform.db.sql, actor, { regionCode, boardId, id, now: platform.clock.now() })
}

async function submitItem(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, boardId, itemId: id } = placeOf(visit)
  const { item } = await itemStand(visit)
  refuse(refuseReport(actor, regionCode, item.organisationId))
  const version = wholeIn(form.text('version'))
  const which = { regionCode, boardId, id, version }
  const deed = form.text('aksi')
  if (deed === 'hapus') {
    await changeItem(platform, actor, { ...which, remove: true }, writer)
    return c.redirect(`${boardHref(regionCode, boardId)}?pesan=hapus`, 303)
  }
  if (deed === 'ubah') {
    const input = {
      what: form.text('what') ?? '',
      dueOn: form.text('dueOn') ?? '',
      organisationId: form.text('organisationId') ?? '',
    }
    await changeItem(platform, actor, { ...which, ...input }, writer)
    return c.redirect(`${itemHref(regionCode, boardId, id)}?pesan=ubah`, 303)
  }
  // Before files are stored: an old version would be refused after them.
  if (version !== item.version) throw itemChangedMeanwhile()
  const attach = await saveFiles(visit, form, regionCode, item.what)
  const state = ITEM_STATES.find(one => one === form.text('state')) ?? item.state
  const evidence = { attach, detach: form.all('lepas') }
  await reportItem(platform, actor, { ...which, state, note: form.text('note'), evidence }, writer)
  return c.redirect(`${itemHref(regionCode, boardId, id)}?pesan=lapor`, 303)
}

async function itemView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = preparationPhrases(lang)
  const { region, sight, board, item, today } = await itemStand(visit)
  const uses = (await listUses(sql, region.code, PREPARATION_ITEM_SUBJECT, [item.id])).get(item.id) ?? []
  const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const keeps = refuseKeep(actor, region.code) === undefined && board.archivedAt === undefined
  const states = statesFor(item.state, keeps)
  const reports =
    board.archivedAt === undefined &&
    states.length > 0 &&
    refuseReport(actor, region.code, item.organisationId) === undefined
  const here = itemHref(region.code, board.id, item.id)
  const deed = retry?.form.text('aksi')
  const [reporting, defining] = deed === undefined ? [retry, undefined] : [undefined, retry]
  const version = <input type="hidden" name="version" value={versionOf(retry, item.version)} />
  return {
    title: item.what,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'persiapan') },
      { label: board.title, href: boardHref(region.code, board.id) },
      { label: item.what.length > 60 ? `${item.what.slice(0, 60)}…` : item.what },
    ),
    ...flashOf(visit, t.done),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{item.what}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-3">
          <ItemChip item={item} today={today} lang={lang} />
          <span class="text-muted">{t.item.owes(item.organisationName, formatDate(item.dueOn, lang))}</span>
        </p>
        <MeetingNav lang={lang} code={region.code} current="persiapan" sight={sight} actor={actor} />
        {meanwhile(retry) && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.item.meanwhile(t.states[item.state], item.note ?? t.item.noNote)}</Call>
          </div>
        )}
        {reports ? (
          <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-8">
            {version}
            <Field
              kind="radio"
              name="state"
              lang={lang}
              label={t.item.state}
              error={errorOf(reporting, lang, 'state')}
              value={typedOr(reporting, 'state', item.state)}
              options={states.map(state => ({ value: state, label: t.states[state] }))}
            />
            <Field
              kind="textarea"
              name="note"
              lang={lang}
              label={t.item.note}
              hint={t.item.noteHint}
              error={errorOf(reporting, lang, 'note')}
              value={typedOr(reporting, 'note', item.note)}
              rows={3}
              maxlength={LONGEST_BOARD.note}
              optional
            />
            <ProofFields lang={lang} retry={reporting} seen={seen} />
            <Button look="primary">{t.item.send}</Button>
          </form>
        ) : (
          item.note !== undefined && <p class="mt-6 max-w-[40rem]">{item.note}</p>
        )}
        <section class="sec" aria-labelledby="bukti">
          <h2 id="bukti">{t.item.proof}</h2>
          {seen.length === 0 ? (
            <p class="note mt-2">{t.item.noProof}</p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={one => `/bukti/${one.id}`} />
          )}
        </section>
        {keeps && (
          <details class="plain-fold no-print mt-10" open={defining !== undefined}>
            <summary>{t.item.define}</summary>
            <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4">
              {version}
              <Field
                name="what"
                lang={lang}
                label={t.what}
                error={errorOf(defining, lang, 'what')}
                value={typedOr(defining, 'what', item.what)}
                maxlength={LONGEST_BOARD.item}
              />
              <Field
                kind="date"
                name="dueOn"
                lang={lang}
                label={t.due}
                error={errorOf(defining, lang, 'dueOn')}
                value={typedOr(defining, 'dueOn', item.dueOn)}
                short
              />
              <Field
                kind="select"
                name="organisationId"
                lang={lang}
                label={t.itemColumns.office}
                error={errorOf(defining, lang, 'organisationId')}
                value={typedOr(defining, 'organisationId', item.organisationId)}
                options={(await listRegionOffices(sql, region.code))
                  .filter(one => !one.archived || one.id === item.organisationId)
                  .map(one => ({ value: one.id, label: one.name }))}
              />
              <div class="flex flex-wrap gap-3">
                <Button name="aksi" value="ubah">
                  {t.item.defineDo}
                </Button>
                <Button look="danger" name="aksi" value="hapus">
                  {t.item.remove}
                </Button>
              </div>
            </form>
          </details>
        )}
      </div>
    ),
  }
}
