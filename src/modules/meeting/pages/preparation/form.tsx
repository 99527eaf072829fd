import { formatDate } from '#kit/format.ts'
import { largestFile, listUses } from '#modules/evidence/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { archiveBoard, boardChangedMeanwhile, saveBoard } from '../../actions/preparation/save-board.ts'
import { getInsideStand, type Stand } from '../../actions/stand.ts'
import { PREPARATION_SUBJECT } from '../../model.ts'
import { type Board, type BoardInput, LONGEST_BOARD } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { listMeetingChoice } from '../../store/preparation/meeting-choice.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { regionPlace, section } from '../task/place.tsx'
import { ProofFields } from '../task/proof-fields.tsx'
import { errorOf, meanwhile, refuse, Refused, typedOr, versionOf, wholeIn } from '../task/retry.tsx'
import { saveFiles } from '../task/save-files.ts'
import { boardHref, boardPlace, keptOf } from './place.tsx'

const gate = { permission: 'meeting.keep', may: mayKeepMeetings }
const evidenceEvents = ['evidence.item.added', 'evidence.uses.changed']

/** `/rapat/:code/persiapan/baru`: the letter, what it asks, by when, and for which meeting. */
export const newBoardPage: Page = {
  path: `${regionPlace}/persiapan/baru`,
  ...gate,
  show: async (visit, retry) => await formView(visit, await keptRegion(visit), undefined, retry),
  submit: {
    ...gate,
    limit: 'upload',
    audit: ['meeting.preparation.made', ...evidenceEvents],
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const { region } = await keptRegion(visit)
      const input = readBoard(form)
      const attach = await saveFiles(visit, form, region.code, input.title)
      const given = { regionCode: region.code, input, letter: { attach } }
      const made = await saveBoard(visit.platform, visit.actor, given, visit.writer)
      return visit.c.redirect(`${boardHref(region.code, made.id)}?pesan=dibuat`, 303)
    },
  },
}

/** `…/persiapan/:preparation/ubah`: the same of a board, and archiving it. */
export const editBoardPage: Page = {
  path: `${boardPlace}/ubah`,
  ...gate,
  async show(visit, retry) {
    const stand = await keptOf(visit)
    return await formView(visit, stand, stand.board, retry)
  },
  submit: {
    ...gate,
    limit: 'upload',
    audit: ['meeting.preparation.changed', 'meeting.preparation.archived', ...evidenceEvents],
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const { region, board } = await keptOf(visit)
      const which = { regionCode: region.code, id: board.id, version: wholeIn(form.text('version')) }
      if (form.text('aksi') === 'arsip') {
        await archiveBoard(visit.platform, visit.actor, which, visit.writer)
        return visit.c.redirect(`${meetingsHref(region.code, 'persiapan')}?pesan=arsip`, 303)
      }
      // Before files are stored: an old version would be refused after them.
      if (which.version !== board.version) throw boardChangedMeanwhile()
      const input = readBoard(form)
      const attach = await saveFiles(visit, form, region.code, input.title)
      const letter = { attach, detach: form.all('lepas') }
      await saveBoard(visit.platform, visit.actor, { ...which, input, letter }, visit.writer)
      return visit.c.redirect(`${boardHref(region.code, board.id)}?pesan=disimpan`, 303)
    },
  },
}

async function keptRegion({ c, platform, actor }: Visit): Promise<Stand> {
  const stand = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
  refuse(refuseKeep(actor, stand.region.code))
  return stand
}

const readBoard = (form: Form): BoardInput => ({
  title: form.text('title') ?? '',
  letterFrom: form.text('letterFrom'),
  letterNumber: form.text('letterNumber'),
  letterDate: form.text('letterDate'),
  what: form.text('what'),
  dueOn: form.text('dueOn') ?? '',
  meetingId: form.text('meetingId'),
})

async function formView(
  visit: Visit,
  { region, sight }: Stand,
  stored: Board | undefined,
  retry: Retry | undefined,
): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = preparationPhrases(lang)
  const meetings = await listMeetingChoice(sql, region.code)
  const uses = stored && (await listUses(sql, region.code, PREPARATION_SUBJECT, [stored.id])).get(stored.id)
  const list = meetingsHref(region.code, 'persiapan')
  const here = stored ? boardHref(region.code, stored.id, 'ubah') : `${list}/baru`
  const title = stored ? t.form.editTitle : t.form.newTitle
  const field = (name: string, value: string | undefined) => ({
    name,
    lang,
    error: errorOf(retry, lang, name),
    value: typedOr(retry, name, value),
  })
  return {
    title,
    section,
    working: true,
    crumbs: await meetingCrumbs(sql, region, lang, { label: t.title, href: list }, { label: title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <div class="mt-6 mb-6">
          <MeetingNav lang={lang} code={region.code} current="persiapan" sight={sight} actor={actor} />
        </div>
        {stored && meanwhile(retry) && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">{t.form.meanwhile(stored.title, formatDate(stored.dueOn, lang))}</Call>
          </div>
        )}
        <form method="post" action={here} enctype="multipart/form-data" novalidate>
          {stored && <input type="hidden" name="version" value={versionOf(retry, stored.version)} />}
          <Field
            {...field('title', stored?.title)}
            label={t.form.title}
            hint={t.form.titleHint}
            maxlength={LONGEST_BOARD.title}
          />
          <Field kind="date" {...field('dueOn', stored?.dueOn)} label={t.form.due} short />
          <Field
            {...field('letterFrom', stored?.letterFrom)}
            label={t.form.letterFrom}
            maxlength={LONGEST_BOARD.letter}
            optional
          />
          <Field
            {...field('letterNumber', stored?.letterNumber)}
            label={t.form.letterNumber}
            maxlength={LONGEST_BOARD.letter}
            optional
          />
          <Field kind="date" {...field('letterDate', stored?.letterDate)} label={t.form.letterDate} short optional />
          <Field
            kind="textarea"
            {...field('what', stored?.what)}
            label={t.form.what}
            rows={4}
            maxlength={LONGEST_BOARD.what}
            optional
          />
          <Field
            kind="select"
            {...field('meetingId', stored?.meetingId)}
            label={t.form.meeting}
            options={[
              { value: '', label: t.form.noMeeting },
              ...meetings.map(one => ({
                value: one.id,
                label: `${one.title}, ${formatDate(one.startsAt, lang, region.timezone)}`,
              })),
              ...(stored?.meetingId === undefined || meetings.some(one => one.id === stored.meetingId)
                ? []
                : [{ value: stored.meetingId, label: stored.meetingTitle ?? stored.meetingId }]),
            ]}
            optional
          />
          <h2 class="mt-10 mb-4">{t.letterFile}</h2>
          <ProofFields lang={lang} retry={retry} seen={uses ?? []} labels={t.form} />
          <Button look="primary">{t.form.save}</Button>
        </form>
        {stored && stored.archivedAt === undefined && (
          <details class="plain-fold mt-10">
            <summary>{t.form.archive}</summary>
            <p class="note mt-3 mb-4">{t.form.archiveLead}</p>
            <form method="post" action={here}>
              <input type="hidden" name="version" value={String(stored.version)} />
              <Button look="danger" name="aksi" value="arsip">
                {t.form.archiveDo}
              </Button>
            </form>
          </details>
        )}
      </div>
    ),
  }
}
