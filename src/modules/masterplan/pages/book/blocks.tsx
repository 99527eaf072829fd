import { invalid } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { DocumentBlocks } from '#ui/document-blocks.tsx'
import { mayWritePlans } from '../../access.ts'
import { liveContext } from '../../actions/book/live/context.ts'
import { drawLive } from '../../actions/book/live/index.ts'
import { addBlock, archiveBlock, moveBlock, saveLiveBlock } from '../../actions/book/save-block.ts'
import { noSuchBlock, refuseFixed, refuseSectionWrite } from '../../actions/book/section-stand.ts'
import type { LiveBlock } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { planSection } from '../nav.tsx'
import { errorOf, Refused, wholeIn } from '../workshop/retry.tsx'
import { describe, LiveFields, readLiveForm, sourceIn, SourceField } from './live-fields.tsx'
import { blockName, blockPlace, bookCrumbs, flashOf, placeOf, sectionHref, sectionOf, sectionPlace } from './place.ts'

const events = ['added', 'changed', 'moved', 'archived'].map(event => `masterplan.block.${event}`)

const noSource = {
  field: 'source',
  sentence: { id: 'Pilih sumber data dari daftar.', en: 'Choose a source of data from the list.' },
}

/** `…/bagian/:section/blok`: the blocks of a section in their order; adding, moving and archiving them. */
export const blocksPage: Page = {
  path: `${sectionPlace}/blok`,
  permission: 'masterplan.section.write',
  may: mayWritePlans,
  show: blocksView,
  submit: {
    permission: 'masterplan.section.write',
    may: mayWritePlans,
    limit: 'write',
    audit: events,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section } = await sectionOf(visit)
      const place = { regionCode: section.regionCode, sectionId: section.id }
      refuseSectionWrite(actor, section.regionCode, section)
      refuseFixed(section)
      const here = sectionHref(section, 'blok')
      const [deed = '', blockId = '', version] = (form.text('aksi') ?? '').split('/')
      if (deed === 'naik' || deed === 'turun') {
        await moveBlock(platform, actor, { ...place, blockId, by: deed === 'naik' ? -1 : 1 }, writer)
        return c.redirect(`${here}?pesan=dipindah`, 303)
      }
      if (deed === 'arsip') {
        await archiveBlock(platform, actor, { ...place, blockId, version: wholeIn(version) ?? 0 }, writer)
        return c.redirect(`${here}?pesan=diarsipkan`, 303)
      }
      if (deed === 'tulisan') {
        await addBlock(platform, actor, place, writer)
        return c.redirect(`${here}?pesan=disimpan`, 303)
      }
      const source = sourceIn(form.text('source'))
      if (!source) throw invalid(noSource)
      await addBlock(platform, actor, { ...place, live: readLiveForm(form, source) }, writer)
      return c.redirect(`${here}?pesan=disimpan`, 303)
    },
  },
}

