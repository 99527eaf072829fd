import { formatCount, formatDate, formatDateShort, formatDue } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Meter } from '#ui/meter.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayScore } from '../../access.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { type ListedSheet, loadSheets } from './list-data.ts'
import { sheetPath } from './sheet-data.ts'

/** The regions that an assessor scores. */
export const sheetListPage: Page = {
  path: '/lembar',
  permission: 'evaluation.sheets.list',
  may: mayScore,
  show: listView,
}

async function listView({ lang, platform, actor, c }: Visit): Promise<View> {
  const t = scoringPhrases(lang)
  const { items, next } = await loadSheets(platform.db.sql, actor.accountId ?? '', platform.clock.now(), {
    after: c.req.query('sesudah'),
    limit: 50,
  })
  return {
    title: t.listTitle,
    section: '/lembar',
    working: true,
    body: (
      <div class="pt-4">
        <h1>{t.listTitle}</h1>
        <p class="lead mt-3 mb-6">{t.listLead}</p>
        <Table<ListedSheet>
          lang={lang}
          caption={t.listTitle}
          rows={items}
          empty={{
            fact: t.listNone,
            reason: t.listNoneWhy,
            action: <Button href="/instrumen">{t.listNoneDo}</Button>,
          }}
          columns={[
            {
              key: 'region',
              label: t.region,
              rowHeader: true,
              cell: ({ region, round, roundId, regionCode, ready }) => (
                <>
                  {ready ? (
                    <a class="a" href={sheetPath(roundId, regionCode)}>
                      {region.regionName}
                    </a>
                  ) : (
                    region.regionName
                  )}
                  <span class="block text-sm font-normal text-muted">{round.title[lang]}</span>
                </>
              ),
            },
            {
              key: 'progress',
              label: t.progress,
              class: 'w-52',
              onlyWide: true,
              cell: ({ scored, total, flagged }) => (
                <>
                  <Meter value={scored} max={total} />
                  <span class="text-sm whitespace-nowrap">
                    {t.scored(formatCount(scored, lang), formatCount(total, lang))}
                    {flagged > 0 && `, ${t.flagged(formatCount(flagged, lang))}`}
                  </span>
                </>
              ),
            },
            { key: 'due', label: t.due, onlyWide: true, cell: sheet => <Due lang={lang} sheet={sheet} /> },
            { key: 'todo', label: t.todo, align: 'right', cell: sheet => <Todo lang={lang} sheet={sheet} /> },
          ]}
        />
        <Pager lang={lang} nextHref={next && `/lembar?sesudah=${next}`} />
      </div>
    ),
  }
}

function Due({ lang, sheet: { due } }: { lang: Visit['lang']; sheet: ListedSheet }) {
  if (!due) return <span class="text-muted">{scoringPhrases(lang).noDates}</span>
  return (
    <>
      {formatDate(due.day, lang)}
      <span class="block text-sm text-muted">{formatDue(due.left, lang)}</span>
    </>
  )
}

function Todo({ lang, sheet }: { lang: Visit['lang']; sheet: ListedSheet }) {
  const t = scoringPhrases(lang)
  const { roundId, regionCode, ready, submittedAt, scored, total, region } = sheet
  if (submittedAt) {
    return <Chip status="ok">{t.submittedAt(formatDateShort(submittedAt, lang, region.zone))}</Chip>
  }
  if (!ready) return <Chip status="idle">{t.waiting}</Chip>
  const words = scored === 0 ? t.start : scored < total ? t.resume : t.handInNow
  return (
    <a class="a" href={`${sheetPath(roundId, regionCode)}${scored === total ? '-kirim' : '/lanjut'}`}>
      {words}
      <span class="sr-only">: {region.regionName}</span>
    </a>
  )
}
