import type { CheckFacts, CheckItem } from '../../model-check.ts'
import { allOf, atLeast, both, cardsOf, fromSeries, has, itemsOf, places, unknown, written } from './parts.ts'

/** Vision, missions and targets that can be measured. */
export function objectives(facts: CheckFacts): CheckItem[] {
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
          targets.filter(
            one =>
              (has(one, 'indicator') || has(one, 'portfolioIndicatorId')) &&
              has(one, 'target') &&
              has(one, 'targetYear'),
          ).length,
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

/** What the plan rests on: figures, readiness, proof and SWOT. */
export function factualBasis(facts: CheckFacts): CheckItem[] {
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

/** Who took part, and who stands behind it. */
export function participation(facts: CheckFacts): CheckItem[] {
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
