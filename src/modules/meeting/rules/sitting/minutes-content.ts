import type { RichDoc } from '#kit/rich-text.ts'
import type { Meeting } from '../../model.ts'
import type { AgendaItem, Attendance, Decision, MinutesContent } from '../../model-sitting.ts'
import type { Task } from '../../model-task.ts'

/** What minutes say, in the form that is hashed: plain JSON, attendance by name without NIP and phone. */
export function minutesContent(given: {
  region: { code: string; name: string }
  meeting: Meeting
  agenda: readonly AgendaItem[]
  /** Offices that own items, by id. */
  ownerNames: ReadonlyMap<string, string>
  text: RichDoc
  decisions: readonly Decision[]
  tasks: readonly Pick<Task, 'text' | 'ownerName' | 'dueOn' | 'decisionId' | 'createdAt'>[]
  attendance: readonly Attendance[]
  invited: number
}): MinutesContent {
  const { region, meeting, agenda, ownerNames, text, decisions, tasks, attendance, invited } = given
  const numberOf = (list: readonly { id: string }[], id: string | undefined) => {
    const at = id === undefined ? -1 : list.findIndex(one => one.id === id)
    return at < 0 ? null : at + 1
  }
  const ofDecision = (task: Pick<Task, 'decisionId'>) => numberOf(decisions, task.decisionId)
  return {
    region: { code: region.code, name: region.name },
    meeting: {
      id: meeting.id,
      kind: meeting.kind,
      title: meeting.title,
      startsAt: meeting.startsAt.toISOString(),
      endsAt: meeting.endsAt.toISOString(),
      zone: meeting.zone,
      place: meeting.place ?? null,
      link: meeting.link ?? null,
      letterNumber: meeting.letterNumber ?? null,
      letterDate: meeting.letterDate ?? null,
      chair: meeting.chair ?? null,
      noteTaker: meeting.noteTaker ?? null,
    },
    agenda: agenda.map(one => ({
      title: one.title,
      owner: (one.ownerId && ownerNames.get(one.ownerId)) ?? null,
      speaker: one.speaker ?? null,
    })),
    text,
    decisions: decisions.map(one => ({ text: one.text, agenda: numberOf(agenda, one.agendaItemId) })),
    tasks: tasks
      .map(one => ({ text: one.text, owner: one.ownerName, dueOn: one.dueOn, decision: ofDecision(one) }))
      .toSorted((a, b) => (a.decision ?? 999) - (b.decision ?? 999)),
    attendance: attendance
      .map(one => ({ name: one.name, title: one.title ?? null, office: one.office ?? null, how: one.how }))
      .toSorted(byOffice),
    invited,
  }
}

const words = new Intl.Collator('id')
type Present = MinutesContent['attendance'][number]

/** By office and name as people sort them; what they hold for equal by its characters, so that the order is always one. */
function byOffice(a: Present, b: Present): number {
  const said = words.compare(a.office ?? '\uffff', b.office ?? '\uffff') || words.compare(a.name, b.name)
  if (said !== 0) return said
  const [left, right] = [`${a.office}\n${a.name}`, `${b.office}\n${b.name}`]
  return left < right ? -1 : left > right ? 1 : 0
}
