import { renderSVG } from 'uqr'
import { formatDate, type Lang } from '#kit/format.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import { regencyDrawing } from '#ui/boundaries.ts'
import { icons } from '#ui/icons.ts'
import type { Presentation, PresentedResult } from '../../actions/quick-win/read-presentation.ts'
import type { Dimension } from '../../model.ts'
import {
  districtsOf,
  figuresOf,
  milestoneWords,
  moneyOf,
  periodWords,
  resultWords,
  shortPeriod,
  shortValue,
  targetFor,
  tenLead,
  tenOf,
} from '../../pages/quick-win/presentation-words.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { heights } from '../../rules/quick-win/chart-points.ts'
import { yearState } from '../../rules/quick-win/revalidation.ts'

const template = 'src/modules/portfolio/documents/quick-win/presentation-sheet.typ'

/** The light colours of look.md, as paper needs them, with the icon that always stands beside. */
const dimensions: Record<Dimension, { colour: string; icon: keyof typeof icons }> = {
  gov: { colour: '#3766c9', icon: 'landmark' },
  bra: { colour: '#b54464', icon: 'megaphone' },
  eco: { colour: '#79631d', icon: 'coins' },
  liv: { colour: '#781e00', icon: 'house' },
  soc: { colour: '#511e70', icon: 'users' },
  env: { colour: '#00563d', icon: 'leaf' },
}

/** The presentation on two pages A4 as PDF/UA. `address` is that of the page, for the QR; none when it is not public. */
export const presentationSheet = (data: Presentation, address: string | undefined, lang: Lang): Uint8Array =>
  renderPdf(template, sheetData(data, address, lang), { accessible: true })

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most))} …`

/** Words and numbers as `presentation-sheet.typ` lays them out; long texts are cut so that two pages hold. */
export function sheetData(data: Presentation, address: string | undefined, lang: Lang): object {
  const t = quickWinPhrases(lang)
  const { region, programme, quickWin, places, today, sinceYear, thisYear, years } = data
  const drawn = mapSvg(data)
  const results = data.results.flatMap(result => {
    const words = resultWords(result, lang)
    return words ? [{ result, words }] : []
  })
  const money = moneyOf(data, lang)
  const most = money.years.reduce((top, one) => (one.group.planned > top ? one.group.planned : top), 1n)
  const share = (amount: bigint) => Number((amount * 10_000n) / most) / 100
  const short = address?.replace(/^https?:\/\//, '')
  const { colour, icon } = dimensions[programme.dimension]
  // With numbers to show there is less room for words; the page has all of them.
  const room = results.length > 0 ? 1 : 1.5
  return {
    lang,
    title: `${programme.name}, ${region.name}`,
    footer: `${t.pdfSubtitle}, ${region.name}`,
    page: t.pdfPage,
    of: t.pdfOf,
    dimension: { name: t.dimension[programme.dimension], colour, icon: iconSvg(icon) },
    eyebrow: t.eyebrow(String(sinceYear)),
    region: region.name,
    name: programme.name,
    aim: cut(quickWin?.aim ?? programme.problem, 260),
    lead: `${programme.code}. ${programme.leadName}.`,
    map: drawn ?? null,
    mapAlt: t.mapLabel(region.name),
    places: places.length === 0 ? t.reachAll : placesWords(data),
    figures: figuresOf(data, lang).map(one => ({ ...one, line: one.line ?? null })),
    problem: quickWin?.aim === undefined ? null : { title: t.problem, text: cut(programme.problem, 400 * room) },
    told: [
      ...(quickWin?.design === undefined ? [] : [{ title: t.what, text: cut(quickWin.design, 700 * room) }]),
      ...(quickWin?.benefit === undefined ? [] : [{ title: t.whom, text: cut(quickWin.benefit, 350 * room) }]),
    ],
    resultsTitle: t.results,
    resultsNote: results.length > 0 ? t.verified : null,
    resultTold: quickWin?.result === undefined ? null : cut(quickWin.result, 300 * room),
    results: results.slice(0, 3).map(({ result, words }) => ({
      name: words.name,
      number: words.number,
      unit: words.unit,
      line: [words.period, words.from].filter(part => part !== undefined).join(', '),
      note:
        [words.target, words.partial && `${words.partial} (${t.hollow})`]
          .filter(part => part !== undefined)
          .join('. ') || null,
      chart: result.periods.length > 1 ? chartSvg(result, lang) : null,
      chartAlt: `${t.chartLabel(words.name)}: ${result.periods
        .map(one => `${periodWords(one.period, lang)} ${shortValue(one.rolled.value ?? '0', result.indicator, lang)}`)
        .join(', ')}`,
    })),
    milestonesTitle: t.journey,
    milestones: data.milestones.slice(0, 9).map(one => ({ title: one.title, ...milestoneWords(one, today, lang) })),
    moneyTitle: t.costs,
    moneyHeads: [t.costsYear, '', t.planned, t.realised],
    money: money.years.slice(-6).map(one => ({
      label: one.label,
      planned: share(one.group.planned),
      realised: one.realised === undefined ? null : share(one.group.realised),
      plannedWords: one.planned,
      realisedWords: one.realised ?? null,
    })),
    moneyTotal: [t.total, '', money.total.planned, money.total.realised ?? t.notReported],
    moneySources: `${t.bySource}: ${money.sources.map(one => `${one.label} ${one.planned}`).join(', ')}.${
      money.total.open === undefined ? '' : ` ${money.total.open}.`
    }`,
    notReported: t.notReported,
    togetherTitle: t.together,
    together: [
      { label: t.leadOffice, names: [{ name: programme.leadName, note: null }] },
      { label: t.supporting, names: data.supportingNames.slice(0, 8).map(name => ({ name, note: null })) },
      {
        label: t.partners,
        names: programme.partners.slice(0, 8).map(one => ({ name: one.name, note: one.contribution ?? null })),
      },
    ].filter(one => one.names.length > 0),
    tenTitle: t.ten,
    tenNote: tenLead(data, lang),
    ten: tenOf(data, lang).map(({ code, name, answer }) => ({
      name,
      answer,
      words: `${code}, ${answer === 'open' ? t.answerOpen : t.answer[answer].toLowerCase()}`,
    })),
    onwardTitle: t.goesOn,
    onward: quickWin?.continuity === undefined ? null : cut(quickWin.continuity, 500),
    years: Array.from({ length: Math.min(8, Math.max(0, thisYear - sinceYear + 1)) }, (_, at) => sinceYear + at)
      .map(year => ({ year: String(year), state: yearState({ sinceYear, years }, year, thisYear) }))
      .filter(one => one.state !== 'over')
      .map(one => ({ year: one.year, words: t.state[one.state] })),
    qr: address === undefined ? null : renderSVG(address, { ecc: 'M', border: 0 }),
    qrAlt: t.qrAlt(short ?? ''),
    verify: t.pdfVerify,
    address: short ?? '',
    source: t.source(region.name, formatDate(today, lang)),
    closed: address === undefined ? t.pdfClosed : null,
  }
}

function placesWords({ places }: Presentation): string {
  const numbered = [...new Set(places.map(one => one.code.slice(0, 8)))].sort()
  const line = numbered
    .map((code, at) => {
      const own = places.filter(one => one.code.startsWith(code))
      return `${at + 1} ${own.map(one => one.shortName).join(', ')}`
    })
    .join('   ')
  return cut(line, 260)
}

const iconSvg = (name: keyof typeof icons): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#ffffff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${icons[name]}</svg>`

