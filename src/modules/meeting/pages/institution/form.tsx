import { largestFile, listUses } from '#modules/evidence/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import {
  archiveInstitution,
  institutionChangedMeanwhile,
  saveInstitution,
} from '../../actions/institution/save-institution.ts'
import { getInsideStand, type Stand } from '../../actions/stand.ts'
import { DECREE_SUBJECT } from '../../model.ts'
import {
  type Institution,
  INSTITUTION_KINDS,
  type InstitutionInput,
  LONGEST_INSTITUTION,
} from '../../model-institution.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { listInstitutions } from '../../store/institution/institutions.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { regionPlace, section } from '../task/place.tsx'
import { ProofFields } from '../task/proof-fields.tsx'
import { errorOf, meanwhile, refuse, Refused, typedOr, versionOf, wholeIn } from '../task/retry.tsx'
import { saveFiles } from '../task/save-files.ts'
import { decreeLine, institutionHref, institutionPlace, keptOf } from './place.ts'

const gate = { permission: 'meeting.keep', may: mayKeepMeetings }
const evidenceEvents = ['evidence.item.added', 'evidence.uses.changed']

/** `/rapat/:code/lembaga/baru`: a council, team, forum or group with its decree and its monthly rule. */
export const newInstitutionPage: Page = {
  path: `${regionPlace}/lembaga/baru`,
  ...gate,
  show: async (visit, retry) => await formView(visit, await keptRegion(visit), undefined, retry),
  submit: {
    ...gate,
    limit: 'upload',
    audit: ['meeting.institution.made', ...evidenceEvents],
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const { region } = await keptRegion(visit)
      const input = readInstitution(form)
      const attach = await saveFiles(visit, form, region.code, `SK ${input.name}`)
      const given = { regionCode: region.code, input, decree: { attach } }
      const made = await saveInstitution(visit.platform, visit.actor, given, visit.writer)
      return visit.c.redirect(`${institutionHref(region.code, made.id)}?pesan=dibuat`, 303)
    },
  },
}

/** `…/lembaga/:institution/ubah`: its decree, term, duties and monthly rule, and archiving it. */
export const editInstitutionPage: Page = {
  path: `${institutionPlace}/ubah`,
  ...gate,
  async show(visit, retry) {
    const stand = await keptOf(visit)
    return await formView(visit, stand, stand.institution, retry)
  },
  submit: {
    ...gate,
    limit: 'upload',
    audit: ['meeting.institution.changed', 'meeting.institution.archived', ...evidenceEvents],
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const { region, institution } = await keptOf(visit)
      const { id } = institution
      const version = wholeIn(form.text('version'))
      if (form.text('aksi') === 'arsip') {
        await archiveInstitution(visit.platform, visit.actor, { regionCode: region.code, id, version }, visit.writer)
        return visit.c.redirect(`${meetingsHref(region.code, 'lembaga')}?pesan=arsip`, 303)
      }
      // Before files are stored: an old version would be refused after them.
      if (version !== institution.version) throw institutionChangedMeanwhile()
      const input = readInstitution(form)
      const attach = await saveFiles(visit, form, region.code, `SK ${input.name}`)
      const decree = { attach, detach: form.all('lepas') }
      await saveInstitution(
        visit.platform,
        visit.actor,
        { regionCode: region.code, id, version, input, decree },
        visit.writer,
      )
      return visit.c.redirect(`${institutionHref(region.code, id)}?pesan=disimpan`, 303)
    },
  },
}

async function keptRegion({ c, platform, actor }: Visit): Promise<Stand> {
  const stand = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
  refuse(refuseKeep(actor, stand.region.code))
  return stand
}

/** What the form says; a week that is not chosen stands for no monthly meeting. */
export function readInstitution(form: Form): InstitutionInput {
  const week = form.text('meetsWeek')
  const number = (name: string) => wholeIn(form.text(name)) ?? NaN
  return {
    kind: INSTITUTION_KINDS.find(one => one === form.text('kind')) ?? 'team',
    name: form.text('name') ?? '',
    duties: form.text('duties'),
    decreeNumber: form.text('decreeNumber'),
    decreeDate: form.text('decreeDate'),
    termFrom: form.text('termFrom'),
    termUntil: form.text('termUntil'),
    monthly:
      week === undefined
        ? undefined
        : {
            week: number('meetsWeek'),
            weekday: number('meetsWeekday'),
            at: (form.text('meetsAt') ?? '').replace('.', ':').slice(0, 5),
            minutes: number('meetsMinutes'),
            place: form.text('meetsPlace'),
            withIds: form.all('meetsWith'),
          },
  }
}

