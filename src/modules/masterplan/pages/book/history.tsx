import { formatCount, formatDateTime, type Lang } from '#kit/format.ts'
import { listVersions, type TextVersion } from '#platform/collab/texts.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayReadInside, mayWritePlans } from '../../access.ts'
import { restoreVersion } from '../../actions/book/save-text.ts'
import { noSuchBlock, refuseFixed, refuseSectionWrite } from '../../actions/book/section-stand.ts'
import type { SectionEvent } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { refuseText } from '../../rules/book/section-state.ts'
import { wordChanges } from '../../rules/book/word-changes.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { listSectionEvents } from '../../store/book/events.ts'
import { planSection } from '../nav.tsx'
import { Refused, wholeIn } from '../workshop/retry.tsx'
import { blockName, bookCrumbs, flashOf, sectionHref, sectionOf, sectionPlace } from './place.ts'

const pageSize = 10
const mostEvents = 30

/**
 * `…/bagian/:section/riwayat`: the versions of a narrative with what changed word by word, and what happened to the section.
 * Who may write the section puts an earlier version back.
 */
export const historyPage: Page = {
  path: `${sectionPlace}/riwayat`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: historyView,
  submit: {
    permission: 'masterplan.section.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['collab.text.replaced'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { section } = await sectionOf(visit)
      const { regionCode, id: sectionId } = section
      refuseSectionWrite(actor, regionCode, section)
      refuseFixed(section)
      const block = await narrativeOf(visit)
      if (!block) throw noSuchBlock()
      await restoreVersion(
        platform,
        actor,
        {
          regionCode,
          sectionId,
          blockId: block.id,
          version: wholeIn(form.text('versi')) ?? 0,
          wanted: wholeIn(form.text('pulihkan')) ?? 0,
        },
        writer,
      )
      return c.redirect(`${sectionHref(section, 'riwayat')}?blok=${block.id}&pesan=pulih`, 303)
    },
  },
}

async function narrativeOf(visit: Visit) {
  const { section } = await sectionOf(visit)
  const narratives = (await listBlocks(visit.platform.db.sql, section.regionCode, section.id)).flatMap(one =>
    one.kind === 'narrative' ? [one] : [],
  )
  const id = visit.c.req.query('blok')
  return id === undefined ? narratives[0] : narratives.find(one => one.id === id)
}

