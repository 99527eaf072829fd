import { findEvidenceTitled } from '#modules/evidence/index.ts'
import { type DemoPerson, demoPerson, listOffices } from '#modules/people/index.ts'
import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { assignQuestions } from './actions/assessment/assign-questions.ts'
import { addComment } from './actions/assessment/add-comment.ts'
import { saveAnswer } from './actions/assessment/save-answer.ts'
import { signOffice } from './actions/assessment/sign-office.ts'
import { submitAssessment } from './actions/assessment/submit-assessment.ts'
import { verifyAll, verifyAnswer } from './actions/assessment/verify-answer.ts'
import { addRegions } from './actions/round/add-region.ts'
import { assignPanel } from './actions/round/assign-panel.ts'
import { createRound } from './actions/round/create-round.ts'
import { openRound } from './actions/round/open-round.ts'
import { saveRemark } from './actions/scoring/save-remark.ts'
import { saveScores } from './actions/scoring/save-scores.ts'
import { submitSheet } from './actions/scoring/submit-sheet.ts'
import { linkAllSources } from './actions/source/link-source.ts'
import {
  demoEvidenceTitles,
  demoLetter,
  demoLevel,
  demoNarratives,
  demoRemarks,
  demoRound,
  demoScore,
  demoSteps,
} from './demo-data.ts'
import type { Question } from './model.ts'
import type { Round } from './model-round.ts'
import { proposeAssignment } from './rules/assessment/propose-assignment.ts'
import { questionsOf } from './rules/instrument-questions.ts'
import { addDays } from './rules/round/days.ts'
import { listAssignments } from './store/assessment/assignments.ts'
import { readProposalData } from './store/assessment/proposal-data.ts'
import { findInstrument } from './store/instruments.ts'
import { listPanel } from './store/round/panel.ts'
import { findRoundRegion, listRounds } from './store/round/rounds.ts'

/**
 * Makes the open round of the demo world by what its people would do, each in their own role. Safe to run again: what was
 * cut short goes on where it stopped.
 */
export async function seedDemoRound(platform: Platform, say: (line: string) => void): Promise<void> {
  const { sql } = platform.db
  const round = (await listRounds(sql)).find(one => one.example) ?? (await makeRound(platform))
  if (round.state === 'draft') await openIt(platform, round.id)
  const questions = await questionsOfRound(platform, round)
  const { filling, handedIn } = demoRound
  if ((await listAssignments(sql, round.id, filling)).size === 0) await fillHalf(platform, round.id, questions)
  if ((await findRoundRegion(sql, round.id, handedIn))?.state === 'invited') await handIn(platform, round.id, questions)
  if ((await listPanel(sql, round.id, handedIn)).some(({ submittedAt }) => submittedAt !== undefined)) return
  await score(platform, round.id, questions)
  say(`Putaran peragaan ${round.id}: Luwu Timur sedang mengisi, Luwu Utara sedang dinilai.`)
}

async function makeRound(platform: Platform): Promise<Round> {
  const { actor, writer } = await demoPerson(platform, 'kementerian')
  const { edition, steps } = demoSteps(dayIn(platform.clock.now(), 'WITA'), addDays)
  const input = {
    edition,
    group: demoRound.group,
    instrumentId: demoRound.instrumentId,
    title: demoRound.title(Number(edition)),
    reviewKind: 'field-review',
    reviewMode: 'online',
    steps,
    letter: demoLetter(Number(edition), steps.invitation.startsOn),
    example: true,
  } as const
  return await createRound(platform, actor, input, writer)
}

async function openIt(platform: Platform, roundId: string): Promise<void> {
  const { actor, writer } = await demoPerson(platform, 'kementerian')
  await addRegions(platform, actor, roundId, demoRound.regions, writer)
  const accountIds = (await panel(platform)).flatMap(one => one.actor.accountId ?? [])
  for (const regionCode of [demoRound.filling, demoRound.handedIn]) {
    await assignPanel(platform, actor, { roundId, regionCode, accountIds }, writer)
  }
  await openRound(platform, actor, roundId, writer)
}

const panel = (platform: Platform) => Promise.all(demoRound.panel.map(box => demoPerson(platform, box)))

async function questionsOfRound(platform: Platform, round: Round): Promise<Question[]> {
  const instrument = await findInstrument(platform.db.sql, round.instrumentId)
  return (instrument?.content.dimensions ?? []).flatMap(questionsOf)
}

/** One invented answer, with the evidence of its kind. */
async function answer(
  platform: Platform,
  by: DemoPerson,
  place: { roundId: string; regionCode: string },
  question: Question,
  n: number,
  ready: boolean,
): Promise<number> {
  const texts = demoNarratives[question.kind]
  const titles = demoEvidenceTitles[place.regionCode]?.[question.kind] ?? []
  const ids = await Promise.all(titles.map(title => findEvidenceTitled(platform.db.sql, place.regionCode, title)))
  const evidence = ids.flatMap(id => (id === undefined ? [] : [{ evidenceId: id }]))
  const survey = question.kind === 'survey'
  const saved = await saveAnswer(
    platform,
    by.actor,
    {
      ...place,
      questionId: question.id,
      version: undefined,
      level: demoLevel(n),
      narrative: texts[n % texts.length],
      figures: survey ? [{ label: 'Rata-rata 50 responden', value: `2.${60 + (n % 30)}`, unit: 'dari 4' }] : [],
      evidence,
      ready,
    },
    by.writer,
  )
  return saved.version
}

