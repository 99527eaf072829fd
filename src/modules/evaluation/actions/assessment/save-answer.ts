import type { Actor } from '#kit/actor.ts'
import type { Zone } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, refuseSeeEvidence, replaceUses, type WantedUse } from '#modules/evidence/index.ts'
import { listHolders } from '#modules/people/index.ts'
import { refuseAnswer } from '../../access.ts'
import { ANSWER_SUBJECT, answerSubject, type Figure, figureSchema } from '../../model-round.ts'
import { stateAfterSave } from '../../rules/assessment/answer-state.ts'
import { findAssignment } from '../../store/assessment/assignments.ts'
import { type Answer, findAnswer, insertAnswer, updateAnswer } from '../../store/assessment/answers.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand, noSuchQuestion, type Stand } from '../round/stand.ts'
import { answerAuditId } from './audit-id.ts'
import { getRoundQuestions } from './round-questions.ts'

export interface AnswerInput {
  roundId: string
  regionCode: string
  questionId: string
  /** The version that was changed; undefined when there was no answer yet. */
  version: number | undefined
  /** 0–4; null is unanswered, never 0. */
  level: number | null
  narrative: string | undefined
  figures: readonly Figure[]
  /** What shall stand as evidence; left as it is when absent. What the writer may not see stays in any case. */
  evidence?: readonly WantedUse[] | undefined
  /** Ready for the head of the office; undefined says nothing about it. */
  ready?: boolean | undefined
}

export interface SavedAnswer {
  version: number
  savedAt: Date
  /** In which the moment is told. */
  zone: Zone
}

export const longestNarrative = 20_000
export const mostFigures = 10

/** Ends a transaction that has nothing to write; what was stored already is the answer. */
class AlreadySo extends Error {
  readonly saved: SavedAnswer
  constructor(saved: SavedAnswer) {
    super('The answer stands so already')
    this.saved = saved
  }
}

/**
 * Stores one answer: level, narrative, figures and evidence together or not at all. A save that says what is stored
 * already writes nothing and gives the stored version, also when its version is old: so a save whose answer was lost on the
 * way may be sent again. Throws `not-found` (round, region, or a question of another instrument), `may-not`,
 * `invalid` with the fields `level`, `uraian`, `angka`, `bukti`, and `changed-meanwhile` when somebody stored another text.
 */
export async function saveAnswer(
  platform: Platform,
  actor: Actor,
  input: AnswerInput,
  writer: Writer,
): Promise<SavedAnswer> {
  const questions = await getRoundQuestions(platform, input.roundId)
  try {
    return await platform.db.transact(writer, async tx => {
      const stand = await getStand(tx, actor, input.roundId, input.regionCode, 'share')
      return await saveAnswerIn(tx, platform, actor, stand, new Set(questions.keys()), input, writer)
    })
  } catch (error) {
    if (error instanceof AlreadySo) return error.saved
    throw error
  }
}

/**
 * The same within the caller's transaction, for many answers at once; gives undefined when it stands so already. `stand` is
 * read with lock `share` in this transaction.
 */
export async function saveOneOfMany(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  stand: Stand,
  questions: ReadonlySet<string>,
  input: AnswerInput,
  writer: Writer,
): Promise<SavedAnswer | undefined> {
  try {
    return await saveAnswerIn(tx, platform, actor, stand, questions, input, writer)
  } catch (error) {
    if (error instanceof AlreadySo) return undefined
    throw error
  }
}

