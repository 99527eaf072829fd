import type { AskedWhy, TaskDimension, TaskEventName, TaskLevel, TaskState } from '../model-task.ts'
import type { taskId, WhyParts } from './task-id.ts'

const states: Record<TaskState, string> = { open: 'Open', done: 'Done', dropped: 'Dropped' }

const levels: Record<TaskLevel, string> = {
  owner: 'Its office',
  coordinator: 'Dimension coordinator',
  secretary: 'Regional secretary',
}

const dimensions: Record<TaskDimension, string> = {
  gov: 'Smart Governance',
  bra: 'Smart Branding',
  eco: 'Smart Economy',
  liv: 'Smart Living',
  soc: 'Smart Society',
  env: 'Smart Environment',
}

const why: Record<AskedWhy, (parts: WhyParts) => string> = {
  dimension: ({ times, dimension, institutions }) =>
    `It rose because ${times} due days passed, to who sits for ${dimension} in ${institutions}.`,
  group: ({ times, office, institutions }) =>
    `It rose because ${times} due days passed, to who sits with ${office} in ${institutions}.`,
  'every-coordinator': ({ times, dimension }) =>
    dimension === undefined
      ? `It rose because ${times} due days passed. It has no dimension, so every dimension coordinator is asked.`
      : `It rose because ${times} due days passed. No coordinator sits for ${dimension} yet, so every dimension coordinator is asked.`,
  'no-coordinator': ({ times }) =>
    `It rose because ${times} due days passed. The region has no dimension coordinator yet, so the secretariat is asked.`,
  'third-day': ({ times }) => `It rose to the secretariat because ${times} due days passed.`,
}

