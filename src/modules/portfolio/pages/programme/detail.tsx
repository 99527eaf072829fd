import { formatCount, formatDate, formatOf, formatPercent, formatRupiahShort } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Dim } from '#ui/dim.tsx'
import { Facts } from '#ui/facts.tsx'
import { type Figure, Figures } from '#ui/figures.tsx'
import { mayOpenPortfolio, refuseKeep } from '../../access.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { moneyByYear } from '../../rules/programme/money-by-year.ts'
import { PortfolioNav, portfolioHref } from '../nav.tsx'
import { StatusChip } from '../status.tsx'
import { ArchivePart } from './archive.tsx'
import { type ProgrammeDetail, readDetail } from './detail-data.ts'
import { IndicatorPart } from './detail-indicators.tsx'
import { MilestonePart, MoneyPart, StatusPart, TracePart } from './detail-parts.tsx'
import { Where } from './detail-places.tsx'
import { crumbsOf, flashOf, programmeHref, programmePlace, section } from './place.ts'

/** `/portofolio/:code/program/:id`: one programme as people show it. */
export const programmePage: Page = {
  path: programmePlace,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: detailView,
}

export async function detailView(visit: Visit): Promise<View> {
  const { lang, actor } = visit
  const t = programmePhrases(lang)
  const detail = await readDetail(visit)
  const { programme, region, sight } = detail
  const { code } = region
  const keeps = refuseKeep(actor, code) === undefined
  return {
    title: `${programme.name}, ${region.shortName}`,
    section,
    crumbs: await crumbsOf(visit, detail),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <PortfolioNav lang={lang} code={code} current="program" sight={sight} actor={actor} />
        {programme.archivedAt && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.archivedOn(formatDate(programme.archivedAt, lang, region.timezone))}</Call>
          </div>
        )}
        <div class="grid gap-8 pt-6 pb-8 lg:grid-cols-[1fr_24rem] lg:gap-16">
          <div>
            <p class="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Dim dimension={programme.dimension} lang={lang} />
              <span class="text-muted whitespace-nowrap">{programme.code}</span>
            </p>
            <h1 class="mt-3">{programme.name}</h1>
            <p class="mt-4 flex flex-wrap items-center gap-3">
              <StatusChip status={programme.status} lang={lang} />
              <span class="text-muted">{t.since(formatDate(programme.statusSince, lang))}</span>
            </p>
            <StatusReason detail={detail} lang={lang} />
            <p class="eyebrow mt-8">{phrases(lang).field.problem}</p>
            <p class="lead mt-2 whitespace-pre-line">{programme.problem}</p>
            {detail.mayChange && <Deeds code={code} id={programme.id} lang={lang} />}
          </div>
          <Where lang={lang} detail={detail} />
        </div>
        <Figures figures={figuresOf(detail, lang)} />
        <div class="mt-12 grid gap-12 lg:grid-cols-[1fr_24rem] lg:gap-16">
          <div>
            <MoneyPart lang={lang} detail={detail} />
            <MilestonePart lang={lang} detail={detail} />
            <IndicatorPart lang={lang} detail={detail} />
          </div>
          <div>
            <About lang={lang} detail={detail} />
            {sight === 'all' && <StatusPart lang={lang} detail={detail} />}
            <TracePart lang={lang} detail={detail} />
            {keeps && <ArchivePart lang={lang} programme={programme} />}
          </div>
        </div>
      </div>
    ),
  }
}

function StatusReason({ detail: { programme, catalogue }, lang }: { detail: ProgrammeDetail; lang: Visit['lang'] }) {
  const reason = catalogue.reasons.find(one => one.code === programme.statusReason)?.name[lang]
  if (!reason && programme.statusNote === undefined) return null
  return <p class="mt-2">{[reason, programme.statusNote].filter(Boolean).join(': ')}</p>
}

function Deeds({ code, id, lang }: { code: string; id: string; lang: Visit['lang'] }) {
  const t = programmePhrases(lang).parts
  return (
    <p class="no-print mt-8 flex flex-wrap gap-3">
      <Button href={programmeHref(code, id, 'ubah')} icon="pencil">
        {t.ubah}
      </Button>
      <Button href={programmeHref(code, id, 'status')}>{t.status}</Button>
      <Button href={programmeHref(code, id, 'anggaran')}>{t.anggaran}</Button>
      <Button href={programmeHref(code, id, 'tonggak')}>{t.tonggak}</Button>
    </p>
  )
}

