import { DIMENSIONS } from '../../model.ts'
import type { CheckFacts, CheckItem } from '../../model-check.ts'
import { allOf, both, cardsOf, fromSeries, has, itemsOf, places, restsOn } from './parts.ts'

/** Who does what, when, with which institutions and risks. */
export function implementation(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes, institutions } = facts
  const kinds = new Set(institutions.filter(one => one.decreeNumber !== undefined).map(one => one.kind))
  return itemsOf('implementation', {
    actions: [
      both('Setiap aksi punya OPD, tahun dan keluaran', 'Every action has an office, years and an output'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'action')
        return allOf(
          cards.filter(one => one.organisationId !== undefined && has(one, 'fromYear') && has(one, 'output')).length,
          cards.length,
          both('aksi lengkap', 'actions are complete'),
          both('Lembar rencana aksi kosong.', 'The action sheet is empty.'),
        )
      }),
      to.sheet('action'),
    ],
    streams: [
      both('Kelima arus rencana aksi terisi', 'All five streams of the action plan are filled'),
      fromSeries(facts, series => {
        const filled = new Set(cardsOf(series, 'action').map(one => one.content['stream']))
        return allOf(filled.size, 5, both('arus terisi', 'streams are filled'), both('', ''))
      }),
      to.sheet('action'),
    ],
    roadmap: [
      both('Peta jalan jangka 1, 5 dan 10 tahun terisi', 'The roadmap has steps for 1, 5 and 10 years'),
      fromSeries(facts, series => {
        const filled = new Set(cardsOf(series, 'roadmap').map(one => String(one.content['term'])))
        return allOf(filled.size, 3, both('jangka terisi', 'terms are filled'), both('', ''))
      }),
      to.sheet('roadmap'),
    ],
    institutions: [
      both('Dewan dan Tim Pelaksana ditetapkan dengan SK', 'Council and team are set up by decree'),
      allOf(
        ['council', 'team'].filter(kind => kinds.has(kind)).length,
        2,
        both('lembaga punya SK', 'institutions have a decree'),
        both('', ''),
      ),
      to.institution,
    ],
    dimensions: [
      both('Keenam dimensi punya program', 'All six dimensions have programmes'),
      allOf(
        new Set(programmes.map(one => one.dimension)).size,
        DIMENSIONS.length,
        both('dimensi punya program', 'dimensions have programmes'),
        both('', ''),
      ),
      to.portfolio('/program'),
    ],
    risks: [
      both('Setiap quick win terpilih punya risiko yang dinilai', 'Every chosen quick win has risks assessed'),
      fromSeries(facts, series => {
        const chosen = cardsOf(series, 'canvas').filter(one => one.choice === 'chosen')
        const risks = cardsOf(series, 'risk')
        return allOf(
          chosen.filter(canvas => risks.some(risk => restsOn(series, risk, [canvas]))).length,
          chosen.length,
          both('quick win terpilih punya risiko', 'chosen quick wins have risks'),
          both('Belum ada kanvas yang dipilih.', 'No canvas is chosen.'),
        )
      }),
      to.sheet('risk'),
    ],
  })
}

/** Whether one part follows from the other. */
export function coherence(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes, plan, sections } = facts
  const inPeriod = programmes.filter(one => one.startYear <= plan.untilYear && one.endYear >= plan.fromYear)
  const accepted = sections.filter(one => one.state === 'accepted' || one.state === 'locked')
  return itemsOf('coherence', {
    strategies: [
      both('Setiap strategi bertumpu pada kartu SWOT', 'Every strategy rests on SWOT cards'),
      fromSeries(facts, series => {
        const strategies = cardsOf(series, 'strategy')
        const swot = cardsOf(series, 'swot')
        return allOf(
          strategies.filter(one => restsOn(series, one, swot)).length,
          strategies.length,
          both('strategi bertumpu pada SWOT', 'strategies rest on SWOT'),
          both('Belum ada strategi.', 'There are no strategies.'),
        )
      }),
      to.sheet('strategy'),
    ],
    'actions-become': [
      both('Setiap aksi menjadi program di portofolio', 'Every action became a programme'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'action')
        return allOf(
          cards.filter(one => one.programmeId !== undefined).length,
          cards.length,
          both('aksi menjadi program', 'actions became programmes'),
          both('Lembar rencana aksi kosong.', 'The action sheet is empty.'),
        )
      }),
      to.sheet('action'),
    ],
    period: [
      both('Semua program berada dalam masa rencana', 'All programmes lie within the years of the plan'),
      allOf(
        inPeriod.length,
        programmes.length,
        both(
          `program berjalan dalam ${plan.fromYear}–${plan.untilYear}`,
          `programmes run within ${plan.fromYear}–${plan.untilYear}`,
        ),
        both('Belum ada program di portofolio.', 'The portfolio has no programmes.'),
      ),
      to.portfolio('/peta-jalan'),
    ],
    owners: [
      both('Setiap bagian buku punya OPD penulis', 'Every section has an office that writes it'),
      allOf(
        sections.filter(one => one.ownerId !== undefined).length,
        sections.length,
        both('bagian punya penulis', 'sections have an owner'),
        both('Rencana ini tidak punya bagian.', 'The plan has no sections.'),
      ),
      to.book,
    ],
    accepted: [
      both('Semua bagian ditinjau dan diterima', 'All sections are reviewed and accepted'),
      allOf(
        accepted.length,
        sections.length,
        both('bagian diterima', 'sections are accepted'),
        both('Rencana ini tidak punya bagian.', 'The plan has no sections.'),
      ),
      to.book,
    ],
    comments: [
      both('Tidak ada komentar yang terbuka', 'No comment is open'),
      {
        verdict: facts.openComments === 0 ? 'met' : 'not-met',
        reason:
          facts.openComments === 0
            ? both('Semua komentar pada bagian buku sudah dijawab.', 'All comments on sections are settled.')
            : both(`${facts.openComments} komentar masih terbuka.`, `${facts.openComments} comments are open.`),
      },
      to.comments,
    ],
  })
}