async function formView(
  visit: Visit,
  { region, sight }: Stand,
  stored: Institution | undefined,
  retry: Retry | undefined,
): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = institutionPhrases(lang)
  const others = (await listInstitutions(sql, region.code)).filter(one => one.id !== stored?.id)
  const uses = stored && (await listUses(sql, region.code, DECREE_SUBJECT, [stored.id])).get(stored.id)
  const list = meetingsHref(region.code, 'lembaga')
  const here = stored ? institutionHref(region.code, stored.id, 'ubah') : `${list}/baru`
  const title = stored ? t.form.editTitle : t.form.newTitle
  const monthly = stored?.monthly
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
          <MeetingNav lang={lang} code={region.code} current="lembaga" sight={sight} actor={actor} />
        </div>
        {stored && meanwhile(retry) && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">
              {t.form.meanwhile} {t.form.stored(stored.name, decreeLine(stored, lang))}
            </Call>
          </div>
        )}
        <form method="post" action={here} enctype="multipart/form-data" novalidate>
          {stored && <input type="hidden" name="version" value={versionOf(retry, stored.version)} />}
          <Field
            kind="select"
            {...field('kind', stored?.kind ?? 'council')}
            label={t.form.kind}
            options={INSTITUTION_KINDS.map(one => ({ value: one, label: t.kinds[one] }))}
          />
          <Field {...field('name', stored?.name)} label={t.form.name} maxlength={LONGEST_INSTITUTION.name} />
          <Field
            {...field('decreeNumber', stored?.decreeNumber)}
            label={t.form.decreeNumber}
            maxlength={LONGEST_INSTITUTION.decreeNumber}
            optional
          />
          <Field kind="date" {...field('decreeDate', stored?.decreeDate)} label={t.form.decreeDate} short optional />
          <Field kind="date" {...field('termFrom', stored?.termFrom)} label={t.form.termFrom} short optional />
          <Field kind="date" {...field('termUntil', stored?.termUntil)} label={t.form.termUntil} short optional />
          <Field
            kind="textarea"
            {...field('duties', stored?.duties)}
            label={t.form.duties}
            hint={t.form.dutiesHint}
            rows={5}
            maxlength={LONGEST_INSTITUTION.duties}
            optional
          />
          <h2 class="mt-10">{t.form.monthly}</h2>
          <p class="note mt-1 mb-4">{t.form.monthlyLead}</p>
          <Field
            kind="select"
            {...field('meetsWeek', monthly === undefined ? '' : String(monthly.week))}
            label={t.form.week}
            options={[
              { value: '', label: t.form.noWeek },
              ...t.weeks.map((word, at) => ({ value: String(at + 1), label: word })),
            ]}
            optional
          />
          <Field
            kind="select"
            {...field('meetsWeekday', String(monthly?.weekday ?? 1))}
            label={t.form.weekday}
            options={t.weekdays.map((word, at) => ({ value: String(at + 1), label: word }))}
          />
          <Field
            kind="time"
            {...field('meetsAt', monthly?.at ?? '09:00')}
            label={`${t.form.at} (${region.timezone})`}
            short
          />
          <Field
            {...field('meetsMinutes', String(monthly?.minutes ?? 120))}
            label={t.form.minutes}
            inputmode="numeric"
            short
          />
          <Field
            {...field('meetsPlace', monthly?.place)}
            label={t.form.place}
            maxlength={LONGEST_INSTITUTION.place}
            optional
          />
          {others.length > 0 && (
            <Field
              kind="checks"
              name="meetsWith"
              lang={lang}
              label={t.form.with}
              error={errorOf(retry, lang, 'meetsWith')}
              values={retry ? retry.form.all('meetsWith') : (monthly?.withIds ?? [])}
              options={others.map(one => ({ value: one.id, label: one.name }))}
              optional
            />
          )}
          <h2 class="mt-10 mb-4">{t.detail.files}</h2>
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