/** Money of this year (or the last one told), milestones, indicators, risks or years. */
function figuresOf(detail: ProgrammeDetail, lang: Visit['lang']): Figure[] {
  const t = programmePhrases(lang).detail
  const { programme, milestones, budget, today, related, sight } = detail
  const thisYear = Number(today.slice(0, 4))
  const years = moneyByYear(budget)
  const money = years.find(one => one.year === thisYear) ?? years.at(-1)
  const done = milestones.filter(one => one.doneOn !== undefined).length
  const late = milestones.filter(one => one.doneOn === undefined && one.dueOn < today).length
  const figures: Figure[] = [
    {
      label: t.budgetOf(String(money?.year ?? thisYear)),
      number: money ? formatRupiahShort(money.planned, lang) : <Absent lang={lang} words={t.noMoney} />,
      line: !money
        ? t.noMoney
        : money.realised === undefined
          ? t.notReported
          : t.spent(
              formatRupiahShort(money.realised, lang),
              money.percent === undefined ? undefined : formatPercent(money.percent, lang),
            ),
    },
    {
      label: t.milestones,
      number: milestones.length === 0 ? <Absent lang={lang} /> : formatOf(done, milestones.length, lang),
      line: milestones.length === 0 ? t.noMilestones : late > 0 ? t.late(formatCount(late, lang)) : t.noneLate,
    },
    {
      label: t.years,
      number:
        programme.startYear === programme.endYear
          ? String(programme.startYear)
          : `${programme.startYear}–${programme.endYear}`,
      line: phrases(lang).term[programme.term],
    },
  ]
  if (sight === 'all') {
    figures.push({
      label: t.risks,
      number: related.risks === 0 ? <Absent lang={lang} words={t.noRisks} /> : formatCount(related.risks, lang),
      line: (
        <a class="a" href={`${portfolioHref(detail.region.code, 'quick-win')}/${programme.id}/risiko`}>
          {related.risks === 0
            ? t.noRisks
            : related.risksOpen > 0
              ? t.risksOpen(formatCount(related.risksOpen, lang))
              : t.risksMet}
        </a>
      ),
    })
  }
  return figures
}

function About({ detail, lang }: { detail: ProgrammeDetail; lang: Visit['lang'] }) {
  const t = programmePhrases(lang).detail
  const { field } = phrases(lang)
  const { programme, catalogue, supporting, region } = detail
  const named = (list: typeof catalogue.sectors, code: string) =>
    list.find(one => one.code === code)?.name[lang] ?? code
  const facts = [
    {
      label: field.leadId,
      value: programme.leadArchived ? (
        <>
          {programme.leadName}
          <small class="down block">{t.leadGone}</small>
        </>
      ) : (
        programme.leadName
      ),
    },
    ...(supporting.length > 0 ? [{ label: field.supportingIds, value: supporting.join('; ') }] : []),
    ...(programme.partners.length > 0
      ? [
          {
            label: field.partners,
            value: programme.partners
              .map(one => (one.contribution === undefined ? one.name : `${one.name} (${one.contribution})`))
              .join('; '),
          },
        ]
      : []),
    {
      label: field.subDimension,
      value: `${named(catalogue.subDimensions, programme.subDimension)} (${programme.subDimension})`,
    },
    { label: field.sector, value: named(catalogue.sectors, programme.sector) },
    { label: field.stream, value: named(catalogue.streams, programme.stream) },
    ...(programme.rpjmd === undefined ? [] : [{ label: field.rpjmd, value: programme.rpjmd }]),
    ...(programme.renstra === undefined ? [] : [{ label: field.renstra, value: programme.renstra }]),
    ...(programme.promise === undefined
      ? []
      : [
          {
            label: field.promise,
            value:
              programme.promiseDue === undefined
                ? programme.promise
                : t.promise(programme.promise, formatDate(programme.promiseDue, lang)),
          },
        ]),
  ]
  return (
    <section aria-labelledby="tentang">
      <h2 id="tentang" class="side-title">
        {t.about}
      </h2>
      <Facts facts={facts} />
      {programme.quickWin && (
        <p class="mt-4">
          <a class="a" href={`${portfolioHref(region.code, 'quick-win')}/${programme.id}/unggulan`}>
            {t.quickWin}
          </a>
        </p>
      )}
    </section>
  )
}
