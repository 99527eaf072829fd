import { DIMENSIONS } from '../../model.ts'
import type { CheckFacts, CheckItem } from '../../model-check.ts'
import { allOf, atLeast, both, cardsOf, fromSeries, has, itemsOf, places, restsOn, unknown, written } from './parts.ts'

/**
 * What a plan has and lacks, in eight components after the plan-quality research noted in domain.md 4.1. Each item is met,
 * not met, or cannot be told from the data, with the reason and a place to mend it. There is no sum: it is a checklist.
 */
export function checkPlan(facts: CheckFacts): CheckItem[] {
  return [
    ...objectives(facts),
    ...factualBasis(facts),
    ...participation(facts),
    ...budget(facts),
    ...indicators(facts),
    ...alignment(facts),
    ...implementation(facts),
    ...coherence(facts),
  ]
}

function objectives(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const vision = facts.plan.vision?.trim() ?? ''
  return itemsOf('objectives', {
    vision: [
      both('Ada rumusan visi smart city', 'There is a vision'),
      {
        verdict: vision === '' ? 'not-met' : 'met',
        reason:
          vision === ''
            ? both('Visi rencana masih kosong.', 'The plan has no vision yet.')
            : both(`“${vision}”`, `“${vision}”`),
      },
      to.settings,
    ],
    missions: [
      both('Ada misi yang menjabarkan visi', 'There are missions that spell out the vision'),
      fromSeries(facts, series => atLeast(cardsOf(series, 'mission').length, 1, both('misi', 'missions'))),
      to.sheet('mission'),
    ],
    targets: [
      both('Setiap misi punya sasaran', 'Every mission has a target'),
      fromSeries(facts, series => {
        const missions = cardsOf(series, 'mission')
        const grounded = new Set(
          series.links.filter(link => cardsOf(series, 'target').some(one => one.id === link.to)).map(link => link.from),
        )
        return allOf(
          missions.filter(one => grounded.has(one.id)).length,
          missions.length,
          both('misi punya sasaran', 'missions have a target'),
          both('Belum ada misi.', 'There are no missions.'),
        )
      }),
      to.sheet('target'),
    ],
    measurable: [
      both(
        'Setiap sasaran terukur: indikator, target dan tahunnya',
        'Every target is measurable: indicator, value and year',
      ),
      fromSeries(facts, series => {
        const targets = cardsOf(series, 'target')
        return allOf(
          targets.filter(one => has(one, 'indicator') && has(one, 'target') && has(one, 'targetYear')).length,
          targets.length,
          both('sasaran terukur', 'targets are measurable'),
          both('Belum ada sasaran.', 'There are no targets.'),
        )
      }),
      to.sheet('target'),
    ],
    'purpose-written': [
      both('Maksud dan tujuan ditulis', 'Purpose and aims are written'),
      written(facts, 'tujuan'),
      to.section('tujuan'),
    ],
  })
}

function factualBasis(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  return itemsOf('factual-basis', {
    profile: [both('Profil daerah ditulis', 'The region is described'), written(facts, 'profil'), to.section('profil')],
    sources: [
      both(
        'Kekuatan, potensi dan tantangan menyebut angka dan sumbernya',
        'Strengths, potential and challenges name figures and sources',
      ),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'profile')
        return allOf(
          cards.filter(one => has(one, 'figure') && has(one, 'source')).length,
          cards.length,
          both('kartu punya angka dan sumber', 'cards have a figure and a source'),
          both('Belum ada kartu profil.', 'There are no cards.'),
        )
      }),
      to.sheet('profile'),
    ],
    readiness: [
      both('Semua pertanyaan kesiapan dijawab', 'All readiness questions are answered'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'readiness')
        return allOf(
          cards.filter(one => has(one, 'condition')).length,
          cards.length,
          both('pertanyaan dijawab', 'questions are answered'),
          both('Lembar kesiapan kosong.', 'The readiness sheet is empty.'),
        )
      }),
      to.sheet('readiness'),
    ],
    gaps: [
      both('Yang belum baik punya keadaan dituju dan kesenjangan', 'What is not good has a target state and a gap'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'readiness').filter(
          one => has(one, 'condition') && one.content['condition'] !== 'good',
        )
        if (cards.length === 0) {
          return unknown('Belum ada jawaban kesiapan selain “baik”.', 'There is no readiness answer other than “good”.')
        }
        return allOf(
          cards.filter(one => has(one, 'target') && has(one, 'gap')).length,
          cards.length,
          both('jawaban punya kesenjangan', 'answers have a gap'),
          both('', ''),
        )
      }),
      to.sheet('readiness'),
    ],
    evidence: [
      both('Jawaban kesiapan dibuktikan', 'Readiness answers are proven'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'readiness').filter(one => has(one, 'condition'))
        return allOf(
          cards.filter(one => one.evidence > 0).length,
          cards.length,
          both('jawaban punya bukti', 'answers have evidence'),
          both('Belum ada jawaban kesiapan.', 'There are no readiness answers.'),
        )
      }),
      to.sheet('readiness'),
    ],
    swot: [
      both('Keempat kuadran SWOT terisi', 'All four quadrants of SWOT are filled'),
      fromSeries(facts, series => {
        const filled = new Set(cardsOf(series, 'swot').map(one => one.content['quadrant']))
        return allOf(filled.size, 4, both('kuadran terisi', 'quadrants are filled'), both('', ''))
      }),
      to.sheet('swot'),
    ],
  })
}

