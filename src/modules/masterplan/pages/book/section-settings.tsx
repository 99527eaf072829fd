import { formatCount } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans } from '../../access.ts'
import { archiveSection, moveSection } from '../../actions/book/arrange-sections.ts'
import { addSection, saveSection } from '../../actions/book/save-section.ts'
import { refuseKeeping } from '../../actions/book/section-stand.ts'
import { BOOKS } from '../../model.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { editionsShowing } from '../../store/book/plans.ts'
import { listSections } from '../../store/book/sections.ts'
import { planSection } from '../nav.tsx'
import { errorOf, meanwhile, Refused, typedOr, wholeIn } from '../workshop/retry.tsx'
import {
  bookCrumbs,
  bookHref,
  bookName,
  flashOf,
  onePlanPlace,
  placeOf,
  planOf,
  sectionHref,
  sectionOf,
  sectionPlace,
} from './place.ts'
import { readSectionForm, SectionFields } from './section-fields.tsx'

/** `…/bagian/:section/atur`: title, guide, owner, due day and words of a section, its place in the book, and archiving. */
export const sectionSettingsPage: Page = {
  path: `${sectionPlace}/atur`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: settingsView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.section.changed', 'masterplan.section.moved', 'masterplan.section.archived'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section, plan } = await sectionOf(visit)
      const { regionCode, id: sectionId } = section
      refuseKeeping(actor, regionCode)
      const deed = form.text('aksi')
      const version = wholeIn(form.text('versi')) ?? 0
      if (deed === 'naik' || deed === 'turun') {
        await moveSection(platform, actor, { regionCode, sectionId, by: deed === 'naik' ? -1 : 1 }, writer)
        return c.redirect(`${sectionHref(section, 'atur')}?pesan=dipindah`, 303)
      }
      if (deed === 'arsip') {
        await archiveSection(platform, actor, { regionCode, sectionId, version }, writer)
        return c.redirect(`${bookHref(plan)}?pesan=diarsipkan`, 303)
      }
      await saveSection(platform, actor, { regionCode, sectionId, version, input: readSectionForm(form) }, writer)
      return c.redirect(`${sectionHref(section)}?pesan=disimpan`, 303)
    },
  },
}

async function settingsView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).settings
  const stand = await sectionOf(visit)
  const { section, plan, region } = stand
  refuseKeeping(actor, region.code)
  const offices = await listRegionOffices(sql, region.code)
  const editions = await editionsShowing(sql, region.code, plan.id, section.id)
  const title = t.title(section.title)
  const version = <input type="hidden" name="versi" value={String(section.version)} />
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(
      visit,
      stand,
      { label: section.title, href: sectionHref(section) },
      { label: bookPhrases(lang).section.settings },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        {meanwhile(retry) && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.meanwhile}</Call>
          </div>
        )}
        <form method="post" novalidate class="mt-8 max-w-[40rem]">
          {version}
          <SectionFields lang={lang} retry={retry} section={section} offices={offices} />
          <Button look="primary">{t.save}</Button>
        </form>
        <section class="sec max-w-[40rem]" aria-labelledby="letak">
          <h2 id="letak">{t.place}</h2>
          <form method="post" class="mt-4 flex flex-wrap gap-3">
            <Button name="aksi" value="naik" icon="arrow-up">
              {t.up}
            </Button>
            <Button name="aksi" value="turun" icon="arrow-down">
              {t.down}
            </Button>
          </form>
        </section>
        <section class="sec max-w-[40rem]" aria-labelledby="arsip">
          <h2 id="arsip">{t.archive}</h2>
          <p class="note mt-2 mb-4">
            {t.archiveWhy} {editions.length > 0 && t.archiveShown(editions.join(', '))}
          </p>
          <form method="post">
            {version}
            <Button look="danger" name="aksi" value="arsip" icon="archive">
              {t.archiveSure}
            </Button>
          </form>
        </section>
      </div>
    ),
  }
}

/** `/masterplan/:code/buku/:plan/tambah`: a section is added at the end of a book or below another one. */
export const addSectionPage: Page = {
  path: `${onePlanPlace}/tambah`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: addView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.section.added'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, planId } = placeOf(visit)
      await planOf(visit)
      refuseKeeping(actor, regionCode)
      const [bookText, parentId] = (form.text('letak') ?? '1').split('/')
      const made = await addSection(
        platform,
        actor,
        {
          regionCode,
          planId,
          book: BOOKS.find(one => String(one) === bookText) ?? 1,
          parentId,
          input: readSectionForm(form),
        },
        writer,
      )
      return c.redirect(`${sectionHref(made)}?pesan=ditambah`, 303)
    },
  },
}

async function addView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).add
  const stand = await planOf(visit)
  const { plan, region } = stand
  refuseKeeping(actor, region.code)
  const offices = await listRegionOffices(sql, region.code)
  const sections = await listSections(sql, region.code, plan.id)
  return {
    title: t.title,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(visit, stand, { label: t.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <form method="post" novalidate class="mt-8 max-w-[40rem]">
          <Field
            kind="select"
            name="letak"
            lang={lang}
            label={t.parent}
            value={typedOr(retry, 'letak', '1')}
            error={errorOf(retry, lang, 'letak')}
            options={BOOKS.flatMap(book => [
              { value: String(book), label: `${bookName(lang, book)}: ${t.chapter}` },
              ...flatten(arrange(sections.filter(one => one.book === book)))
                .filter(one => one.depth < 4)
                .map(({ section, number }) => ({
                  value: `${book}/${section.id}`,
                  label: `${formatCount(book, lang)} › ${number} ${section.title}`,
                })),
            ])}
          />
          <SectionFields lang={lang} retry={retry} offices={offices} />
          <Button look="primary">{t.save}</Button>
        </form>
      </div>
    ),
  }
}
