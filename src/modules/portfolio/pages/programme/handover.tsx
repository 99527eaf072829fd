import { formatCount, formatDate, formatDue, formatRupiahShort, type Lang } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Absent } from '#ui/absent.tsx'
import { Figures } from '#ui/figures.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayReadInside, refuseKeep } from '../../access.ts'
import { type Handover, MOST_HANDED, readHandover } from '../../actions/programme/read-handover.ts'
import type { Catalogue } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { daysBetween } from '../../rules/programme/days-between.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import type { HandedProgramme, OwedMilestone, OwedMoney } from '../../store/programme/handover.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { placeOf, portfolioPlace, programmeHref, section } from './place.ts'

/** `/portofolio/:code/serah-terima`: what the next leader takes over; `?opd=` narrows it to one office. Printable. */
export const handoverPage: Page = {
  path: `${portfolioPlace}/serah-terima`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: handoverView,
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function handoverView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { read } = platform.db
  const t = programmePhrases(lang).handover
  const asked = uuid.exec(c.req.query('opd') ?? '')?.[0]
  const handover = await readHandover(platform, actor, placeOf(visit).regionCode, asked)
  const { region, sight, counts, milestones, money } = handover
  const [offices, catalogue, crumbs] = await Promise.all([
    listRegionOffices(read, region.code),
    currentCatalogue(read, platform.clock.now()),
    portfolioCrumbs(read, region, lang, { label: t.title }),
  ])
  const office = offices.find(one => one.id === asked)
  const here = portfolioHref(region.code, 'serah-terima')
  const count = (n: number) => formatCount(n, lang)
  const leading = offices.filter(one => one.kind !== 'village-office' || one.id === asked)
  return {
    title: `${t.title}, ${office?.name ?? region.name}`,
    section,
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead(office?.name ?? region.name, formatDate(handover.today, lang))}</p>
        <PortfolioNav lang={lang} code={region.code} current="serah-terima" sight={sight} actor={actor} />
        <div class="no-print mt-6">
          <FilterBar
            lang={lang}
            action={here}
            selects={[
              {
                name: 'opd',
                label: t.office,
                value: asked ?? '',
                options: [
                  { value: '', label: t.allOffices },
                  ...leading.map(one => ({
                    value: one.id,
                    label: one.archived ? programmePhrases(lang).form.archivedOffice(one.name) : one.name,
                  })),
                ],
              },
            ]}
            active={office ? [{ label: office.name, removeHref: here }] : []}
            clearHref={here}
          />
          <p class="note mt-3">{t.print}</p>
        </div>
        <div class="mt-8">
          <Figures
            figures={[
              { label: t.runs, number: count(counts.running), line: t.planned(count(counts.planned)) },
              { label: t.lateMilestones, number: atMost(milestones.length, lang) },
              { label: t.silentMoney, number: atMost(money.length, lang), line: t.silentMoneyLine },
              { label: t.promises, number: count(counts.promises) },
            ]}
          />
        </div>
        <Sections lang={lang} handover={handover} catalogue={catalogue} />
        {refuseKeep(actor, region.code) === undefined && (
          <p class="no-print mt-10">
            <a
              class="a"
              href={`${portfolioHref(region.code)}/pindah-opd${asked === undefined ? '' : `?dari=${asked}`}`}
            >
              {programmePhrases(lang).transfer.title}
            </a>
          </p>
        )}
      </div>
    ),
  }
}

const atMost = (n: number, lang: Lang): string => `${formatCount(n, lang)}${n === MOST_HANDED ? '+' : ''}`

