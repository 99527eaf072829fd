import type { DocumentBlock } from '#kit/document-tree.ts'
import { numberDocument } from '#kit/number-document.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { writeTicket } from '#platform/files/ticket.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { DocumentChapters, DocumentContents } from '#ui/document-blocks.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayOpenPlans } from '../../access.ts'
import { noSuchEdition } from '../../actions/edition/edition-stand.ts'
import { readEdition } from '../../actions/edition/read-edition.ts'
import { BOOKS, type BookNumber } from '../../model.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { phrases } from '../../phrases/index.ts'
import { sayUnwritten } from '../../rules/edition/say-unwritten.ts'
import { planSection } from '../nav.tsx'
import { editionCrumbs, editionHref, editionPlace, placeOf } from './place.ts'

/** `/masterplan/:code/edisi/:edition/buku/:book`: a frozen book to be read, with its contents. */
export const readEditionPage: Page = {
  path: `${editionPlace}/buku/:book{[1-3]}`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  show: readView,
}

async function readView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { regionCode, editionId } = placeOf(visit)
  const { edition, region, content } = await readEdition(platform, actor, regionCode, editionId)
  const book = Number(c.req.param('book')) as BookNumber
  const frozen = content.books.find(one => one.book === book)
  if (!frozen) throw noSuchEdition()
  const t = editionPhrases(lang)
  const { sections, numbers, figures } = numberDocument({ sections: sayUnwritten(frozen.sections) })
  const now = platform.clock.now()
  const tickets = new Map<string, string>()
  for (const { picture } of figures) {
    if ('fileId' in picture && !tickets.has(picture.fileId)) {
      tickets.set(picture.fileId, `/berkas/${await writeTicket(platform.config, picture.fileId, now)}`)
    }
  }
  const numberOf = (block: DocumentBlock) => {
    const number = numbers.get(block)
    return number === undefined ? undefined : `${block.kind === 'table' ? 'Tabel' : 'Gambar'} ${number}`
  }
  return {
    title: `${frozen.front.part}, ${t.of(edition.year)}`,
    section: planSection,
    crumbs: await editionCrumbs(visit, region, edition, { label: phrases(lang).book[book] }),
    body: (
      <article class="pt-2">
        <p class="eyebrow">
          {t.of(edition.year)}, {region.name}
        </p>
        <h1>{frozen.front.part}</h1>
        <p class="lead mt-3 mb-6">{edition.title}</p>
        {edition.state !== 'published' && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">{t.reading.draft}</Call>
          </div>
        )}
        <div class="no-print mb-6">
          <Seg
            label={t.books}
            links={BOOKS.map(one => ({
              href: editionHref(edition, `buku/${one}`),
              label: phrases(lang).book[one].split(':')[0] ?? '',
              current: one === book,
            }))}
          />
        </div>
        <nav aria-label={t.reading.contents} class="no-print">
          <details class="plain-fold">
            <summary>{t.reading.contents}</summary>
            <DocumentContents sections={sections} />
          </details>
        </nav>
        <DocumentChapters
          lang={lang}
          sections={sections}
          fileHref={fileId => tickets.get(fileId)}
          numberOf={numberOf}
        />
        <p class="mt-10">
          <a class="a" href={editionHref(edition)}>
            {t.reading.back}
          </a>
        </p>
      </article>
    ),
  }
}

/** The frozen content in the very bytes that the hash is over: `sha256sum` of the download is the hash. */
export const contentPage: Page = {
  path: `${editionPlace}/isi.json`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  limit: 'document',
  async show(visit) {
    const { regionCode, editionId } = placeOf(visit)
    const { edition, content } = await readEdition(visit.platform, visit.actor, regionCode, editionId)
    return new Response(canonicalText(content), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="edisi-${regionCode}-${edition.year}.json"`,
        'tudang-sha256': edition.sha256,
      },
    })
  },
}
