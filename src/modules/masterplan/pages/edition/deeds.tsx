import type { Child } from 'hono/jsx'
import type { Actor, Refusal } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, mayOpenPlans, mayPublish, refuseKeep, refusePublish } from '../../access.ts'
import { publishEdition, saveRegulation, withdrawEdition } from '../../actions/edition/publish.ts'
import { saveSignatories } from '../../actions/edition/save-signatories.ts'
import { startFromEdition } from '../../actions/edition/start-from-edition.ts'
import { type Edition, REGULATION_KINDS, SIGNATORY_BODIES, type Signatory } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { planHref, planSection } from '../nav.tsx'
import { errorOf, Refused, wholeIn } from '../workshop/retry.tsx'
import { editionView } from './edition.tsx'
import { editionCrumbs, editionHref, editionOf, editionPlace, typedOr } from './place.ts'

/** The edition of the address for those who may do this with it; refused before the body is looked at. */
async function ownEdition(visit: Visit, refuse: (actor: Actor, regionCode: string) => Refusal) {
  const stand = await editionOf(visit)
  const refusal = refuse(visit.actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

const back = (visit: Visit, edition: Edition, done: string): Response =>
  visit.c.redirect(`${editionHref(edition)}?pesan=${done}`, 303)

const place = (edition: Edition) => ({ regionCode: edition.regionCode, editionId: edition.id })

/** A page with one form of the secretariat about an edition. */
function formPage(
  part: string,
  audit: string,
  words: (visit: Visit) => { title: string; lead: string; button: string },
  fields: (visit: Visit, edition: Edition, retry: Retry | undefined) => Child | Promise<Child>,
  act: (visit: Visit, edition: Edition, form: Form) => Promise<Response>,
): Page {
  const gate = { permission: 'masterplan.keep', may: mayKeepPlans }
  return {
    ...gate,
    path: `${editionPlace}/${part}`,
    async show(visit: Visit, retry?: Retry): Promise<View> {
      const { lang } = visit
      const { edition, region } = await ownEdition(visit, refuseKeep)
      const t = words(visit)
      return {
        title: t.title,
        section: planSection,
        working: true,
        crumbs: await editionCrumbs(visit, region, edition, { label: t.title }),
        body: (
          <div class="pt-2">
            <Refused retry={retry} lang={lang} />
            <h1>{t.title}</h1>
            <p class="lead mt-3 mb-6">{t.lead}</p>
            <form method="post" action={editionHref(edition, part)} class="max-w-[40rem]">
              <input type="hidden" name="version" value={String(edition.version)} />
              {await fields(visit, edition, retry)}
              <Button look="primary">{t.button}</Button>
            </form>
          </div>
        ),
      }
    },
    submit: {
      ...gate,
      limit: 'write',
      audit: [audit],
      async handle(visit, form) {
        const { edition } = await ownEdition(visit, refuseKeep)
        return await act(visit, edition, form)
      },
    },
  }
}

const versionOf = (form: Form): number => wholeIn(form.text('version')) ?? -1

export const regulationPage = formPage(
  'peraturan',
  'masterplan.edition.regulated',
  visit => editionPhrases(visit.lang).regulation,
  ({ lang }, { regulation }, retry) => {
    const t = editionPhrases(lang)
    const shared = (name: string) => ({ name, lang, error: errorOf(retry, lang, name) })
    return (
      <>
        <Field
          {...shared('kind')}
          kind="select"
          label={t.regulation.kind}
          value={typedOr(retry, 'kind', regulation?.kind ?? 'perbup')}
          options={REGULATION_KINDS.map(value => ({ value, label: t.regulationKinds[value] }))}
        />
        <Field
          {...shared('number')}
          label={t.regulation.number}
          hint={t.regulation.numberHint}
          value={typedOr(retry, 'number', regulation?.number)}
          maxlength={60}
        />
        <Field
          {...shared('date')}
          kind="date"
          short
          label={t.regulation.date}
          value={typedOr(retry, 'date', regulation?.date)}
        />
        <Field
          {...shared('about')}
          label={t.regulation.about}
          value={typedOr(retry, 'about', regulation?.about)}
          maxlength={300}
          optional
        />
      </>
    )
  },
  async (visit, edition, form) => {
    const regulation = {
      kind: form.text('kind') ?? '',
      number: form.text('number') ?? '',
      date: form.text('date') ?? '',
      about: form.text('about'),
    }
    const save = { ...place(edition), version: versionOf(form), regulation }
    await saveRegulation(visit.platform, visit.actor, save, visit.writer)
    return back(visit, edition, 'peraturan')
  },
)

export const withdrawPage = formPage(
  'tarik',
  'masterplan.edition.withdrawn',
  visit => editionPhrases(visit.lang).withdraw,
  ({ lang }, _edition, retry) => (
    <Field
      name="reason"
      lang={lang}
      label={editionPhrases(lang).withdraw.reason}
      value={typedOr(retry, 'reason', undefined)}
      maxlength={500}
      error={errorOf(retry, lang, 'reason')}
    />
  ),
  async (visit, edition, form) => {
    const withdraw = { ...place(edition), version: versionOf(form), reason: form.text('reason') ?? '' }
    await withdrawEdition(visit.platform, visit.actor, withdraw, visit.writer)
    return back(visit, edition, 'ditarik')
  },
)

export const nextPlanPage = formPage(
  'lanjutkan',
  'masterplan.plan.started',
  visit => editionPhrases(visit.lang).next,
  ({ lang }, edition, retry) => {
    const t = editionPhrases(lang).next
    const shared = (name: string) => ({ name, lang, error: errorOf(retry, lang, name) })
    return (
      <>
        <Field {...shared('title')} label={t.name} value={typedOr(retry, 'title', edition.title)} maxlength={200} />
        <Field
          {...shared('fromYear')}
          label={t.from}
          value={typedOr(retry, 'fromYear', String(edition.year + 1))}
          inputmode="numeric"
          maxlength={4}
          short
        />
        <Field
          {...shared('untilYear')}
          label={t.until}
          value={typedOr(retry, 'untilYear', String(edition.year + 5))}
          inputmode="numeric"
          maxlength={4}
          short
        />
      </>
    )
  },
  async (visit, edition, form) => {
    const year = (name: string) => wholeIn(form.text(name)) ?? Number.NaN
    const plan = await startFromEdition(
      visit.platform,
      visit.actor,
      {
        ...place(edition),
        title: form.text('title') ?? '',
        fromYear: year('fromYear'),
        untilYear: year('untilYear'),
      },
      visit.writer,
    )
    return visit.c.redirect(`${planHref(edition.regionCode, 'buku')}/${plan.id}`, 303)
  },
)

export const signatoriesPage = formPage(
  'penanda-tangan',
  'masterplan.edition.signatories_saved',
  visit => editionPhrases(visit.lang).list,
  async ({ lang, platform }, edition, retry) => {
    const t = editionPhrases(lang)
    const there = await listSignatories(platform.db.sql, edition.regionCode, edition.id)
    const rows: (Signatory | undefined)[] = [...there, undefined, undefined]
    const typed = retry ? Math.max(rows.length, retry.form.values['id']?.length ?? 0) : rows.length
    return Array.from({ length: typed }, (_, at) => {
      const one = rows[at]
      const name = (part: string) => `${part}-${at + 1}`
      if (one?.signed) {
        return (
          <p class="mb-4">
            <input type="hidden" name="id" value={one.id} />
            <strong>{one.title}</strong>: {t.signedOn[one.signed.how](one.signed.on)}
          </p>
        )
      }
      return (
        <div class="mb-6">
          <input type="hidden" name="id" value={one?.id ?? ''} />
          <Field
            name={name('title')}
            lang={lang}
            label={t.list.post(at + 1)}
            value={typedOr(retry, name('title'), one?.title)}
            maxlength={200}
            error={errorOf(retry, lang, name('title'))}
          />
          <Field
            kind="select"
            name={name('body')}
            lang={lang}
            label={t.list.body}
            value={typedOr(retry, name('body'), one?.body ?? 'other')}
            options={SIGNATORY_BODIES.map(value => ({ value, label: t.bodies[value] }))}
          />
          <Field
            name={name('name')}
            lang={lang}
            label={t.list.name}
            value={typedOr(retry, name('name'), one?.name)}
            maxlength={200}
            optional
          />
        </div>
      )
    })
  },
  async (visit, edition, form) => {
    const signatories = (form.values['id'] ?? []).slice(0, 80).map((id, at) => ({
      id: id || undefined,
      body: SIGNATORY_BODIES.find(one => one === form.text(`body-${at + 1}`)) ?? ('other' as const),
      title: form.text(`title-${at + 1}`) ?? '',
      name: form.text(`name-${at + 1}`),
    }))
    const save = { ...place(edition), version: versionOf(form), signatories }
    await saveSignatories(visit.platform, visit.actor, save, visit.writer)
    return back(visit, edition, 'penandatangan')
  },
)

/** `…/terbitkan`: a button on the page of the edition. */
export const publishPage: Page = {
  path: `${editionPlace}/terbitkan`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  show: editionView,
  submit: {
    permission: 'masterplan.publish',
    may: mayPublish,
    limit: 'write',
    audit: ['masterplan.edition.published', 'masterplan.print.queued'],
    async handle(visit, form) {
      const { edition } = await ownEdition(visit, refusePublish)
      const publish = { ...place(edition), version: versionOf(form) }
      await publishEdition(visit.platform, visit.actor, publish, visit.writer)
      return back(visit, edition, 'diterbitkan')
    },
  },
}