async function saveAnswerIn(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  stand: Stand,
  questions: ReadonlySet<string>,
  input: AnswerInput,
  writer: Writer,
): Promise<SavedAnswer> {
  const { roundId, regionCode, questionId } = input
  const now = platform.clock.now()
  if (!questions.has(questionId)) throw noSuchQuestion(questionId)
  // The answer before its office, as sharing out locks them.
  const before = await findAnswer(tx, roundId, regionCode, questionId, true)
  const office = await findAssignment(tx, roundId, regionCode, questionId, true)
  const refusal = refuseAnswer(factsOf(stand, now), {
    ownOffice: office !== undefined && office === actor.membership?.organisationId,
    state: before?.state,
  })
  if (refusal) throw mayNot(refusal)
  const given = checkAnswer(input)

  const subject = answerSubject(roundId, questionId)
  const uses = input.evidence && (await wantedUses(tx, platform, actor, regionCode, subject, input.evidence))
  const sameText =
    before !== undefined &&
    before.level === given.level &&
    before.narrative === given.narrative &&
    sameFigures(before.figures, given.figures)
  const same = sameText && !uses?.changed
  const state = stateAfterSave(before?.state, { ready: input.ready, changed: !same })
  if (before && same && state === before.state) {
    throw new AlreadySo({ version: before.version, savedAt: before.changedAt, zone: stand.region.zone })
  }
  if ((before?.version ?? 0) !== (input.version ?? 0)) throw changedMeanwhile()
  if (state === 'ready' && given.level === null) throw invalid(levelMissing)

  const change = {
    ...given,
    state,
    returnReason: state === 'returned' ? before?.returnReason : undefined,
    changedBy: writer.accountId,
    now,
  }
  if (before) await updateAnswer(tx, roundId, regionCode, before, change)
  else if (!(await insertAnswer(tx, roundId, regionCode, questionId, change))) throw changedMeanwhile()
  if (uses?.changed) await replaceUses(tx, regionCode, ANSWER_SUBJECT, subject, uses.wanted, writer.accountId)
  const version = (before?.version ?? 0) + 1
  await audit(tx, {
    event: 'evaluation.answer.saved',
    subject: { kind: ANSWER_SUBJECT, id: answerAuditId(regionCode, roundId, questionId) },
    regionCode,
    // What was written stays in the answer: the trail is read by more people.
    data: { version, state, changed: changedParts(before, given, uses?.changed ?? false) },
  })
  if (state === 'ready' && before?.state !== 'ready' && office !== undefined) {
    const heads = await listHolders(tx, { roles: ['opd-head'], organisationIds: [office] }, now)
    await notify(
      tx,
      heads
        .filter(head => head.accountId !== writer.accountId)
        .map(head => ({ accountId: head.accountId, roundId, regionCode, kind: 'answers-ready', subjectKey: office })),
      now,
    )
  }
  return { version, savedAt: now, zone: stand.region.zone }
}

/** The uses to be stored: those given, and behind them those that the writer may not see and so cannot take off. */
async function wantedUses(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  regionCode: string,
  subject: string,
  given: readonly WantedUse[],
): Promise<{ wanted: WantedUse[]; changed: boolean }> {
  const current = (await listUses(tx, regionCode, ANSWER_SUBJECT, [subject])).get(subject) ?? []
  const there = new Map(current.map(use => [use.evidence.id, use]))
  for (const { evidenceId } of given) {
    // Evidence that is attached already stays attachable, whoever saves; new evidence must be the writer's to see.
    if (!there.has(evidenceId)) await getEvidence(platform, actor, evidenceId, tx).catch(unseenEvidence)
  }
  const named = new Set(given.map(use => use.evidenceId))
  const hidden = current.filter(
    use => !named.has(use.evidence.id) && refuseSeeEvidence(actor, use.evidence) !== undefined,
  )
  const wanted = [
    ...given.map(use => ({ evidenceId: use.evidenceId, anchor: use.anchor, note: use.note })),
    ...hidden.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
  ]
  const plain = (uses: readonly WantedUse[]) =>
    JSON.stringify(uses.map(use => [use.evidenceId, use.anchor?.trim() || null, use.note?.trim() || null]))
  const stored = current.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note }))
  return { wanted, changed: plain(wanted) !== plain(stored) }
}

