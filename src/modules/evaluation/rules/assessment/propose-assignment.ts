import type { Question } from '../../model.ts'
import type { ProposalData } from '../../model-assignment.ts'
import { wording } from '../same-question.ts'

export interface ProposedOffice {
  /** Undefined leaves the question to the secretariat. */
  officeId: string | undefined
  /** Why: `kept` from an earlier round, by an entry of the data (with its words), or none that fits. */
  why: { kind: 'kept' } | { kind: 'entry'; reason: { id: string; en: string } } | { kind: 'none' }
}

/** Who had which question in an earlier round: its questions, and the office of each by question id. */
export interface EarlierOwners {
  questions: Iterable<Question>
  offices: ReadonlyMap<string, string>
}

/**
 * Which office may answer each question. An office that had a question of the same text before keeps it while it lives;
 * else the first entry of the data whose conditions all hold and that finds an office by name; else the secretariat.
 */
export function proposeAssignment(
  questions: Iterable<Question>,
  offices: readonly { id: string; name: string }[],
  data: ProposalData,
  earlier?: EarlierOwners,
): Map<string, ProposedOffice> {
  const living = new Set(offices.map(office => office.id))
  const owners = new Map<string, string>()
  for (const question of earlier?.questions ?? []) {
    const owner = earlier?.offices.get(question.id)
    if (owner !== undefined && living.has(owner)) owners.set(wording(question), owner)
  }
  const named = offices.map(office => ({ id: office.id, name: office.name.toLowerCase() }))
  const propose = (question: Question): ProposedOffice => {
    const kept = owners.get(wording(question))
    if (kept !== undefined) return { officeId: kept, why: { kind: 'kept' } }
    for (const entry of data.entries) {
      if (!fits(question, entry)) continue
      for (const word of entry.offices) {
        const office = named.find(one => one.name.includes(word))
        if (office) return { officeId: office.id, why: { kind: 'entry', reason: entry.reason } }
      }
    }
    return { officeId: undefined, why: { kind: 'none' } }
  }
  return new Map([...questions].map(question => [question.id, propose(question)]))
}

function fits(question: Question, entry: ProposalData['entries'][number]): boolean {
  const text = wording(question)
  return (
    (entry.words?.some(word => text.includes(word)) ?? true) &&
    (entry.kinds?.includes(question.kind) ?? true) &&
    (entry.smart_dimensions?.some(dimension => dimension === question.smart_dimension) ?? true)
  )
}