async function blocksView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).blocks
  const stand = await sectionOf(visit)
  const { section } = stand
  refuseSectionWrite(actor, section.regionCode, section)
  const blocks = await listBlocks(sql, section.regionCode, section.id)
  const source = sourceIn(retry?.form.values['source']?.[0] ?? c.req.query('sumber'))
  const here = sectionHref(section, 'blok')
  const title = t.title(section.title)
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(
      visit,
      stand,
      { label: section.title, href: sectionHref(section) },
      { label: bookPhrases(lang).section.editBlocks },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-8">{t.lead}</p>
        {blocks.length === 0 && <p class="note">{t.none}</p>}
        <form method="post">
          <ol>
            {blocks.map((block, at) => {
              const deed = (value: string, label: string, icon: 'arrow-up' | 'arrow-down' | 'archive') => (
                <Button name="aksi" value={`${value}/${block.id}/${block.version}`} icon={icon}>
                  <span aria-hidden="true">{label}</span>
                  <span class="sr-only">{t.spoken(label, at + 1)}</span>
                </Button>
              )
              return (
                <li class="border-t border-base-300 py-4">
                  <p>
                    <strong>{blockName(lang, blocks, block)}</strong>
                    <small class="block text-muted">
                      {block.kind === 'narrative' ? t.narrative : describe(lang, block)}
                    </small>
                  </p>
                  <p class="mt-3 flex flex-wrap gap-3">
                    {at > 0 && deed('naik', t.up, 'arrow-up')}
                    {at < blocks.length - 1 && deed('turun', t.down, 'arrow-down')}
                    {block.kind === 'live' && (
                      <Button href={`${here}/${block.id}`} icon="pencil">
                        <span aria-hidden="true">{t.edit}</span>
                        <span class="sr-only">{t.spoken(t.edit, at + 1)}</span>
                      </Button>
                    )}
                    {deed('arsip', t.remove, 'archive')}
                  </p>
                </li>
              )
            })}
          </ol>
          <p class="mt-4">
            <Button name="aksi" value="tulisan" icon="plus">
              {t.addNarrative}
            </Button>
          </p>
        </form>
        <section class="sec max-w-[40rem]" aria-labelledby="data-baru">
          <h2 id="data-baru">{t.addLive}</h2>
          {source === undefined ? (
            <form method="get" class="mt-4">
              <SourceField lang={lang} value={undefined} error={errorOf(retry, lang, 'source')} />
              <Button>{t.next}</Button>
            </form>
          ) : (
            <form method="post" novalidate class="mt-4">
              <LiveFields lang={lang} retry={retry} source={source} />
              <p class="flex flex-wrap gap-3">
                <Button look="primary">{t.add}</Button>
                <Button href={`${here}#data-baru`}>{t.source}</Button>
              </p>
            </form>
          )}
        </section>
      </div>
    ),
  }
}

/** `…/blok/:block`: the form, filter and caption of one live block, with what it draws now. */
export const liveBlockPage: Page = {
  path: blockPlace,
  permission: 'masterplan.section.write',
  may: mayWritePlans,
  show: liveBlockView,
  submit: {
    permission: 'masterplan.section.write',
    may: mayWritePlans,
    limit: 'write',
    audit: events,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section } = await sectionOf(visit)
      const { regionCode, id: sectionId } = section
      refuseSectionWrite(actor, regionCode, section)
      refuseFixed(section)
      const block = await liveOf(visit)
      await saveLiveBlock(
        platform,
        actor,
        {
          regionCode,
          sectionId,
          blockId: block.id,
          version: wholeIn(form.text('versi')) ?? 0,
          input: readLiveForm(form, block.source),
        },
        writer,
      )
      return c.redirect(`${sectionHref(section, 'blok')}?pesan=disimpan`, 303)
    },
  },
}

async function liveOf(visit: Visit): Promise<LiveBlock> {
  const { regionCode, sectionId, blockId } = placeOf(visit)
  const block = (await listBlocks(visit.platform.db.sql, regionCode, sectionId)).find(one => one.id === blockId)
  if (block?.kind !== 'live') throw noSuchBlock()
  return block
}

async function liveBlockView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = bookPhrases(lang)
  const stand = await sectionOf(visit)
  const { section, plan, region } = stand
  refuseSectionWrite(actor, section.regionCode, section)
  const block = await liveOf(visit)
  const now = platform.clock.now()
  const drawn = await drawLive(liveContext({ db: platform.db.sql, region, plan, now }, [block]), block)
  return {
    title: t.blocks.editTitle,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(
      visit,
      stand,
      { label: section.title, href: sectionHref(section) },
      { label: t.section.editBlocks, href: sectionHref(section, 'blok') },
      { label: t.blocks.edit },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.blocks.editTitle}</h1>
        <form method="post" novalidate class="mt-8 max-w-[40rem]">
          <input type="hidden" name="versi" value={String(block.version)} />
          <LiveFields lang={lang} retry={retry} source={block.source} block={block} />
          <Button look="primary">{t.blocks.save}</Button>
        </form>
        <section class="sec" aria-labelledby="pratinjau">
          <h2 id="pratinjau" class="mb-4">
            {t.blocks.preview}
          </h2>
          <div lang="id">
            <DocumentBlocks lang={lang} blocks={drawn} fileHref={() => undefined} />
          </div>
        </section>
      </div>
    ),
  }
}
