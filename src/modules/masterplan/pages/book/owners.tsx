import { formatDateShort } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans } from '../../access.ts'
import { assignSections } from '../../actions/book/save-section.ts'
import { refuseKeeping } from '../../actions/book/section-stand.ts'
import { BOOKS } from '../../model.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { listSections } from '../../store/book/sections.ts'
import { planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr } from '../workshop/retry.tsx'
import { bookCrumbs, bookHref, bookName, onePlanPlace, placeOf, planOf } from './place.ts'

/** `/masterplan/:code/buku/:plan/pemilik`: many sections get an owner and a due day at once. */
export const ownersPage: Page = {
  path: `${onePlanPlace}/pemilik`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: ownersView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.sections.assigned'],
    maxBytes: 128 * 1024,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, planId } = placeOf(visit)
      const { plan } = await planOf(visit)
      refuseKeeping(actor, regionCode)
      const owner = form.text('owner') ?? 'tetap'
      const sectionIds = form.all('bagian').filter(id => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      await assignSections(
        platform,
        actor,
        {
          regionCode,
          planId,
          sectionIds,
          ...(owner === 'tetap' ? { keepOwner: true } : owner === 'tanpa' ? {} : { ownerId: owner }),
          dueOn: form.text('due'),
        },
        writer,
      )
      return c.redirect(`${bookHref(plan)}?pesan=disimpan`, 303)
    },
  },
}

async function ownersView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).owners
  const stand = await planOf(visit)
  const { plan, region } = stand
  refuseKeeping(actor, region.code)
  const sections = await listSections(sql, region.code, plan.id)
  const offices = (await listRegionOffices(sql, region.code)).filter(
    one => !one.archived && one.kind !== 'village-office',
  )
  const ticked = new Set(retry?.form.values['bagian'])
  return {
    title: t.title,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(visit, stand, { label: t.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-8">{t.lead}</p>
        <form method="post" novalidate>
          <div class="max-w-[40rem]">
            <Field
              kind="select"
              name="owner"
              lang={lang}
              label={t.owner}
              value={typedOr(retry, 'owner', 'tetap')}
              error={errorOf(retry, lang, 'ownerId')}
              options={[
                { value: 'tetap', label: t.keep },
                { value: 'tanpa', label: t.nobody },
                ...offices.map(one => ({ value: one.id, label: one.name })),
              ]}
            />
            <Field
              kind="date"
              name="due"
              lang={lang}
              label={t.due}
              hint={t.dueHint}
              value={typedOr(retry, 'due', '')}
              error={errorOf(retry, lang, 'dueOn')}
              short
              optional
            />
          </div>
          {BOOKS.map(book => (
            <fieldset class="mt-8">
              <legend class="mb-2 text-lg font-bold">{bookName(lang, book)}</legend>
              <ul>
                {flatten(arrange(sections.filter(one => one.book === book))).map(({ section, number, depth }) => (
                  <li class="border-t border-base-300">
                    <label class={`check items-start py-2 ${depth === 1 ? '' : depth === 2 ? 'pl-6' : 'pl-12'}`}>
                      <input
                        type="checkbox"
                        class="checkbox"
                        name="bagian"
                        value={section.id}
                        checked={ticked.has(section.id)}
                      />
                      <span>
                        {number} {section.title}
                        <small class="block text-muted">
                          {section.ownerName ?? bookPhrases(lang).plan.noOwner}
                          {section.dueOn !== undefined && `, ${formatDateShort(section.dueOn, lang)}`}
                        </small>
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </fieldset>
          ))}
          <p class="mt-6">
            <Button look="primary">{t.save}</Button>
          </p>
        </form>
      </div>
    ),
  }
}
