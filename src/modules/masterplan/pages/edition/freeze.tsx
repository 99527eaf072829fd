import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, refuseKeep } from '../../access.ts'
import { freezeEdition } from '../../actions/edition/freeze.ts'
import { noSuchPlanOfBooks } from '../../actions/book/start-plan.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { phrases } from '../../phrases/index.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { findPlan } from '../../store/book/plans.ts'
import { listSections } from '../../store/book/sections.ts'
import { listEditions } from '../../store/edition/editions.ts'
import { planCrumbs, planHref, planPlace, planSection } from '../nav.tsx'
import { errorOf, Refused, wholeIn } from '../workshop/retry.tsx'
import { editionHref, placeOf, typedOr } from './place.ts'

/** `/masterplan/:code/buku/:plan/bekukan`: what is frozen, what is not accepted yet, and the button. */
export const freezePage: Page = {
  path: `${planPlace}/buku/:plan{[0-9a-f-]{36}}/bekukan`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: freezeView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'document',
    audit: ['masterplan.edition.frozen'],
    async handle(visit, form) {
      await getPlan(visit)
      const { regionCode, planId } = placeOf(visit)
      const edition = await freezeEdition(
        visit.platform,
        visit.actor,
        {
          regionCode,
          planId,
          year: wholeIn(form.text('year')) ?? Number.NaN,
          title: form.text('title'),
          previousId: form.text('previousId'),
          despite: form.text('despite') === undefined ? [] : form.all('terbuka'),
        },
        visit.writer,
      )
      return visit.c.redirect(`${editionHref(edition)}?pesan=dibekukan`, 303)
    },
  },
}

async function getPlan({ platform, actor, ...visit }: Visit) {
  const { regionCode, planId } = placeOf({ platform, actor, ...visit })
  const { sql } = platform.db
  const { region } = await getInsideStand(sql, actor, regionCode)
  const refusal = refuseKeep(actor, region.code)
  if (refusal) throw mayNot(refusal)
  const plan = await findPlan(sql, region.code, planId)
  if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
  return { region, plan }
}

async function freezeView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const { region, plan } = await getPlan(visit)
  const t = editionPhrases(lang).freeze
  const editions = await listEditions(sql, region.code, { withoutWithdrawn: true }, { limit: 50 })
  const sections = await listSections(sql, region.code, plan.id)
  const open = ([1, 2, 3] as const).flatMap(book =>
    flatten(arrange(sections.filter(one => one.book === book))).filter(
      ({ section }) => section.state !== 'accepted' && section.state !== 'locked',
    ),
  )
  const year = dayIn(platform.clock.now(), region.timezone).slice(0, 4)
  const here = `${planHref(region.code, 'buku')}/${plan.id}`
  return {
    title: t.title,
    section: planSection,
    working: true,
    crumbs: await planCrumbs(sql, region, lang, { label: plan.title, href: here }, { label: t.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <form method="post" action={`${here}/bekukan`} class="max-w-[40rem]">
          <Field
            name="year"
            lang={lang}
            label={t.year}
            value={typedOr(retry, 'year', year)}
            inputmode="numeric"
            maxlength={4}
            short
            error={errorOf(retry, lang, 'year')}
          />
          <Field
            name="title"
            lang={lang}
            label={t.name}
            hint={t.nameHint}
            value={typedOr(retry, 'title', undefined)}
            maxlength={200}
            optional
            error={errorOf(retry, lang, 'title')}
          />
          <Field
            kind="select"
            name="previousId"
            lang={lang}
            label={t.compare}
            value={typedOr(retry, 'previousId', editions[0]?.id ?? 'none')}
            options={[
              ...editions.map(one => ({
                value: one.id,
                label: `${editionPhrases(lang).of(one.year)}: ${one.title}`,
              })),
              { value: 'none', label: t.compareNone },
            ]}
            error={errorOf(retry, lang, 'previousId')}
          />
          {open.length === 0 ? (
            <p class="note mb-6">{t.none}</p>
          ) : (
            <section aria-labelledby="belum-diterima" class="mb-6">
              <h2 id="belum-diterima">{t.openTitle(open.length)}</h2>
              <p class="note mt-2 mb-3">{t.openLead}</p>
              <details class="plain-fold" open={open.length <= 12}>
                <summary>{t.openTitle(open.length)}</summary>
                <ul class="mt-2">
                  {open.map(({ section, number }) => (
                    <li>
                      <input type="hidden" name="terbuka" value={section.id} />
                      <a class="a" href={`${here}/bagian/${section.id}`}>
                        {phrases(lang).book[section.book].split(':')[0]}, {number} {section.title}
                      </a>{' '}
                      <small class="text-muted">
                        {phrases(lang).sectionState[section.state]}
                        {section.ownerName === undefined ? '' : `, ${section.ownerName}`}
                      </small>
                    </li>
                  ))}
                </ul>
              </details>
              <div class="mt-4">
                <Field kind="checkbox" name="despite" lang={lang} label={t.despite} value="ya" />
              </div>
            </section>
          )}
          <Button look="primary">{t.button}</Button>
        </form>
      </div>
    ),
  }
}
