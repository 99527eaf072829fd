import { formatCount, formatDate, formatDateTime } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { readPictures } from '#platform/collab/pictures.ts'
import { readTexts } from '#platform/collab/texts.ts'
import { fromMarkdown, mostFormBytes } from '#platform/collab/words.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { DocumentBlocks } from '#ui/document-blocks.tsx'
import { editorIslands } from '#ui/editor.tsx'
import { Facts } from '#ui/facts.tsx'
import { Meter } from '#ui/meter.tsx'
import { mayReadInside, mayWritePlans } from '../../access.ts'
import { drawBlocks } from '../../actions/book/compose-book.ts'
import { isMissing } from '../../actions/book/live/parts.ts'
import { saveText } from '../../actions/book/save-text.ts'
import { noSuchBlock, refuseFixed, refuseSectionWrite } from '../../actions/book/section-stand.ts'
import type { Block } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { completeness } from '../../rules/book/completeness.ts'
import { refuseText } from '../../rules/book/section-state.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { listSections } from '../../store/book/sections.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { CommentThread } from '../comment/thread.tsx'
import { planSection } from '../nav.tsx'
import { Refused, wholeIn } from '../workshop/retry.tsx'
import { blockName, bookCrumbs, bookHref, bookName, flashOf, sectionHref, sectionOf, sectionPlace } from './place.ts'
import { Moves } from './section-moves.tsx'
import { Below, Neighbours, Writing } from './section-parts.tsx'
import { StateChip } from './state-chip.tsx'

/**
 * `/masterplan/:code/buku/:plan/bagian/:section`: a section to write and to read, with what is drawn from the data, its
 * state, meter and comments. `?blok=` chooses which narrative is open for writing; the first is when it is absent.
 */
export const sectionPage: Page = {
  path: sectionPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: sectionView,
  submit: {
    permission: 'masterplan.section.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['collab.text.replaced', 'collab.text.emptied'],
    maxBytes: mostFormBytes,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section } = await sectionOf(visit)
      const { regionCode, id: sectionId } = section
      refuseSectionWrite(actor, regionCode, section)
      refuseFixed(section)
      const blocks = await listBlocks(platform.db.sql, regionCode, sectionId)
      const block = chosenBlock(blocks, c.req.query('blok'))
      if (!block) throw noSuchBlock()
      const version = wholeIn(form.text('versi'))
      if (version === undefined) throw invalid(noVersion)
      const stored = (await readTexts(platform.db.sql, regionCode, [block.textId])).get(block.textId)
      await saveText(
        platform,
        actor,
        {
          regionCode,
          sectionId,
          blockId: block.id,
          version,
          content: fromMarkdown(form.text('teks') ?? '', stored?.content),
          ...(form.text('kosong') === undefined ? {} : { empty: true }),
        },
        writer,
      )
      return c.redirect(`${sectionHref(section)}?blok=${block.id}&pesan=teks`, 303)
    },
  },
}

const noVersion = {
  field: 'versi',
  sentence: {
    id: 'Formulir ini tidak lengkap. Muat ulang halaman, lalu simpan lagi.',
    en: 'This form is not complete. Reload the page and save again.',
  },
}

/** The narrative that the address names, else the first. */
function chosenBlock(blocks: readonly Block[], id: string | undefined) {
  const narratives = blocks.flatMap(one => (one.kind === 'narrative' ? [one] : []))
  return id === undefined ? narratives[0] : narratives.find(one => one.id === id)
}

