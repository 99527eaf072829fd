import type { Actor } from '#kit/actor.ts'
import { formatDecimal } from '#kit/format.ts'
import { Problem } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import type { TraceKind, TraceLabel, TraceLinkWords } from '#platform/http/door.ts'
import { findSnapshots } from '#modules/portfolio/index.ts'
import { getStand, type Stand } from '../actions/round/stand.ts'
import { sourcePhrases } from '../phrases/source.ts'
import { questionList } from '../rules/assessment/question-list.ts'
import { listAssignments } from '../store/assessment/assignments.ts'
import { findInstrument } from '../store/instruments.ts'
import { findResults } from '../store/results.ts'
import { listUsesOfSnapshots } from '../store/source/sources.ts'
import { questionPath } from './assessment/place.ts'

/** What a viewer sees of the answers of one region in one round. */
interface Seen {
  stand: Stand
  sees(questionId: string): boolean
  textOf(questionId: string, lang: 'id' | 'en'): string | undefined
}

/** Undefined for who sees no answer there; otherwise at most three statements, however many answers. */
async function seen(sql: Sql, actor: Actor, roundId: string, regionCode: string): Promise<Seen | undefined> {
  const stand = await getStand(sql, actor, roundId, regionCode).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not-found') return undefined
    throw error
  })
  if (!stand || stand.sight.answers === 'none') return undefined
  const instrument = await findInstrument(sql, stand.round.instrumentId)
  const questions = instrument && questionList(instrument.content)
  const offices = stand.sight.answers === 'own-office' ? await listAssignments(sql, roundId, regionCode) : undefined
  const own = actor.membership?.organisationId
  return {
    stand,
    sees: questionId => offices === undefined || (own !== undefined && offices.get(questionId) === own),
    textOf: (questionId, lang) => questions?.get(questionId)?.question.text[lang],
  }
}

const placeOfAnswer = (id: string) => {
  const [roundId = '', regionCode = '', questionId = ''] = id.split(':')
  return { roundId, regionCode, questionId }
}

const answerKind: TraceKind = {
  kind: 'answer',
  // Before the close only a few may know that a region has answered at all.
  silent: true,
  name: lang => sourcePhrases(lang).answer,
  async label({ db }, actor, ids, lang) {
    const labels = new Map<string, TraceLabel>()
    const groups = Map.groupBy(ids, id => id.slice(0, id.lastIndexOf(':')))
    for (const group of groups.values()) {
      const { roundId, regionCode } = placeOfAnswer(group[0] ?? '')
      const there = await seen(db.sql, actor, roundId, regionCode)
      if (!there) continue
      for (const id of group) {
        const { questionId } = placeOfAnswer(id)
        const text = there.textOf(questionId, lang)
        if (text === undefined || !there.sees(questionId)) continue
        const { round, region } = there.stand
        labels.set(id, {
          title: text,
          href: `${questionPath(roundId, regionCode, questionId)}/sumber`,
          note: `${round.title[lang]}, ${region.regionName}`,
        })
      }
    }
    return labels
  },
}

/** Who sees an answer sees what it was made from; who sees none of the answers does not know of the snapshot. */
const snapshotKind: TraceKind = {
  kind: 'snapshot',
  silent: true,
  name: lang => sourcePhrases(lang).snapshot,
  async label({ db }, actor, ids, lang) {
    const labels = new Map<string, TraceLabel>()
    const uses = await listUsesOfSnapshots(
      db.sql,
      ids.filter(id => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)),
    )
    for (const group of Map.groupBy(uses, use => `${use.roundId}:${use.regionCode}`).values()) {
      const { roundId = '', regionCode = '' } = group[0] ?? {}
      const there = await seen(db.sql, actor, roundId, regionCode)
      const open = group.filter(use => there?.sees(use.questionId))
      const found = await findSnapshots(db.sql, regionCode, [...new Set(open.map(use => use.snapshotId))])
      for (const use of open) {
        const drawing = found.get(use.snapshotId)?.drawing
        if (!drawing || labels.has(use.snapshotId)) continue
        labels.set(use.snapshotId, {
          title: drawing.name[lang],
          href: `${questionPath(roundId, regionCode, use.questionId)}/sumber`,
          note: drawing.headline[lang],
        })
      }
    }
    return labels
  },
}

const resultKind: TraceKind = {
  kind: 'result',
  name: lang => sourcePhrases(lang).result,
  async label({ db }, _actor, ids, lang) {
    const labels = new Map<string, TraceLabel>()
    for (const [edition, group] of Map.groupBy(ids, id => id.slice(0, id.indexOf(':')))) {
      const codes = group.map(id => id.slice(edition.length + 1))
      for (const [code, result] of await findResults(db.sql, edition, codes)) {
        labels.set(`${edition}:${code}`, {
          title: sourcePhrases(lang).resultOf(edition, result.regionName),
          href: `/daerah/${code}/evaluasi`,
          ...(result.index === null ? {} : { note: sourcePhrases(lang).index(formatDecimal(result.index, lang)) }),
        })
      }
    }
    return labels
  },
}

export const evaluationTraceKinds: TraceKind[] = [answerKind, snapshotKind, resultKind]

export const evaluationTraceLinks: TraceLinkWords[] = (['answers', 'scored-in'] as const).map(kind => ({
  kind,
  onward: lang => sourcePhrases(lang).arrow[kind].onward,
  back: lang => sourcePhrases(lang).arrow[kind].back,
}))