function participation(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  return itemsOf('participation', {
    workshops: [
      both('Keempat bimtek dilaksanakan', 'All four workshops were held'),
      fromSeries(facts, ({ workshops }) =>
        allOf(
          workshops.filter(one => one.state === 'held' || one.state === 'accepted').length,
          Math.max(4, workshops.length),
          both('bimtek dilaksanakan', 'workshops were held'),
          both('', ''),
        ),
      ),
      to.workshop(),
    ],
    attendance: [
      both('Kehadiran bimtek dicatat', 'Attendance of the workshops is recorded'),
      fromSeries(facts, ({ attendance }) =>
        atLeast(attendance.people, 1, both('kehadiran tercatat', 'recorded attendances')),
      ),
      to.workshop(),
    ],
    offices: [
      both('Sedikitnya separuh OPD ikut', 'At least half of the offices took part'),
      fromSeries(facts, ({ attendance }) =>
        facts.offices === 0
          ? unknown('Daftar OPD daerah ini kosong.', 'The list of offices is empty.')
          : {
              verdict: attendance.bodies * 2 >= facts.offices ? 'met' : 'not-met',
              reason: both(
                `${attendance.bodies} dari ${facts.offices} OPD hadir di bimtek.`,
                `${attendance.bodies} of ${facts.offices} offices came to workshops.`,
              ),
            },
      ),
      to.workshop('/kemajuan'),
    ],
    outside: [
      both('Orang di luar OPD ikut: kampus, usaha, komunitas, warga', 'People from outside the offices took part'),
      fromSeries(facts, ({ attendance }) =>
        attendance.people === 0
          ? unknown('Kehadiran bimtek belum dicatat.', 'Attendance is not recorded yet.')
          : atLeast(attendance.outside, 1, both('orang dari luar OPD', 'people from outside the offices')),
      ),
      to.workshop(),
    ],
    'written-participation': [
      both('Partisipasi warga dan mitra ditulis di Buku 2', 'Participation is written in book 2'),
      written(facts, 'partisipasi'),
      to.section('partisipasi'),
    ],
    commitment: [
      both('Komitmen bersama ditandatangani semua', 'The joint commitment is signed by all'),
      fromSeries(facts, ({ commitment }) =>
        allOf(
          commitment?.signed ?? 0,
          commitment?.places ?? 0,
          both('tempat ditandatangani', 'places are signed'),
          both('Lembar komitmen belum dibuka.', 'The commitment is not open for signatures yet.'),
        ),
      ),
      to.workshop('/komitmen'),
    ],
  })
}

function budget(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes } = facts
  const none = both('Belum ada program di portofolio.', 'The portfolio has no programmes.')
  const quick = programmes.filter(one => one.quickWin)
  const inPlan = programmes.filter(one => one.planned !== undefined)
  return itemsOf('budget', {
    planned: [
      both('Setiap program punya rencana anggaran', 'Every programme has a planned budget'),
      allOf(inPlan.length, programmes.length, both('program punya anggaran', 'programmes have a budget'), none),
      to.portfolio('/anggaran'),
    ],
    'quick-wins': [
      both('Setiap quick win punya anggaran', 'Every quick win has a budget'),
      allOf(
        quick.filter(one => one.planned !== undefined).length,
        quick.length,
        both('quick win punya anggaran', 'quick wins have a budget'),
        both('Belum ada quick win.', 'There are no quick wins.'),
      ),
      to.portfolio('/quick-win'),
    ],
    canvas: [
      both('Kanvas quick win terpilih menyebut anggarannya', 'Canvases of chosen quick wins name their budget'),
      fromSeries(facts, series => {
        const chosen = cardsOf(series, 'canvas').filter(one => one.choice === 'chosen')
        return allOf(
          chosen.filter(one => has(one, 'budget')).length,
          chosen.length,
          both('kanvas terpilih punya anggaran', 'chosen canvases have a budget'),
          both('Belum ada kanvas yang dipilih.', 'No canvas is chosen.'),
        )
      }),
      to.sheet('canvas'),
    ],
    'written-budget': [
      both('Kebutuhan dan sumber anggaran ditulis', 'Needs and sources of money are written'),
      written(facts, 'anggaran'),
      to.section('anggaran'),
    ],
  })
}

