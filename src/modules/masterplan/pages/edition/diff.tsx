import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenPlans } from '../../access.ts'
import { readDiff } from '../../actions/edition/read-edition.ts'
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
        {told.map((change, at) => (
          <Change visit={visit} change={change} id={`perubahan-${at}`} />
        ))}
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

const nameOf = ({ lang }: Visit, { book, number, title }: SectionChange): string =>
  `${phrases(lang).book[book].split(':')[0]}, ${number} ${title}`

const chips = { added: 'ok', removed: 'late', changed: 'info', same: 'idle' } as const

function Change({ visit, change, id }: { visit: Visit; change: SectionChange; id: string }) {
  const t = editionPhrases(visit.lang).diff
  const { kind, texts, tables, pictures, wordsAdded, wordsRemoved } = change
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
        <Chip status={chips[kind]}>{t.kinds[kind]}</Chip>{' '}
        <span class="text-muted">
          {[
            wordsAdded + wordsRemoved > 0 ? t.words(wordsAdded, wordsRemoved) : undefined,
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
  const list = (label: string, rows: readonly string[][]) =>
    rows.length > 0 && (
      <>
        <p class="mt-2 font-semibold">
          {label} ({rows.length})
        </p>
        <ul class="doc">
          {rows.slice(0, 50).map(row => (
            <li>{line(row)}</li>
          ))}
        </ul>
      </>
    )
  return (
    <div class="mt-4">
      <h3>{t.table(change.caption)}</h3>
      {list(t.rowAdded, change.added)}
      {list(t.rowRemoved, change.removed)}
      {change.changed.length > 0 && (
        <>
          <p class="mt-2 font-semibold">
            {t.rowChanged} ({change.changed.length})
          </p>
          <ul class="doc">
            {change.changed.slice(0, 50).map(({ before, after }) => (
              <li>
                {line(before)} <strong>{t.became}</strong> {line(after)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