/** The districts of the region with those of the programme in lake and numbered; undefined without a drawing. */
function mapSvg(data: Presentation): string | undefined {
  const drawing = regencyDrawing(data.region.code)
  if (!drawing) return undefined
  const own = districtsOf(data)
  const numbered = [...own].sort()
  const shapes = drawing.shapes.map(({ code, d, x, y }) => {
    const fill = own.size === 0 || own.has(code) ? '#005a6f' : '#e1dcd2'
    return d === ''
      ? `<circle cx="${x}" cy="${y}" r="4" fill="${fill}"/>`
      : `<path d="${d}" fill="${fill}" stroke="#ffffff" stroke-width="1.4" stroke-linejoin="round"/>`
  })
  const numbers = drawing.shapes
    .filter(({ code }) => own.has(code))
    .map(
      ({ code, x, y }) =>
        `<text x="${x}" y="${y + 5}" text-anchor="middle" font-family="Plus Jakarta Sans" font-weight="700" font-size="15" fill="#ffffff">${numbered.indexOf(code) + 1}</text>`,
    )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${drawing.viewBox}">${shapes.join('')}${numbers.join('')}</svg>`
}

/** The line of an indicator, as on the page, in the colours of paper. */
function chartSvg({ indicator, periods, targets }: PresentedResult, lang: Lang): string {
  const last = periods.at(-1)
  const target = last && targetFor(targets, Number(last.period.slice(0, 4)))
  const tall = heights([...periods.map(one => one.rolled.value ?? '0'), ...(target ? [target.value] : [])], 90)
  const y = (at: number) => 52 + 90 - (tall[at] ?? 0)
  const x = (at: number) => 46 + Math.round((348 * at) / Math.max(1, periods.length - 1))
  const text = (at: string, words: string, more: string) =>
    `<text ${at} font-family="Plus Jakarta Sans" font-size="19" ${more}>${words}</text>`
  const dots = periods.map(
    ({ period, rolled }, at) =>
      `<circle cx="${x(at)}" cy="${y(at)}" r="6" ${rolled.complete ? 'fill="#005a6f" stroke="#ffffff"' : 'fill="#ffffff" stroke="#005a6f"'} stroke-width="2"/>` +
      text(
        `x="${x(at)}" y="${y(at) - 12}"`,
        shortValue(rolled.value ?? '0', indicator, lang),
        'text-anchor="middle" font-weight="700" fill="#17242a" paint-order="stroke" stroke="#ffffff" stroke-width="5"',
      ) +
      text(`x="${x(at)}" y="166"`, shortPeriod(period, lang), 'text-anchor="middle" fill="#4b575d"'),
  )
  const goal = target
    ? `<line x1="0" x2="440" y1="${y(periods.length)}" y2="${y(periods.length)}" stroke="#69777e" stroke-width="1.8" stroke-dasharray="6 5"/>` +
      text(
        'x="440" y="17"',
        `- - target ${shortValue(target.value, indicator, lang)}`,
        'text-anchor="end" fill="#4b575d"',
      )
    : ''
  const points = periods.map((_, at) => `${x(at)},${y(at)}`).join(' ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 172"><line x1="0" x2="440" y1="142" y2="142" stroke="#768289"/>${goal}<polyline points="${points}" fill="none" stroke="#005a6f" stroke-width="3" stroke-linejoin="round"/>${dots.join('')}</svg>`
}
