import type { Lang } from '#kit/format.ts'
import { numberDocument } from '#kit/number-document.ts'
import { readPictures } from '#platform/collab/pictures.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { DocumentChapters, DocumentContents } from '#ui/document-blocks.tsx'
import { documentWords } from '#ui/document-words.ts'
import { Empty } from '#ui/empty.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayReadInside } from '../../access.ts'
import { composeChapters } from '../../actions/book/compose-book.ts'
import { handsOf } from '../../actions/book/section-stand.ts'
import { BOOKS, type BookNumber } from '../../model.ts'
import type { Plan } from '../../model-book.ts'
import { PRINT_FORMATS } from '../../model-edition.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { flatten } from '../../rules/book/arrange.ts'
import { WRITABLE } from '../../rules/book/section-state.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { bookCrumbs, bookHref, bookName, onePlanPlace, planOf, sectionHref } from './place.ts'
import { StateChip } from './state-chip.tsx'

/** `/masterplan/:code/buku/:plan/1`: a living book as it reads now, marked as a draft. */
export const readBookPage: Page = {
  path: `${onePlanPlace}/:book{[1-3]}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: readView,
}

async function readView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = bookPhrases(lang).read
  const stand = await planOf(visit)
  const { plan, region, sight } = stand
  const book = BOOKS.find(one => String(one) === c.req.param('book')) ?? 1
  const now = platform.clock.now()
  const composed = await composeChapters({ db: platform.db.read, region, plan, now }, book)
  const pictures = await readPictures(platform, region.code, composed.texts)
  const numbered = numberDocument({ sections: composed.chapters })
  const sections = new Map(flatten(composed.sections).map(one => [one.section.id, one.section]))
  const words = documentWords(lang)
  return {
    title: `${bookName(lang, book)}, ${region.shortName}`,
    section: planSection,
    crumbs: await bookCrumbs(visit, stand, { label: bookName(lang, book) }),
    body: (
      <div class="pt-2">
        <p class="mb-2">
          <Chip status="due">{t.draft}</Chip>
        </p>
        <h1>{bookName(lang, book)}</h1>
        <p class="lead mt-3 mb-6">
          {plan.title}, {plan.fromYear}–{plan.untilYear}
        </p>
        <PlanNav lang={lang} code={region.code} current="buku" sight={sight} actor={actor} />
        <div class="my-6 no-print">
          <Seg
            label={t.other}
            links={BOOKS.map(one => ({
              href: bookHref(plan, String(one)),
              label: bookName(lang, one).split(':')[0] ?? '',
              current: one === book,
            }))}
          />
        </div>
        <div class="mb-8 max-w-[66ch]">
          <Call tone="due">{t.draftWhy}</Call>
        </div>
        {numbered.sections.length > 0 && <PrintForms lang={lang} plan={plan} book={book} />}
        {numbered.sections.length === 0 ? (
          <Empty fact={t.none} reason={t.noneWhy} action={<Button href={bookHref(plan)}>{plan.title}</Button>} />
        ) : (
          <>
            <nav aria-labelledby="daftar-isi" class="mb-10">
              <h2 id="daftar-isi" class="mb-3">
                {t.contents}
              </h2>
              <DocumentContents sections={numbered.sections} />
            </nav>
            <article lang="id">
              <DocumentChapters
                lang={lang}
                sections={numbered.sections}
                fileHref={id => pictures.get(id)}
                numberOf={block => {
                  const number = numbered.numbers.get(block)
                  return number === undefined
                    ? undefined
                    : `${block.kind === 'figure' ? words.figure : words.table} ${number}`
                }}
                beside={({ id }) => {
                  const section = sections.get(id)
                  if (!section) return null
                  const writes = handsOf(actor, stand, section).has('write') && WRITABLE.includes(section.state)
                  return (
                    <p class="mb-3 flex flex-wrap items-center gap-3 text-sm no-print" lang={lang}>
                      <StateChip lang={lang} state={section.state} />
                      <a class="a" href={sectionHref(section)}>
                        {writes ? t.write : t.open}
                        <span class="sr-only">: {section.title}</span>
                      </a>
                    </p>
                  )
                }}
              />
            </article>
          </>
        )}
      </div>
    ),
  }
}

/** Sends the living book to be printed, marked as a draft. */
function PrintForms({ lang, plan, book }: { lang: Lang; plan: Plan; book: BookNumber }) {
  const t = editionPhrases(lang)
  return (
    <div class="mb-8 no-print">
      <div class="flex flex-wrap gap-3">
        {PRINT_FORMATS.map(format => (
          <form method="post" action={`${planHref(plan.regionCode)}/cetak`}>
            <input type="hidden" name="rencana" value={plan.id} />
            <input type="hidden" name="buku" value={String(book)} />
            <input type="hidden" name="format" value={format} />
            <Button icon="printer">{t.make(format === 'pdf' ? 'PDF' : 'Word')}</Button>
          </form>
        ))}
      </div>
      <p class="note mt-2">{t.print.living}</p>
    </div>
  )
}