function indicators(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const all = facts.indicators
  const none = both('Belum ada indikator di portofolio.', 'The portfolio has no indicators.')
  return itemsOf('indicators', {
    some: [
      both('Ada indikator yang diukur', 'There are indicators'),
      atLeast(all.length, 6, both('indikator', 'indicators')),
      to.indicator,
    ],
    baseline: [
      both('Setiap indikator punya nilai awal', 'Every indicator has a baseline'),
      allOf(
        all.filter(one => one.hasBaseline).length,
        all.length,
        both('indikator punya nilai awal', 'indicators have a baseline'),
        none,
      ),
      to.indicator,
    ],
    targets: [
      both('Setiap indikator punya target dalam masa rencana', 'Every indicator has a target within the plan'),
      allOf(
        all.filter(one => one.hasTarget).length,
        all.length,
        both('indikator punya target', 'indicators have a target'),
        none,
      ),
      to.indicator,
    ],
    readings: [
      both('Setiap indikator punya capaian yang diperiksa', 'Every indicator has a verified reading'),
      allOf(
        all.filter(one => one.hasReading).length,
        all.length,
        both('indikator punya capaian', 'indicators have a reading'),
        none,
      ),
      to.indicator,
    ],
    linked: [
      both('Sasaran menunjuk indikator di portofolio', 'Targets point to indicators of the portfolio'),
      fromSeries(facts, series => {
        const targets = cardsOf(series, 'target')
        return allOf(
          targets.filter(one => has(one, 'portfolioIndicatorId')).length,
          targets.length,
          both('sasaran menunjuk indikator', 'targets point to an indicator'),
          both('Belum ada sasaran.', 'There are no targets.'),
        )
      }),
      to.sheet('target'),
    ],
    monitoring: [
      both('Pemantauan dan evaluasi ditulis', 'Monitoring and evaluation are written'),
      written(facts, 'pemantauan'),
      to.section('pemantauan'),
    ],
  })
}

function alignment(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes } = facts
  const none = both('Belum ada program di portofolio.', 'The portfolio has no programmes.')
  const named = (field: 'rpjmd' | 'renstra') => programmes.filter(one => (one[field]?.trim() ?? '') !== '').length
  return itemsOf('alignment', {
    rpjmd: [
      both('Setiap program menyebut RPJMD', 'Every programme names the RPJMD'),
      allOf(named('rpjmd'), programmes.length, both('program menyebut RPJMD', 'programmes name the RPJMD'), none),
      to.portfolio('/program'),
    ],
    renstra: [
      both('Setiap program menyebut Renstra', 'Every programme names the Renstra'),
      allOf(named('renstra'), programmes.length, both('program menyebut Renstra', 'programmes name the Renstra'), none),
      to.portfolio('/program'),
    ],
    mapping: [
      both('Lembar pemetaan terisi RPJMD dan Renstra', 'The mapping sheet names RPJMD and Renstra'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'mapping')
        return allOf(
          cards.filter(one => has(one, 'rpjmd') && has(one, 'renstra')).length,
          cards.length,
          both('kartu pemetaan lengkap', 'mapping cards are complete'),
          both('Lembar pemetaan kosong.', 'The mapping sheet is empty.'),
        )
      }),
      to.sheet('mapping'),
    ],
    law: [
      both('Dasar hukum dan arah pembangunan ditulis', 'Legal basis and direction of development are written'),
      written(facts, 'dasar-hukum', 'arah-pembangunan', 'penyelarasan'),
      to.section('dasar-hukum', 'arah-pembangunan', 'penyelarasan'),
    ],
  })
}

function implementation(facts: CheckFacts): CheckItem[] {
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

function coherence(facts: CheckFacts): CheckItem[] {
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