async function historyView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, c } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).history
  const stand = await sectionOf(visit)
  const { section, region } = stand
  const blocks = await listBlocks(sql, region.code, section.id)
  const narratives = blocks.flatMap(one => (one.kind === 'narrative' ? [one] : []))
  const asked = c.req.query('blok')
  const block = asked === undefined ? narratives[0] : narratives.find(one => one.id === asked)
  const before = wholeIn(c.req.query('sebelum'))
  const found = block ? await listVersions(sql, region.code, block.textId, { limit: pageSize + 1, before }) : []
  const newest = before === undefined ? found[0] : undefined
  const events = await listSectionEvents(sql, region.code, section.id, mostEvents)
  const names = await namesOfAccounts(sql, [
    ...new Set([
      ...found.flatMap(one => one.accountIds),
      ...events.flatMap(one => (one.accountId === undefined ? [] : [one.accountId])),
    ]),
  ])
  const writes = stand.hands.has('write') && refuseText(section.state) === undefined
  const here = sectionHref(section, 'riwayat')
  const title = t.title(section.title)
  const shown = found.slice(0, pageSize)
  return {
    title,
    section: planSection,
    crumbs: await bookCrumbs(
      visit,
      stand,
      { label: section.title, href: sectionHref(section) },
      { label: bookPhrases(lang).section.history },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-8">{t.lead}</p>
        {narratives.length > 1 && (
          <div class="mb-6">
            <Seg
              label={t.versions}
              links={narratives.map(one => ({
                href: `${here}?blok=${one.id}`,
                label: blockName(lang, blocks, one),
                current: one.id === block?.id,
              }))}
            />
          </div>
        )}
        <section aria-labelledby="versi">
          <h2 id="versi">{t.versions}</h2>
          {shown.length === 0 && <Empty fact={t.none} reason={t.noneWhy} />}
          <ol class="mt-4 max-w-[66ch]">
            {shown.map((version, at) => (
              <li class="border-t border-base-300 py-4">
                <Version
                  lang={lang}
                  zone={region.timezone}
                  version={version}
                  older={found[at + 1]}
                  first={at === found.length - 1}
                  open={at === 0 && before === undefined}
                  names={names}
                  current={version.version === newest?.version}
                />
                {writes && block && version.version !== newest?.version && (
                  <form method="post" action={`${here}?blok=${block.id}`} class="mt-3 no-print">
                    <input
                      type="hidden"
                      name="versi"
                      value={String(newestVersion(found, newest, c.req.query('kini')))}
                    />
                    <Button name="pulihkan" value={String(version.version)} icon="history">
                      {t.restore(formatCount(version.version, lang))}
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ol>
          {block && (
            <Pager
              lang={lang}
              previousHref={before === undefined ? undefined : `${here}?blok=${block.id}`}
              previousLabel={t.newest}
              nextHref={
                found.length > pageSize
                  ? `${here}?blok=${block.id}&sebelum=${shown.at(-1)?.version}&kini=${newestVersion(found, newest, c.req.query('kini'))}`
                  : undefined
              }
              nextLabel={t.older}
            />
          )}
        </section>
        <section class="sec" aria-labelledby="peristiwa">
          <h2 id="peristiwa" class="mb-4">
            {t.events}
          </h2>
          <Timeline
            moments={events.map(one => ({
              when: formatDateTime(one.happenedAt, lang, region.timezone),
              datetime: one.happenedAt.toISOString(),
              fact: t.eventWords[one.event] ?? one.event,
              line: eventLine(lang, one, names),
            }))}
          />
        </section>
      </div>
    ),
  }
}

/** The version that stands now: the newest of the list, or what an older page carries in its address. */
const newestVersion = (
  found: readonly TextVersion[],
  newest: TextVersion | undefined,
  kept: string | undefined,
): number => newest?.version ?? wholeIn(kept) ?? found[0]?.version ?? 0

function Version({
  lang,
  zone,
  version,
  older,
  first,
  open,
  names,
  current,
}: {
  lang: Lang
  zone: 'WIB' | 'WITA' | 'WIT'
  version: TextVersion
  older: TextVersion | undefined
  first: boolean
  open: boolean
  names: ReadonlyMap<string, string>
  current: boolean
}) {
  const t = bookPhrases(lang).history
  const { changes, added, removed } = wordChanges(older?.plain ?? '', version.plain)
  const said = [
    ...(added > 0 ? [t.added(formatCount(added, lang))] : []),
    ...(removed > 0 ? [t.removed(formatCount(removed, lang))] : []),
  ]
  return (
    <>
      <p>
        <strong>{t.version(formatCount(version.version, lang))}</strong>
        {current && ` (${t.now})`}
        <span class="block text-sm text-muted">
          {formatDateTime(version.madeAt, lang, zone)}, {t.how[version.how]}
          {version.accountIds.length > 0 && `, ${version.accountIds.map(id => names.get(id) ?? '–').join(', ')}`}
        </span>
      </p>
      <details class="plain-fold mt-2" open={open}>
        <summary>
          {t.see}: {said.length === 0 ? t.same : said.join(', ')}
        </summary>
        {first && older === undefined && <p class="note mt-2">{t.first}</p>}
        <p class="mt-2 whitespace-pre-line break-words" lang="id">
          {changes.map(({ kind, text }) =>
            kind === 'same' ? (
              `${shortened(text)} `
            ) : kind === 'added' ? (
              <>
                <ins>
                  <span class="sr-only">[{t.insertion}: </span>
                  {text}
                  <span class="sr-only">]</span>
                </ins>{' '}
              </>
            ) : (
              <>
                <del class="text-muted">
                  <span class="sr-only">[{t.deletion}: </span>
                  {text}
                  <span class="sr-only">]</span>
                </del>{' '}
              </>
            ),
          )}
        </p>
      </details>
    </>
  )
}

/** A long stretch that stayed, as its beginning and its end. */
function shortened(text: string): string {
  const words = text.split(' ')
  return words.length <= 60 ? text : `${words.slice(0, 25).join(' ')} […] ${words.slice(-25).join(' ')}`
}

function eventLine(lang: Lang, event: SectionEvent, names: ReadonlyMap<string, string>) {
  const t = bookPhrases(lang)
  const who = [names.get(event.accountId ?? ''), event.office].filter(Boolean).join(', ')
  const note =
    event.event === 'text-restored' && event.note !== undefined
      ? t.history.version(event.note)
      : event.event.startsWith('block-') && event.note !== undefined
        ? ((t.live.sources as Record<string, string>)[event.note] ?? event.note)
        : event.note
  return (
    <>
      {event.fields.map(one => (
        <span class="block">
          {t.history.fields[one.field] ?? one.field}: {one.before ?? t.history.empty} → {one.after ?? t.history.empty}
        </span>
      ))}
      {note !== undefined && <span class="block whitespace-pre-line">{note}</span>}
      <span class="text-muted">{who}</span>
    </>
  )
}