function unseenEvidence(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found') {
    throw invalid({ field: 'bukti', sentence: error.sentence })
  }
  throw error
}

/** The parts of an answer, trimmed and within their limits. Throws `invalid` with one sentence for each bad field. */
function checkAnswer(input: AnswerInput): { level: number | null; narrative: string | undefined; figures: Figure[] } {
  const bad: FieldError[] = []
  const { level } = input
  if (level !== null && !(Number.isInteger(level) && level >= 0 && level <= 4)) {
    bad.push({
      field: 'level',
      sentence: {
        id: `Level ${level} tidak ada. Pilih bilangan bulat 0 sampai 4, atau kosongkan.`,
        en: `There is no level ${level}. Choose a whole number from 0 to 4, or leave it empty.`,
      },
    })
  }
  const narrative = input.narrative?.replace(/\r\n?/g, '\n').trim() || undefined
  if ((narrative?.length ?? 0) > longestNarrative) {
    bad.push({
      field: 'uraian',
      sentence: {
        id: 'Uraian lebih dari 20.000 huruf. Ringkas, atau lampirkan sebagai bukti.',
        en: 'The narrative has more than 20,000 letters. Shorten it, or attach it as evidence.',
      },
    })
  }
  if (input.figures.length > mostFigures) {
    bad.push({
      field: 'angka',
      sentence: { id: 'Paling banyak 10 angka untuk satu jawaban.', en: 'At most 10 figures for one answer.' },
    })
  }
  const figures = input.figures.map((figure, at) => {
    const parsed = figureSchema.safeParse({
      label: figure.label.trim(),
      value: figure.value,
      ...(figure.unit?.trim() ? { unit: figure.unit.trim() } : {}),
    })
    if (parsed.success) return parsed.data
    const part = String(parsed.error.issues[0]?.path[0] ?? 'label')
    bad.push({ field: `angka-${at + 1}-${part}`, sentence: figureWrong(part, figure) })
    return figure
  })
  if (bad.length > 0) throw invalid(...bad)
  return { level, narrative, figures }
}

function figureWrong(part: string, figure: Figure) {
  if (part === 'value') {
    return {
      id: `“${figure.value}” bukan angka. Tulis angka saja, seperti 85,5; satuannya di kolom sendiri.`,
      en: `“${figure.value}” is no number. Write only the number, like 85,5; its unit has a place of its own.`,
    }
  }
  return part === 'unit'
    ? { id: 'Satuan paling panjang 40 huruf.', en: 'A unit has at most 40 letters.' }
    : {
        id: 'Beri nama angka ini, paling panjang 200 huruf.',
        en: 'Name this figure, in at most 200 letters.',
      }
}

const sameFigures = (a: readonly Figure[], b: readonly Figure[]) => {
  const plain = (list: readonly Figure[]) => JSON.stringify(list.map(one => [one.label, one.value, one.unit ?? null]))
  return plain(a) === plain(b)
}

function changedParts(
  before: Answer | undefined,
  given: { level: number | null; narrative: string | undefined; figures: Figure[] },
  evidence: boolean,
): string[] {
  return [
    (before?.level ?? null) !== given.level && 'level',
    before?.narrative !== given.narrative && 'narrative',
    !sameFigures(before?.figures ?? [], given.figures) && 'figures',
    evidence && 'evidence',
  ].filter(part => part !== false)
}

const levelMissing: FieldError = {
  field: 'level',
  sentence: {
    id: 'Pilih level 0 sampai 4 sebelum menandai siap. Yang Anda ketik masih di halaman ini.',
    en: 'Choose a level from 0 to 4 before marking it ready. What you typed is still on this page.',
  },
}

const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Jawaban ini diubah dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu pilih; ketikan Anda tidak hilang.',
    en: 'This answer was changed in another tab, on another device or by somebody else after you opened it. Compare both and choose; what you typed is not lost.',
  })
