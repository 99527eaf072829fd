import { largestFile } from '#modules/evidence/index.ts'
import type { Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings } from '../../access.ts'
import { institutionChangedMeanwhile, renewInstitution } from '../../actions/institution/save-institution.ts'
import { LONGEST_INSTITUTION } from '../../model-institution.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { meetingCrumbs, meetingsHref } from '../nav.tsx'
import { section } from '../task/place.tsx'
import { ProofFields } from '../task/proof-fields.tsx'
import { errorOf, meanwhile, Refused, typedOr, versionOf, wholeIn } from '../task/retry.tsx'
import { saveFiles } from '../task/save-files.ts'
import { decreeLine, institutionHref, institutionPlace, keptOf } from './place.ts'

/** `…/lembaga/:institution/masa-tugas`: a new decree and term; the old one is kept as it was. */
export const renewInstitutionPage: Page = {
  path: `${institutionPlace}/masa-tugas`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: renewView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'upload',
    audit: ['meeting.institution.renewed', 'evidence.item.added', 'evidence.uses.changed'],
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const { region, institution } = await keptOf(visit)
      const version = wholeIn(form.text('version'))
      // Before files are stored: an old version would be refused after them.
      if (version !== institution.version) throw institutionChangedMeanwhile()
      const attach = await saveFiles(visit, form, region.code, `SK ${institution.name}`)
      const made = await renewInstitution(
        visit.platform,
        visit.actor,
        {
          regionCode: region.code,
          id: institution.id,
          version,
          decreeNumber: form.text('decreeNumber'),
          decreeDate: form.text('decreeDate'),
          termFrom: form.text('termFrom') ?? '',
          termUntil: form.text('termUntil'),
          decree: { attach },
        },
        visit.writer,
      )
      return visit.c.redirect(`${institutionHref(region.code, made.id)}?pesan=baru`, 303)
    },
  },
}

async function renewView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const t = institutionPhrases(lang)
  const { region, institution } = await keptOf(visit)
  const field = (name: string) => ({
    name,
    lang,
    error: errorOf(retry, lang, name),
    value: typedOr(retry, name, ''),
  })
  const title = t.renew.title(institution.name)
  return {
    title,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      platform.db.sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'lembaga') },
      { label: institution.name, href: institutionHref(region.code, institution.id) },
      { label: t.detail.renew },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-6">{t.renew.lead}</p>
        {meanwhile(retry) && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">
              {t.form.meanwhile} {t.form.stored(institution.name, decreeLine(institution, lang))}
            </Call>
          </div>
        )}
        <form
          method="post"
          action={institutionHref(region.code, institution.id, 'masa-tugas')}
          enctype="multipart/form-data"
          novalidate
        >
          <input type="hidden" name="version" value={versionOf(retry, institution.version)} />
          <Field
            {...field('decreeNumber')}
            label={t.form.decreeNumber}
            maxlength={LONGEST_INSTITUTION.decreeNumber}
            optional
          />
          <Field kind="date" {...field('decreeDate')} label={t.form.decreeDate} short optional />
          <Field kind="date" {...field('termFrom')} label={t.form.termFrom} short />
          <Field kind="date" {...field('termUntil')} label={t.form.termUntil} short optional />
          <ProofFields lang={lang} retry={retry} seen={[]} labels={t.form} />
          <Button look="primary">{t.renew.do}</Button>
        </form>
      </div>
    ),
  }
}
