import { formatCount, formatDateTime } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenSheets } from '../../access.ts'
import type { Dimension } from '../../model.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { shortNames } from '../../rules/scoring/short-names.ts'
import { dimensionWord, score as scoreWords } from '../words.ts'
import { loadPanel, PanelPart } from './panel-part.tsx'
import { loadSheet, regionPath, resumeAt, type Sheet, sheetPath, sheetPlace, tally } from './sheet-data.ts'
import { SheetHead } from './sheet-head.tsx'

type Show = 'belum' | 'ditandai' | undefined
interface Filter {
  show: Show
  dimension: string | undefined
}

/** An assessor's sheet of a region at a glance; for the ministry and the auditor, how far the panel is. */
export const overviewPage: Page = {
  path: `${sheetPlace}/nilai`,
  permission: 'evaluation.sheet.read',
  may: mayOpenSheets,
  show: overviewView,
}

async function overviewView(visit: Visit): Promise<View> {
  const { lang, c } = visit
  const t = scoringPhrases(lang)
  const sheet = await loadSheet(visit)
  const { stand } = sheet
  const asked = c.req.query('tampil')
  const filter: Filter = {
    show: asked === 'belum' || asked === 'ditandai' ? asked : undefined,
    dimension: sheet.ground.instrument.dimensions.find(({ code }) => code === c.req.query('bagian'))?.code,
  }
  const panel = stand.sight.panelProgress ? await loadPanel(visit, sheet) : undefined
  const region = stand.region.regionName
  return {
    title: stand.sight.ownScores ? t.sheetOf(region) : t.panelTitle(region),
    crumbs: stand.sight.ownScores
      ? [{ label: t.link, href: '/lembar' }, { label: region }]
      : [{ label: stand.round.title[lang], href: `/putaran/${stand.round.id}` }, { label: region }],
    section: '/lembar',
    working: true,
    body: (
      <div class="pt-2">
        <SheetHead lang={lang} sheet={sheet} />
        {stand.sight.ownScores ? <OwnPart visit={visit} sheet={sheet} filter={filter} /> : null}
        {panel && <PanelPart visit={visit} sheet={sheet} panel={panel} />}
      </div>
    ),
  }
}

function OwnPart({ visit, sheet, filter }: { visit: Visit; sheet: Sheet; filter: Filter }) {
  const { lang } = visit
  const t = scoringPhrases(lang)
  const { stand, roundId, code, ground } = sheet
  const here = sheetPath(roundId, code)
  const resume = resumeAt(sheet)
  const submittedAt = stand.panel?.submittedAt
  const link = (show: Show, dimension: string | undefined) => {
    const query = new URLSearchParams({
      ...(show ? { tampil: show } : {}),
      ...(dimension ? { bagian: dimension } : {}),
    })
    return query.size === 0 ? here : `${here}?${query.toString()}`
  }
  const shown = ground.instrument.dimensions
    .filter(dimension => filter.dimension === undefined || dimension.code === filter.dimension)
    .map(dimension => ({ dimension, ids: idsShown(sheet, dimension, filter.show) }))
    .filter(({ ids }) => ids.length > 0)
  return (
    <>
      {submittedAt ? (
        <div class="mb-6">
          <Call tone="ok" title={t.handedIn(formatDateTime(submittedAt, lang, stand.region.zone))}>
            {t.handedInWhy}
          </Call>
        </div>
      ) : (
        sheet.refusal && (
          <div class="mb-6">
            <Call tone="due">{sheet.refusal[lang]}</Call>
          </div>
        )
      )}
      <div class="flex flex-wrap gap-3 mb-8">
        {sheet.refusal === undefined &&
          (resume === undefined ? (
            <Button look="primary" href={`${here}-kirim`}>
              {t.handInLink}
            </Button>
          ) : (
            <>
              <Button look="primary" href={sheetPath(roundId, code, resume)} iconAfter="chevron-right">
                {sheet.scored === 0 ? t.start : t.resume}
              </Button>
              <Button href={`${here}-kirim`}>{t.handInLink}</Button>
            </>
          ))}
        <Button href={`${regionPath(roundId, code)}/catatan`}>{t.remarksLink}</Button>
      </div>
      <FilterBar
        lang={lang}
        action={here}
        selects={[
          {
            name: 'tampil',
            label: t.filterShow,
            value: filter.show ?? '',
            options: [
              { value: '', label: t.filterAll },
              { value: 'belum', label: t.filterOpen },
              { value: 'ditandai', label: t.filterFlagged },
            ],
          },
          {
            name: 'bagian',
            label: t.filterDimension,
            value: filter.dimension ?? '',
            options: [
              { value: '', label: t.filterAllDimensions },
              ...ground.instrument.dimensions.map(({ code: dimension }) => ({
                value: dimension,
                label: dimensionWord(dimension, lang, ground.instrument),
              })),
            ],
          },
        ]}
        active={[
          ...(filter.show
            ? [
                {
                  label: filter.show === 'belum' ? t.filterOpen : t.filterFlagged,
                  removeHref: link(undefined, filter.dimension),
                },
              ]
            : []),
          ...(filter.dimension
            ? [
                {
                  label: dimensionWord(filter.dimension, lang, ground.instrument),
                  removeHref: link(filter.show, undefined),
                },
              ]
            : []),
        ]}
        clearHref={here}
      />
      {shown.length === 0 && <Empty fact={t.filteredNone} action={<Button href={here}>{t.filteredNoneDo}</Button>} />}
      {shown.map(({ dimension, ids }) => (
        <DimensionPart visit={visit} sheet={sheet} dimension={dimension} ids={ids} />
      ))}
    </>
  )
}