/** The page of a section; with `retry` the step or text that came back. */
export async function sectionView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang)
  const stand = await sectionOf(visit)
  const { section, plan, region } = stand
  const blocks = await listBlocks(sql, region.code, section.id)
  const now = platform.clock.now()
  const { drawn, texts } = await drawBlocks({ db: sql, region, plan, now }, blocks)
  const order = flatten(arrange(await listSections(sql, region.code, plan.id, { book: section.book })))
  const at = order.findIndex(one => one.section.id === section.id)
  const self = order[at]
  const threads = await listThreads(sql, { regionCode: region.code, kind: 'section', id: section.id })
  const names = await namesOfAccounts(sql, section.stateBy === undefined ? [] : [section.stateBy])
  const pictures = await readPictures(platform, region.code, texts.values())
  const words = [...texts.values()].reduce((sum, one) => sum + one.words, 0)
  const live = blocks.filter(one => one.kind === 'live')
  const meter = completeness({
    state: section.state,
    words,
    wordsWanted: section.wordsWanted,
    live: live.length,
    liveFilled: live.filter(one => !isMissing(drawn.get(one.id)?.blocks ?? [])).length,
  })
  const mayWrite = stand.hands.has('write')
  const fixed = refuseText(section.state)
  // What can no longer be written reads as a page, without the editor; words that came back stand in their form all the same.
  const returned = retry?.form.values['teks'] !== undefined
  const open =
    fixed && !returned ? undefined : (chosenBlock(blocks, c.req.query('blok')) ?? chosenBlock(blocks, undefined))
  const writes = mayWrite && fixed === undefined
  const href = (id: string) => pictures.get(id)
  const here = sectionHref(section)
  const headingOnly = blocks.length === 0 && section.wordsWanted === 0
  return {
    title: section.title,
    section: planSection,
    working: true,
    islands: open ? editorIslands : [],
    crumbs: await bookCrumbs(
      visit,
      stand,
      { label: bookName(lang, section.book), href: bookHref(plan, String(section.book)) },
      { label: section.title },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="note mb-2">{t.section.of(self?.number ?? '', bookName(lang, section.book))}</p>
        <h1>{section.title}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <StateChip lang={lang} state={section.state} />
          {!headingOnly && (
            <span>
              {t.percent(meter.percent)},{' '}
              {section.wordsWanted > 0
                ? t.plan.words(formatCount(words, lang), formatCount(section.wordsWanted, lang))
                : t.plan.wordsOnly(formatCount(words, lang))}
              {meter.liveEmpty > 0 && `, ${t.plan.liveEmpty(formatCount(meter.liveEmpty, lang))}`}
            </span>
          )}
        </p>
        {!headingOnly && (
          <div class="max-w-[40rem]">
            <Meter value={meter.percent} max={100} />
          </div>
        )}
        {section.guide !== undefined && (
          <div class="call mt-6 max-w-[66ch]">
            <p class="call-title">{t.section.guide}</p>
            <div class="whitespace-pre-line">{section.guide}</div>
          </div>
        )}
        {!writes && <p class="note mt-6 max-w-[66ch]">{fixed && mayWrite ? fixed[lang] : t.section.notYours}</p>}
        {blocks.length === 0 && <p class="note mt-8">{t.section.heading}</p>}
        {blocks.map(block => {
          const blocksDrawn = drawn.get(block.id)?.blocks ?? []
          const text = block.kind === 'narrative' ? texts.get(block.textId) : undefined
          const reading = <DocumentBlocks lang={lang} blocks={blocksDrawn} fileHref={href} />
          return (
            <section class="mt-10" aria-labelledby={`blok-${block.id}`}>
              <h2
                id={`blok-${block.id}`}
                class={block.kind === 'live' || open?.id === block.id ? 'sr-only' : 'mb-3 text-lg'}
              >
                {blockName(lang, blocks, block)}
              </h2>
              {text && open?.id === block.id ? (
                <Writing
                  visit={visit}
                  stand={stand}
                  block={block}
                  text={text}
                  retry={retry}
                  writes={writes || returned}
                  reading={reading}
                  label={blockName(lang, blocks, block)}
                />
              ) : (
                <div lang="id">{blocksDrawn.length === 0 ? <p class="note">{t.read.empty}</p> : reading}</div>
              )}
              {text && open?.id !== block.id && writes && (
                <p class="mt-3 no-print">
                  <a class="a" href={`${here}?blok=${block.id}#blok-${block.id}`}>
                    {t.section.writeThis}
                  </a>
                </p>
              )}
            </section>
          )
        })}
        <Moves visit={visit} section={section} hands={stand.hands} words={words} retry={retry} />
        <section class="sec" aria-labelledby="tentang">
          <h2 id="tentang">{t.section.facts}</h2>
          <div class="mt-4 max-w-[40rem]">
            <Facts
              facts={[
                { label: t.section.owner, value: section.ownerName ?? t.plan.noOwner },
                ...(section.dueOn === undefined
                  ? []
                  : [{ label: t.section.due, value: formatDate(section.dueOn, lang, region.timezone) }]),
                ...(section.stateAt === undefined
                  ? []
                  : [
                      {
                        label: t.section.state,
                        value: (
                          <>
                            <StateChip lang={lang} state={section.state} />{' '}
                            {t.section.changedBy(
                              names.get(section.stateBy ?? '') ?? '–',
                              formatDateTime(section.stateAt, lang, region.timezone),
                            )}
                          </>
                        ),
                      },
                    ]),
                ...(section.stateNote === undefined
                  ? []
                  : [{ label: t.section.note, value: <span class="whitespace-pre-line">{section.stateNote}</span> }]),
              ]}
            />
          </div>
          <p class="mt-4 flex flex-wrap gap-3 no-print">
            <Button href={`${here}/riwayat`} icon="history">
              {t.section.history}
            </Button>
            {writes && (
              <Button href={`${here}/blok`} icon="table">
                {t.section.editBlocks}
              </Button>
            )}
            {stand.hands.has('keep') && (
              <Button href={`${here}/atur`} icon="settings">
                {t.section.settings}
              </Button>
            )}
            <Button href={`${bookHref(plan, String(section.book))}#bagian-${section.id}`} icon="book-open">
              {t.section.readBook}
            </Button>
          </p>
        </section>
        <Below lang={lang} self={self} />
        <CommentThread
          lang={lang}
          actor={actor}
          stand={stand}
          subject={{
            regionCode: region.code,
            kind: 'section',
            id: section.id,
            title: section.title,
            ownerId: section.ownerId,
          }}
          threads={threads}
          back={here}
          blocks={blocks
            .filter(one => one.kind === 'narrative')
            .map(one => ({ id: one.id, label: blockName(lang, blocks, one) }))}
          suggests={fixed === undefined}
          take={
            writes
              ? comment => (
                  <form method="post" action={`${here}/usul`} class="mt-3">
                    <input type="hidden" name="komentar" value={comment.id} />
                    <Button icon="check">{t.section.take}</Button>
                  </form>
                )
              : undefined
          }
        />
        <Neighbours lang={lang} before={order[at - 1]} after={order[at + 1]} />
      </div>
    ),
  }
}