/** Luwu Timur: questions are shared out, the health office is nearly done, the secretariat has begun. */
async function fillHalf(platform: Platform, roundId: string, questions: readonly Question[]): Promise<void> {
  const regionCode = demoRound.filling
  const place = { roundId, regionCode }
  const secretariat = await demoPerson(platform, `sekretariat-luwu-timur`)
  const officer = await demoPerson(platform, 'petugas-dinkes-luwu-timur')
  const head = await demoPerson(platform, 'kepala-dinkes-luwu-timur')
  const planner = await demoPerson(platform, 'petugas-dan-pembimbing')
  const offices = await listOffices(platform.db.sql, regionCode)
  const proposal = new Map(
    [...proposeAssignment(questions, offices, await readProposalData())].map(([id, { officeId }]) => [
      id,
      officeId ?? null,
    ]),
  )
  await assignQuestions(platform, secretariat.actor, roundId, regionCode, proposal, secretariat.writer)
  const ofOffice = (one: DemoPerson) =>
    questions.filter(({ id }) => proposal.get(id) === one.actor.membership?.organisationId)
  const health = ofOffice(officer)
  for (const [n, question] of health.entries()) {
    if (n < health.length - 2) await answer(platform, officer, place, question, n, true)
  }
  if (health.length > 3) await signOffice(platform, head.actor, roundId, regionCode, head.writer)
  const [returned, verified] = health
  if (returned && health.length > 3) {
    await verifyAnswer(
      platform,
      secretariat.actor,
      { ...place, questionId: returned.id },
      {
        verdict: 'returned',
        reason: 'Angkanya belum sama dengan laporan terlampir. Samakan, lalu tandai siap lagi. (Peragaan)',
      },
      secretariat.writer,
    )
    await addComment(
      platform,
      secretariat.actor,
      { ...place, questionId: returned.id, text: 'Halaman berapa di laporan yang memuat angka ini? (Peragaan)' },
      secretariat.writer,
    )
  }
  if (verified && health.length > 4) {
    const which = { ...place, questionId: verified.id }
    await verifyAnswer(platform, secretariat.actor, which, { verdict: 'verified' }, secretariat.writer)
  }
  for (const [n, question] of ofOffice(planner).entries()) {
    if (n < 6) await answer(platform, planner, place, question, n, n < 4)
  }
  // The secretariat sits in Diskominfo: it answers for its own office and for questions that no office has.
  const own = questions.filter(({ id }) =>
    [secretariat.actor.membership?.organisationId, null].includes(proposal.get(id)),
  )
  for (const [n, question] of own.slice(0, 26).entries()) {
    await answer(platform, secretariat, place, question, n, n % 5 !== 4)
  }
  await linkAllSources(platform, secretariat.actor, roundId, regionCode, secretariat.writer)
  await verifyAll(platform, secretariat.actor, roundId, regionCode, secretariat.writer, 'output')
}

/** Luwu Utara: the secretariat answered and verified all questions but two, and the regional head handed in. */
async function handIn(platform: Platform, roundId: string, questions: readonly Question[]): Promise<void> {
  const regionCode = demoRound.handedIn
  const secretariat = await demoPerson(platform, 'sekretariat-luwu-utara')
  const head = await demoPerson(platform, 'kepala-daerah-luwu-utara')
  const unanswered = new Set(questions.filter(question => question.kind === 'risk').map(({ id }) => id))
  for (const [n, question] of questions.entries()) {
    if (!unanswered.has(question.id)) {
      await answer(platform, secretariat, { roundId, regionCode }, question, n, true)
    }
  }
  await linkAllSources(platform, secretariat.actor, roundId, regionCode, secretariat.writer)
  await verifyAll(platform, secretariat.actor, roundId, regionCode, secretariat.writer)
  await submitAssessment(platform, head.actor, roundId, regionCode, head.writer, { unanswered: unanswered.size })
}

/** The panel of Luwu Utara: two sheets are handed in, two are under way, one is not begun. */
async function score(platform: Platform, roundId: string, questions: readonly Question[]): Promise<void> {
  const regionCode = demoRound.handedIn
  const done = [40, questions.length, questions.length, 75, 0]
  for (const [at, { actor, writer }] of (await panel(platform)).entries()) {
    const entries = questions.slice(0, done[at] ?? 0).map((question, n) => ({
      questionId: question.id,
      score: demoScore(n, at + 1),
      note: n % 9 === 0 ? 'Bukti cukup, rinciannya perlu ditambah. (Peragaan)' : undefined,
      version: undefined,
    }))
    if (entries.length === 0) continue
    await saveScores(platform, actor, { roundId, regionCode, entries }, writer)
    if (at === 1) {
      for (const remark of demoRemarks) await saveRemark(platform, actor, { roundId, regionCode, ...remark }, writer)
    }
    if (entries.length === questions.length) await submitSheet(platform, actor, roundId, regionCode, writer)
  }
}
