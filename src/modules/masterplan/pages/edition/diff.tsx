import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenPlans } from '../../access.ts'
import { readDiff } from '../../actions/edition/read-edition.ts'
import { type BookNumber, BOOKS } from '../../model.ts'
import type { SectionChange, TableChange, WordChange } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { phrases } from '../../phrases/index.ts'
import { listEditions } from '../../store/edition/editions.ts'
import { planSection } from '../nav.tsx'
import { editionCrumbs, editionHref, editionPlace, placeOf } from './place.ts'

/** `…/beda?dengan=`: what an edition changed, section by section, against the one before it or a chosen one. */
export const diffPage: Page = {
  path: `${editionPlace}/beda`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  limit: 'document',
  show: diffView,
}

async function diffView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { regionCode, editionId } = placeOf(visit)
  const asked = c.req.query('dengan')
  const otherId = asked !== undefined && /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined
  const { edition, previous, changes, region, sight } = await readDiff(platform, actor, {
    regionCode,
    editionId,
    otherId,
  })
  const others = (
    await listEditions(
      platform.db.sql,
      regionCode,
      { publishedOnly: sight !== 'all', withoutWithdrawn: true },
      { limit: 50 },
    )
  ).filter(one => one.id !== edition.id)
  const all = editionPhrases(lang)
  const t = all.diff
  const count = (kind: SectionChange['kind']) => changes.filter(one => one.kind === kind).length
  const told = changes.filter(one => one.kind !== 'same')
  const same = changes.filter(one => one.kind === 'same')
  return {
    title: t.title(edition.year),
    section: planSection,
    crumbs: await editionCrumbs(visit, region, edition, { label: all.differenceTitle }),
    body: (
      <div class="pt-2">
        <h1>{t.title(edition.year)}</h1>
        <p class="lead mt-3">{previous ? t.against(`${all.of(previous.year)}: ${previous.title}`) : t.againstNone}</p>
        <p class="mt-2 mb-6">{t.counts(count('added'), count('removed'), count('changed'), count('same'))}</p>
        {others.length > 0 && (
          <form method="get" action={editionHref(edition, 'beda')} class="no-print mb-8 max-w-[32rem]">
            <Field
              kind="select"
              name="dengan"
              lang={lang}
              label={t.choose}
              value={previous?.id}
              options={others.map(one => ({ value: one.id, label: `${all.of(one.year)}: ${one.title}` }))}
            />
            <Button>{t.show}</Button>
          </form>
        )}
        {told.length === 0 && <p class="note">{t.nothing}</p>}
        {previous && told.length > 0 && <Overview visit={visit} told={told} />}
        {previous
          ? told.map((change, at) => <Change visit={visit} change={change} id={`perubahan-${at + 1}`} />)
          : BOOKS.map(book => <AllNew visit={visit} book={book} changes={changes.filter(one => one.book === book)} />)}
        {same.length > 0 && (
          <details class="plain-fold mt-10">
            <summary>
              {t.unchanged} ({same.length})
            </summary>
            <ul class="mt-2">
              {same.map(one => (
                <li>{nameOf(visit, one)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    ),
  }
}

/** Which sections changed and by how much, each with a way to where it is told. */
function Overview({ visit, told }: { visit: Visit; told: readonly SectionChange[] }) {
  const t = editionPhrases(visit.lang).diff
  const otherwise = ({ renamedFrom, movedFrom }: SectionChange) =>
    renamedFrom === undefined ? movedFrom && t.moved(movedFrom) : t.renamed(renamedFrom)
  return (
    <nav aria-labelledby="ringkas" class="mb-4">
      <h2 id="ringkas">{t.overview}</h2>
      <ul class="todo mt-3">
        {told.map((change, at) => (
          <li>
            <div>
              <a class="a" href={`#perubahan-${at + 1}`}>
                {nameOf(visit, change)}
              </a>
              <p>{sizeOf(visit, change) || otherwise(change)}</p>
            </div>
            <Chip status={chips[change.kind]} {...lookOf(change.kind)}>
              {t.kinds[change.kind]}
            </Chip>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** "12 kata ditambah, 3 kata dihapus, 1 tabel, 2 gambar": how much of a section changed. */
function sizeOf({ lang }: Visit, { wordsAdded, wordsRemoved, tables, pictures }: SectionChange): string {
  const t = editionPhrases(lang).diff
  return [
    wordsAdded + wordsRemoved > 0 ? t.words(wordsAdded, wordsRemoved) : undefined,
    tables.length > 0 ? t.tables(tables.length) : undefined,
    pictures.length > 0 ? t.pictures(pictures.length) : undefined,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The sections of a book of a first edition: all of them are new, so their names are enough. */
function AllNew({ visit, book, changes }: { visit: Visit; book: BookNumber; changes: readonly SectionChange[] }) {
  const words = changes.reduce((sum, one) => sum + one.wordsAdded, 0)
  return (
    <details class="plain-fold mt-4">
      <summary>{editionPhrases(visit.lang).diff.allNew(phrases(visit.lang).book[book], changes.length, words)}</summary>
      <ul class="mt-2">
        {changes.map(one => (
          <li>
            {one.number} {one.title}
          </li>
        ))}
      </ul>
    </details>
  )
}

const nameOf = ({ lang }: Visit, { book, number, title }: SectionChange): string =>
  `${phrases(lang).book[book].split(':')[0]}, ${number} ${title}`

/** Rows of a table that are told one by one. */
const MOST_ROWS = 50

/** What changed is not a day, which stands on other chips of this colour. */
const lookOf = (kind: SectionChange['kind']) => (kind === 'changed' ? { icon: 'pencil' as const } : {})

const chips = { added: 'ok', removed: 'late', changed: 'info', same: 'idle' } as const

function Change({ visit, change, id }: { visit: Visit; change: SectionChange; id: string }) {
  const t = editionPhrases(visit.lang).diff
  const { kind, texts, tables, pictures } = change
  const parts = (
    <>
      {texts.map(one => (
        <Words stretches={one} />
      ))}
      {tables.map(one => (
        <Rows visit={visit} change={one} />
      ))}
      {pictures.map(one => (
        <p class="doc-note mt-3">
          {t.picture[one.kind]}: {one.caption}
        </p>
      ))}
    </>
  )
  const any = texts.length + tables.length + pictures.length > 0
  return (
    <section class="mt-8 border-t border-base-300 pt-5" aria-labelledby={id}>
      <h2 id={id} class="text-xl">
        {nameOf(visit, change)}
      </h2>
      <p class="mt-2 mb-3">
        <Chip status={chips[kind]} {...lookOf(kind)}>
          {t.kinds[kind]}
        </Chip>{' '}
        <span class="text-muted">
          {[
            sizeOf(visit, change) || undefined,
            change.renamedFrom === undefined ? undefined : t.renamed(change.renamedFrom),
            change.movedFrom === undefined ? undefined : t.moved(change.movedFrom),
          ]
            .filter(Boolean)
            .join('. ')}
        </span>
      </p>
      {any && kind !== 'changed' ? (
        <details class="plain-fold">
          <summary>{t.full}</summary>
          {parts}
        </details>
      ) : (
        parts
      )}
    </section>
  )
}

function Words({ stretches }: { stretches: readonly WordChange[] }) {
  return (
    <p class="doc mb-3">
      {stretches.map(({ kind, text }) =>
        kind === 'added' ? <ins>{text} </ins> : kind === 'removed' ? <del>{text} </del> : `${text} `,
      )}
    </p>
  )
}

function Rows({ visit, change }: { visit: Visit; change: TableChange }) {
  const t = editionPhrases(visit.lang).diff
  const line = (row: readonly string[]) => row.filter(cell => cell !== '').join(' · ')
  const list = (label: string, rows: readonly string[][], Mark: 'ins' | 'del') =>
    rows.length > 0 && (
      <>
        <p class="mt-2 font-semibold">
          {label} ({rows.length})
        </p>
        <ul class="doc">
          {rows.slice(0, MOST_ROWS).map(row => (
            <li>
              <Mark>{line(row)}</Mark>
            </li>
          ))}
        </ul>
        {rows.length > MOST_ROWS && <p class="note mt-1">{t.more(rows.length - MOST_ROWS)}</p>}
      </>
    )
  return (
    <div class="mt-4">
      <h3>{t.table(change.caption)}</h3>
      {list(t.rowAdded, change.added, 'ins')}
      {list(t.rowRemoved, change.removed, 'del')}
      {change.changed.length > 0 && (
        <>
          <p class="mt-2 font-semibold">
            {t.rowChanged} ({change.changed.length})
          </p>
          <ul class="doc">
            {change.changed.slice(0, MOST_ROWS).map(({ before, after }) => (
              <li>
                {before.length === after.length ? (
                  <ChangedRow head={change.head} before={before} after={after} />
                ) : (
                  <>
                    <del>{line(before)}</del> {t.became} <ins>{line(after)}</ins>
                  </>
                )}
              </li>
            ))}
          </ul>
          {change.changed.length > MOST_ROWS && <p class="note mt-1">{t.more(change.changed.length - MOST_ROWS)}</p>}
        </>
      )}
    </div>
  )
}

/** A row by its name with only those of its cells that changed: "Dinas Kesehatan. Anggaran: 10 menjadi 12". */
function ChangedRow({
  head,
  before,
  after,
}: {
  head: readonly string[]
  before: readonly string[]
  after: readonly string[]
}) {
  return (
    <>
      <strong>{after.length > 2 && after[1] === before[1] ? `${after[0]} ${after[1]}` : after[0]}</strong>
      {after.map((cell, at) =>
        cell === before[at] ? null : (
          <span class="block">
            {head[at] !== undefined && head[at] !== '' && `${head[at]}: `}
            {before[at] !== '' && <del>{before[at]}</del>} {cell !== '' && <ins>{cell}</ins>}
          </span>
        ),
      )}
    </>
  )
}
