import { formatCount } from '#kit/format.ts'
import { type SheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { type Column, Table } from '#ui/table.tsx'
import { mayReadInside, refuseKeep } from '../../access.ts'
import { type ProgressRow, readProgress } from '../../actions/workshop/read-progress.ts'
import { type Stage, STAGES } from '../../model.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace } from './place.ts'

const done = ({ sections }: ProgressRow) => sections.accepted + sections.locked
const every = ({ sections }: ProgressRow) => Object.values(sections).reduce((sum, n) => sum + n, 0)

/** `…/bimtek/:series/kemajuan`: what every OPD did so far. */
export const progressPage: Page = {
  path: `${seriesPlace}/kemajuan`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: progressView,
}

async function progressView(visit: Visit): Promise<View> {
  const { platform, actor, lang } = visit
  const t = workshopPhrases(lang).progress
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const { rows, stages } = await readProgress(platform, stand)
  const count = (n: number) => formatCount(n, lang)
  const sum = (of: (row: ProgressRow) => number) => count(rows.reduce((all, row) => all + of(row), 0))
  const number = (
    key: string,
    label: string,
    of: (row: ProgressRow) => number,
    onlyWide = false,
  ): Column<ProgressRow> => ({
    key,
    label,
    align: 'right',
    onlyWide,
    cell: row => count(of(row)),
  })
  const here = seriesHref(region.code, series.id, 'kemajuan')
  const columns: Column<ProgressRow>[] = [
    {
      key: 'office',
      label: t.office,
      rowHeader: true,
      cell: row => (
        <>
          {row.name}
          {row.late > 0 && (
            <small class="block font-normal text-error">
              {t.late}: {count(row.late)}
            </small>
          )}
        </>
      ),
    },
    ...stages.map(stage => number(`came${stage}`, t.came(roman[stage]), row => row.came.get(stage) ?? 0, true)),
    number('cards', t.cards, row => row.cards),
    number('owed', t.owed, row => row.owed),
    number('submitted', t.submitted, row => row.submitted, true),
    number('accepted', t.accepted, row => row.accepted),
    {
      key: 'sections',
      label: t.sections,
      align: 'right',
      onlyWide: true,
      cell: row => (every(row) === 0 ? '–' : `${count(done(row))} / ${count(every(row))}`),
    },
  ]
  return {
    title: `${t.title}, ${series.title}`,
    section: planSection,
    crumbs: await seriesCrumbs(visit, stand, { label: t.title }),
    body: (
      <div class="pt-2">
        <p class="eyebrow">{series.title}</p>
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <ArchivedCall {...{ visit, stand }} />
        <div class="mt-6">
          <Table
            lang={lang}
            caption={t.caption}
            rows={rows}
            columns={columns}
            count={t.count(count(rows.length))}
            csvHref={`${here}.csv`}
            xlsxHref={`${here}.xlsx`}
            empty={{ fact: t.none, reason: t.noneWhy }}
            foot={{
              office: t.total,
              ...Object.fromEntries(stages.map(stage => [`came${stage}`, sum(row => row.came.get(stage) ?? 0)])),
              cards: sum(row => row.cards),
              owed: sum(row => row.owed),
              submitted: sum(row => row.submitted),
              accepted: sum(row => row.accepted),
              sections: `${sum(done)} / ${sum(every)}`,
            }}
          />
        </div>
        {refuseKeep(actor, region.code) === undefined && (
          <p class="no-print mt-8">
            <a class="a" href={`${planHref(region.code)}/pindah-opd`}>
              {keepPhrases(lang).transfer.link}
            </a>
          </p>
        )}
      </div>
    ),
  }
}

/** The same as a file; stages without a meeting are empty. */
export const progressFile = (format: SheetFormat): Page => ({
  path: `${seriesPlace}/kemajuan.${format}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { lang, platform } = visit
    const t = workshopPhrases(lang).progress
    const stand = await getPlacedSeries(visit)
    const { rows, stages } = await readProgress(platform, stand)
    const number = (key: string, label: string, value: (row: ProgressRow) => number | undefined) => ({
      key,
      label,
      kind: 'integer' as const,
      value,
    })
    const came = (stage: Stage) => (row: ProgressRow) =>
      stages.includes(stage) ? (row.came.get(stage) ?? 0) : undefined
    const states = ['empty', 'draft', 'review', 'accepted', 'locked'] as const
    return await sheetResponse<ProgressRow>(
      {
        name: `kemajuan-${stand.region.code}-${stand.series.year}`,
        rows,
        columns: [
          { key: 'office', label: t.office, width: 44, value: row => row.name },
          ...STAGES.map(stage => number(`came_${stage}`, t.came(roman[stage]), came(stage))),
          number('cards', t.cards, row => row.cards),
          number('owed', t.owed, row => row.owed),
          number('late', t.late, row => row.late),
          number('submitted', t.submitted, row => row.submitted),
          number('accepted', t.accepted, row => row.accepted),
          ...states.map(state =>
            number(`sections_${state}`, `${t.sections}: ${t.section[state]}`, row => row.sections[state]),
          ),
        ],
      },
      format,
    )
  },
})