function idsShown({ own }: Sheet, dimension: Dimension, show: Show): string[] {
  return questionsOf(dimension)
    .map(({ id }) => id)
    .filter(id => {
      if (show === 'belum') return typeof own.get(id)?.score !== 'number'
      return show === undefined || own.get(id)?.flagged === true
    })
}

interface DimensionProps {
  visit: Visit
  sheet: Sheet
  dimension: Dimension
  ids: readonly string[]
}

function DimensionPart({ visit: { lang }, sheet, dimension, ids }: DimensionProps) {
  const t = scoringPhrases(lang)
  const { roundId, code, ground, own } = sheet
  const names = shortNames(ground.instrument)
  const { scored, total } = tally(sheet, dimension)
  const name = dimensionWord(dimension.code, lang, ground.instrument)
  const numbers = new Map(questionsOf(dimension).map(({ id }, index) => [id, index + 1]))
  const lastEdition = ground.lastEdition
  return (
    <section class="sec" aria-labelledby={`bagian-${dimension.code}`}>
      <div class="flex flex-wrap items-baseline gap-x-4 mb-2">
        <h2 id={`bagian-${dimension.code}`}>{name}</h2>
        <span class="text-muted">{t.scored(formatCount(scored, lang), formatCount(total, lang))}</span>
      </div>
      <Table
        lang={lang}
        caption={name}
        rows={ids}
        columns={[
          {
            key: 'question',
            label: t.question,
            rowHeader: true,
            cell: id => (
              <span class="grid grid-cols-[2rem_minmax(0,1fr)] items-baseline wrap-anywhere">
                <span class="text-muted font-normal">{numbers.get(id)}</span>
                <span>
                  <a class="a" href={sheetPath(roundId, code, id)}>
                    {names.get(id)?.[lang]}
                  </a>
                  {own.get(id)?.flagged && (
                    <span class="ml-2">
                      <Chip status="info" icon="info">
                        {t.mark}
                      </Chip>
                    </span>
                  )}
                </span>
              </span>
            ),
          },
          ...(lastEdition === undefined
            ? []
            : [
                {
                  key: 'last',
                  label: t.lastScore(lastEdition),
                  align: 'right' as const,
                  onlyWide: true,
                  cell: (id: string) => {
                    const last = ground.last(id)
                    return last ? scoreWords(last.score, lang) : <span class="text-muted">–</span>
                  },
                },
              ]),
          {
            key: 'own',
            label: t.ownScore,
            align: 'right',
            class: 'font-bold sm:w-32',
            cell: id => own.get(id)?.score ?? <span class="font-normal text-muted">{t.notScored}</span>,
          },
        ]}
      />
    </section>
  )
}