export const taskEn: typeof taskId = {
  title: 'Tasks of meetings',
  lead: 'All that meetings asked for, from whom and by when. What is not done stands on the agenda of the next meeting again. The second due day that passes asks the dimension coordinator, the third the regional secretary.',
  caption: 'Tasks of meetings by due day',
  states,
  levels,
  dimensions,
  asked: {
    people: (names: string, office: string) => `${names}, with ${office}`,
    nobody: (office: string) => `Only ${office} is asked: no coordinator or secretariat has an account yet.`,
    and: 'and',
    why,
  },
  columns: { task: 'Task', owner: 'Office', due: 'Due', state: 'State', asked: 'Asked of' },
  filter: {
    office: 'Office',
    anyOffice: 'All offices',
    state: 'State',
    anyState: 'All states',
    level: 'Asked of',
    anyLevel: 'All',
    late: 'Due',
    anyLate: 'All days',
    onlyLate: 'Only what is late',
  },
  figures: {
    open: 'Open',
    late: 'Late',
    risen: 'Risen',
    risenLine: 'to coordinator or secretary',
    done: 'Done',
  },
  from: (meeting: string, day: string) => `From ${meeting}, ${day}`,
  times: (n: number) => (n === 0 ? 'Never late so far' : `${n} due days passed`),
  none: 'There are no tasks yet.',
  noneWhy: 'Tasks are made from decisions, on the page of a meeting’s minutes.',
  noneMatch: 'No task fits this filter.',
  showAll: 'Show all',
  gone: (name: string) => `${name} (abolished)`,
  transferLink: 'Move the tasks of an office',
  detail: {
    decided: 'Decided in',
    owner: 'Office',
    due: 'Due',
    first: (day: string) => `at first ${day}`,
    dimension: 'Dimension',
    asked: 'Asked of',
    counted: 'Due days that passed',
    done: 'Done',
    note: 'Note',
    journey: 'Journey of the task',
    proof: 'Evidence',
    noProof: 'No evidence yet.',
    direct: 'Change the day, move or drop it',
    by: (name: string) => `by ${name}`,
  },
  events: {
    made: (meeting: string, due: string) => `Made in ${meeting}${due === '' ? '' : `, due ${due}`}`,
    changed: () => 'Updated',
    moved: (_meeting: string, due: string) => `New due day ${due}`,
    carried: (meeting: string) => `Still open in ${meeting}, carried to the next meeting`,
    overdue: (_meeting: string, due: string) => `Due day ${due} passed`,
    escalated: () => 'Rose',
    done: (_meeting: string, day: string) => `Done${day === '' ? '' : ` ${day}`}`,
    dropped: () => 'Dropped',
    reopened: () => 'Opened again',
  } satisfies Record<TaskEventName, (meeting: string, day: string) => string>,
  roseTo: (level: string) => `Rose to the ${level.toLowerCase()}`,
  report: {
    title: 'Report',
    doneOn: 'Done on',
    doneHint: 'Leave it empty while it is not done.',
    note: 'Note',
    noteHint: 'What was done, or what stands in the way.',
    files: 'Photos or files as evidence',
    filesHint: (size: string) => `At most ${size} each.`,
    personal: 'The files hold personal data; do not show them outside',
    link: 'Or the address of the evidence',
    take: 'Take evidence off',
    send: 'Send the report',
    meanwhile: (state: string, note: string) =>
      `Stored now: ${state}. ${note} What you typed is still below; send it again if that is right.`,
    noNote: 'Without a note.',
  },
  direct: {
    title: 'Direct the task',
    move: 'New due day',
    moveLead: 'A day that passed still counts. A task that is done or dropped is opened again.',
    moveDo: 'Save the new day',
    change: 'Change its words or its office',
    text: 'Task',
    owner: 'Office',
    dimension: 'Dimension',
    noDimension: 'No dimension',
    changeDo: 'Save the change',
    drop: 'Drop the task',
    dropLead: 'It is not asked for any more; its history and the reason stay.',
    dropDo: 'Drop this task',
    reason: 'Reason',
    meanwhile: 'Somebody else changed this task. Its latest state is below; what you typed is still there.',
  },
  transfer: {
    title: 'Move the tasks of an office',
    lead: 'All open tasks and all items to prepare that are not checked go to another office. Each history keeps both names.',
    from: 'From',
    to: 'To',
    reason: 'Ground for it',
    choose: 'Choose an office',
    do: 'Move all',
    count: (tasks: string, items: string) => `${tasks} tasks and ${items} items to prepare will move.`,
    done: (n: string) => `${n} tasks and items to prepare were moved.`,
  },
  panel: {
    mine: (office: string) => `Tasks of ${office}`,
    region: (region: string) => `Tasks of meetings in ${region}`,
    line: (open: string, late: string) => `${open} open, ${late} late.`,
    items: (n: string) => `${n} items to prepare are not ready.`,
    toTasks: 'See the tasks',
    toBoards: 'See the preparation boards',
  },
  done: {
    lapor: 'The report is stored.',
    tenggat: 'The new day is stored.',
    ubah: 'The task was changed.',
    batal: 'The task was dropped.',
  },
  sheet: {
    task: 'Task',
    owner: 'Office',
    dimension: 'Dimension',
    due: 'Due',
    first: 'Due at first',
    state: 'State',
    doneOn: 'Done',
    overdue: 'Due days that passed',
    level: 'Asked of',
    meeting: 'Meeting',
    meetingDay: 'Day of the meeting',
    note: 'Note',
  },
  uses: {
    task: (text: string) => `Task of a meeting: ${text}`,
    item: (board: string, what: string) => `${board}: ${what}`,
    board: (title: string) => `Preparation board: ${title}`,
    institution: (name: string) => `Decree of ${name}`,
  },
  letter: {
    subject: (region: string, n: string) => `Meetings of ${region}: ${n} things wait for you`,
    greeting: (name: string) => `Dear ${name},`,
    opening: 'These wait for you:',
    task: (office: string, text: string, due: string, times: string) =>
      `Task of ${office}: ${text}\nDue ${due}. Due days that passed: ${times}.`,
    asked: (who: string) => `Asked of ${who}.`,
    rose: {
      coordinator: 'It rose to you as dimension coordinator.',
      secretariat: 'It rose to you in the regional secretariat.',
    },
    preparation: (office: string, text: string, due: string) => `To prepare by ${office}: ${text}\nDue ${due}.`,
    term: (name: string, due: string) => `The term of ${name} ends ${due}. Prepare the new decree.`,
    more: (n: string) => `And ${n} more; open the page.`,
    foot: (mostADay: string, from: string, to: string) =>
      `What is done is not spoken of again. At most ${mostADay} letters a day, never between ${from}.00 and ${to}.00.`,
  },
}