function Sections({ lang, handover, catalogue }: { lang: Lang; handover: Handover; catalogue: Catalogue }) {
  const t = programmePhrases(lang).handover
  const { region, running, planned, promised, ended, milestones, money, today, counts } = handover
  const { field, status } = phrases(lang)
  const link = (one: { id: string; code: string; name: string }) => (
    <>
      <a class="a" href={programmeHref(region.code, one.id)}>
        {one.name}
      </a>
      <small class="block font-normal text-muted">{one.code}</small>
    </>
  )
  const programme: Column<HandedProgramme> = {
    key: 'name',
    label: phrases(lang).programme,
    rowHeader: true,
    cell: link,
  }
  const office: Column<HandedProgramme> = {
    key: 'office',
    label: field.leadId,
    onlyWide: true,
    cell: row => (
      <>
        {row.leadName}
        {row.leadArchived && <small class="down block">{programmePhrases(lang).detail.leadGone}</small>}
      </>
    ),
  }
  const years: Column<HandedProgramme> = {
    key: 'years',
    label: t.until,
    align: 'right',
    cell: row => String(row.endYear),
  }
  const since: Column<HandedProgramme> = {
    key: 'since',
    label: field.since,
    onlyWide: true,
    cell: row => <span class="whitespace-nowrap">{formatDate(row.since, lang)}</span>,
  }
  const more = (shown: number, whole: number) =>
    whole > shown ? <p class="note mt-3">{t.more(formatCount(whole - shown, lang))}</p> : null
  return (
    <>
      <section class="sec" aria-labelledby="berjalan">
        <h2 id="berjalan" class="mb-4">
          {t.runs}
        </h2>
        <Table<HandedProgramme>
          lang={lang}
          caption={t.runs}
          rows={running}
          columns={[programme, office, since, years]}
          empty={{ fact: t.noneRuns }}
        />
        {more(running.length, counts.running)}
      </section>
      <section class="sec" aria-labelledby="tertunda">
        <h2 id="tertunda" class="mb-4">
          {t.owed}
        </h2>
        <Table<OwedMilestone>
          lang={lang}
          caption={t.lateMilestones}
          captionShown
          rows={milestones}
          columns={[
            {
              key: 'title',
              label: field.title,
              rowHeader: true,
              cell: row => (
                <>
                  {row.title}
                  <small class="block font-normal text-muted">
                    <a class="a" href={programmeHref(region.code, row.programmeId)}>
                      {row.name}
                    </a>
                  </small>
                </>
              ),
            },
            { key: 'owner', label: field.ownerId, onlyWide: true, cell: row => row.ownerName },
            {
              key: 'due',
              label: field.dueOn,
              cell: row => (
                <>
                  <span class="whitespace-nowrap">{formatDate(row.dueOn, lang)}</span>
                  <small class="down block">{formatDue(daysBetween(today, row.dueOn), lang)}</small>
                </>
              ),
            },
          ]}
          empty={{ fact: t.noneLate }}
        />
        <div class="mt-8">
          <Table<OwedMoney>
            lang={lang}
            caption={t.silentMoney}
            captionShown
            rows={money}
            columns={[
              {
                key: 'name',
                label: phrases(lang).programme,
                rowHeader: true,
                cell: row => link({ ...row, id: row.programmeId }),
              },
              { key: 'office', label: field.leadId, onlyWide: true, cell: row => row.leadName },
              { key: 'year', label: field.year, align: 'right', cell: row => String(row.year) },
              {
                key: 'planned',
                label: field.planned,
                align: 'right',
                cell: row => formatRupiahShort(row.planned, lang),
              },
            ]}
            empty={{ fact: t.noneSilent }}
          />
        </div>
      </section>
      <section class="sec" aria-labelledby="dijanjikan">
        <h2 id="dijanjikan" class="mb-4">
          {t.promises}
        </h2>
        <Table<HandedProgramme>
          lang={lang}
          caption={t.promises}
          rows={promised}
          columns={[
            programme,
            { key: 'promise', label: field.promise, cell: row => row.promise },
            {
              key: 'due',
              label: t.keptBy,
              onlyWide: true,
              cell: row =>
                row.promiseDue === undefined ? (
                  <Absent lang={lang} words={t.noDay} />
                ) : (
                  <>
                    <span class="whitespace-nowrap">{formatDate(row.promiseDue, lang)}</span>
                    {row.promiseDue < today && (
                      <small class="down block">{formatDue(daysBetween(today, row.promiseDue), lang)}</small>
                    )}
                  </>
                ),
            },
          ]}
          empty={{ fact: t.nonePromised }}
        />
        {more(promised.length, counts.promises)}
      </section>
      <section class="sec" aria-labelledby="berhenti">
        <h2 id="berhenti" class="mb-4">
          {t.ended}
        </h2>
        <Table<HandedProgramme>
          lang={lang}
          caption={t.ended}
          rows={ended}
          columns={[
            programme,
            office,
            { key: 'status', label: field.status, cell: row => status[row.status] },
            {
              key: 'why',
              label: field.reason,
              cell: row =>
                [catalogue.reasons.find(one => one.code === row.reason)?.name[lang], row.note]
                  .filter(Boolean)
                  .join(': '),
            },
          ]}
          empty={{ fact: t.noneEnded }}
        />
        {more(ended.length, counts.changed + counts.stopped)}
      </section>
      <section class="sec" aria-labelledby="direncanakan">
        <h2 id="direncanakan" class="mb-4">
          {t.plans}
        </h2>
        <Table<HandedProgramme>
          lang={lang}
          caption={t.plans}
          rows={planned}
          columns={[programme, office, { ...years, label: t.from, cell: row => String(row.startYear) }]}
          empty={{ fact: t.nonePlanned }}
        />
        {more(planned.length, counts.planned)}
      </section>
    </>
  )
}
