import { dayIn } from '#kit/format.ts'
import {
  type DemoPerson,
  demoOfficeFinder,
  demoPerson,
  listRegionOffices,
  namesOfOrganisations,
} from '#modules/people/index.ts'
import { fromMarkdown } from '#platform/collab/words.ts'
import { readTexts } from '#platform/collab/texts.ts'
import type { Platform } from '#platform/platform.ts'
import { saveInstitution, saveMembers } from './actions/institution/save-institution.ts'
import { reportItem } from './actions/preparation/report-item.ts'
import { addItems, saveBoard } from './actions/preparation/save-board.ts'
import { inviteTo } from './actions/plan/save-invitees.ts'
import { saveMeeting } from './actions/plan/save-meeting.ts'
import { saveSetting } from './actions/plan/save-setting.ts'
import { sendInvitations } from './actions/plan/send-invitations.ts'
import { enterAttendance } from './actions/sitting/enter-attendance.ts'
import { finaliseMinutes } from './actions/sitting/finalise-minutes.ts'
import { beginMeeting, closeMeeting } from './actions/sitting/run-meeting.ts'
import { saveAgendaItem } from './actions/sitting/save-agenda-item.ts'
import { saveDecision } from './actions/sitting/save-decision.ts'
import { beginMinutes, saveMinutes } from './actions/sitting/write-minutes.ts'
import { countOverdueTasks } from './actions/task/count-overdue.ts'
import { moveTask } from './actions/task/direct-task.ts'
import { reportTask } from './actions/task/report-task.ts'
import { demoDimensionSeats, demoOffices, demoPreparation, type DemoWorkshop, demoWorkshops2022 } from './demo-data.ts'
import type { Institution, MemberInput } from './model-institution.ts'
import type { Meeting, MeetingKind } from './model.ts'
import { listInstitutions } from './store/institution/institutions.ts'
import { listTasks } from './store/task/list-tasks.ts'

interface Place {
  regionCode: string
  name: string
  secretariat: DemoPerson
  officeId(key: string): string
  officeNames: Map<string, string>
  today: string
}

/**
 * Institutions, meetings, tasks and a preparation board of the demo world, made by what its people would do. Dates of Luwu
 * Utara's workshops are fixed, the others are counted from the day of seeding. Safe to run again.
 */
export async function seedDemoMeeting(platform: Platform, say: (line: string) => void): Promise<void> {
  for (const [regionCode, box, name] of [
    ['73.22', 'luwu-utara', 'Luwu Utara'],
    ['73.24', 'luwu-timur', 'Luwu Timur'],
  ] as const) {
    if ((await listInstitutions(platform.db.sql, regionCode)).length > 0) continue
    const offices = await listRegionOffices(platform.db.sql, regionCode)
    const place: Place = {
      regionCode,
      name,
      secretariat: await demoPerson(platform, `sekretariat-${box}`),
      officeId: demoOfficeFinder(offices),
      officeNames: await namesOfOrganisations(
        platform.db.sql,
        offices.map(one => one.id),
      ),
      today: dayIn(platform.clock.now(), 'WITA'),
    }
    await letterhead(platform, place)
    const council = await institutions(platform, place)
    if (regionCode === '73.22')
      for (const workshop of demoWorkshops2022) await hold(platform, place, workshop, 'bimtek-2022')
    else await meetingsOfThisYear(platform, place, council)
    say(`Rapat peragaan ${regionCode}.`)
  }
}

async function letterhead(platform: Platform, { regionCode, name, secretariat }: Place): Promise<void> {
  const input = {
    numberPattern: '{klasifikasi}/{nomor}/{unit}',
    classification: '000.1.5',
    unitCode: 'KOMINFO',
    institution: `Pemerintah Kabupaten ${name}`,
    office: 'Dinas Komunikasi dan Informatika',
    address: `Kompleks perkantoran ${name} (peragaan)`,
    town: regionCode === '73.24' ? 'Malili' : 'Masamba',
    signatoryTitle: `Sekretaris Daerah Kabupaten ${name}`,
    signatoryName: '(nama pejabat)',
    signatoryRank: undefined,
    signatoryNumber: undefined,
  }
  await saveSetting(platform, secretariat.actor, { regionCode, version: 0, input }, secretariat.writer)
}

/** Council and executing team, who meet on the first Tuesday of each month, and the forum. Answers the council. */
async function institutions(platform: Platform, place: Place): Promise<Institution> {
  const { regionCode, name, secretariat, officeId, today } = place
  const year = regionCode === '73.22' ? 2022 : Number(today.slice(0, 4))
  const term = { decreeDate: `${year}-02-01`, termFrom: `${year}-02-01`, termUntil: `${year + 5}-01-31` }
  const make = async (input: Parameters<typeof saveInstitution>[2]['input']) =>
    await saveInstitution(
      platform,
      secretariat.actor,
      { regionCode, id: undefined, version: undefined, input },
      secretariat.writer,
    )
  const team = await make({
    kind: 'team',
    name: `Tim Pelaksana Smart City ${name}`,
    duties: 'Menyusun, menjalankan dan melaporkan masterplan (peragaan).',
    decreeNumber: `555/${year}.2 (peragaan)`,
    ...term,
  })
  const monthly = {
    week: 1,
    weekday: 2,
    at: '09:00',
    minutes: 120,
    place: 'Ruang pola kantor bupati',
    withIds: [team.id],
  }
  const council = await make({
    kind: 'council',
    name: `Dewan Smart City ${name}`,
    duties: 'Memberi arah, menerima masukan warga, dan membahas kemajuan dengan Tim Pelaksana setiap bulan (peragaan).',
    decreeNumber: `555/${year}.1 (peragaan)`,
    ...term,
    ...(regionCode === '73.24' ? { monthly } : {}),
  })
  await make({
    kind: 'forum',
    name: `Forum Smart City ${name}`,
    duties: 'Menyampaikan suara warga dan mitra (peragaan).',
  })
  const members = (
    institution: Institution,
    seats: readonly (readonly [string, string, string?])[],
    more: readonly MemberInput[] = [],
  ) =>
    saveMembers(
      platform,
      secretariat.actor,
      {
        regionCode,
        id: institution.id,
        version: institution.version,
        members: [
          ...seats.map(([position, title, key]) => ({
            position,
            title,
            ...(key === undefined ? {} : { organisationId: officeId(key) }),
          })),
          ...more,
        ],
      },
      secretariat.writer,
    )
  await members(council, [
    ['Pembina', `Bupati ${name}`],
    ['Ketua', 'Sekretaris Daerah', 'setda'],
    ['Anggota', 'Kepala Badan Perencanaan Pembangunan Daerah', 'bappeda'],
    ['Anggota', 'Kepala Dinas Kesehatan', 'kesehatan'],
    ['Anggota', 'Kepala Dinas Lingkungan Hidup', 'lingkungan'],
  ])
  await members(
    team,
    [
      ['Ketua', 'Kepala Dinas Komunikasi dan Informatika', 'kominfo'],
      ['Sekretaris', 'Sekretaris Badan Perencanaan Pembangunan Daerah', 'bappeda'],
      ...demoOffices.slice(2).map(key => ['Anggota', 'Sekretaris', key] as const),
    ],
    regionCode === '73.24' ? await dimensionSeats(platform, place) : [],
  )
  return council
}

async function dimensionSeats(platform: Platform, { officeId }: Place): Promise<MemberInput[]> {
  const seats: MemberInput[] = []
  for (const { dimension, title, office, account } of demoDimensionSeats) {
    const person = account === undefined ? undefined : await demoPerson(platform, account)
    seats.push({
      position: 'Koordinator dimensi',
      title,
      dimension,
      organisationId: officeId(office),
      ...(person?.actor.accountId === undefined ? {} : { accountId: person.actor.accountId }),
    })
  }
  return seats
}

/** One workshop or other meeting from its letter to its final minutes. */
async function hold(
  platform: Platform,
  place: Place,
  workshop: DemoWorkshop,
  seriesKey: string,
  kind: MeetingKind = 'bimtek',
): Promise<Meeting> {
  const { regionCode, secretariat, officeId } = place
  const { actor, writer } = secretariat
  const input = {
    kind,
    title: workshop.title,
    subject: `Undangan ${workshop.title}`,
    startsAt: moment(workshop.from),
    endsAt: moment(workshop.until),
    zone: 'WITA' as const,
    place: workshop.place,
    seriesKey,
    chair: 'Kepala Dinas Komunikasi dan Informatika',
    noteTaker: 'Sekretariat Tim Pelaksana',
  }
  const meeting = await saveMeeting(platform, actor, { regionCode, input }, writer)
  const which = { regionCode, id: meeting.id }
  await agenda(platform, place, meeting, workshop.agenda)
  const mentor = await demoPerson(platform, 'pembimbing')
  const wanted = { organisationIds: demoOffices.map(officeId), accountIds: [mentor.actor.accountId ?? ''] }
  await inviteTo(platform, actor, { ...which, wanted }, writer)
  await sendInvitations(platform, actor, { ...which, letterDate: before(workshop.from, 7), recordOnly: true }, writer)
  await beginMeeting(platform, actor, which, writer)
  await enterAttendance(
    platform,
    actor,
    { regionCode, meetingId: meeting.id, text: listOf(place, workshop.absent) },
    writer,
  )
  await minutes(platform, place, meeting, workshop)
  await closeMeeting(platform, actor, which, writer)
  await finaliseMinutes(platform, actor, which, writer)
  return meeting
}

async function agenda(
  platform: Platform,
  { regionCode, secretariat, officeId }: Place,
  meeting: Meeting,
  items: readonly (readonly [string, string])[],
): Promise<void> {
  for (const [title, key] of items) {
    const input = { title, minutes: 60, ownerId: officeId(key), speaker: undefined, note: undefined }
    await saveAgendaItem(platform, secretariat.actor, { regionCode, meetingId: meeting.id, input }, secretariat.writer)
  }
}

async function minutes(platform: Platform, place: Place, meeting: Meeting, workshop: DemoWorkshop): Promise<void> {
  const { regionCode, officeId } = place
  const { actor, writer } = place.secretariat
  const which = { regionCode, id: meeting.id }
  const textId = await beginMinutes(platform, actor, which, writer)
  const text = (await readTexts(platform.db.sql, regionCode, [textId])).get(textId)
  const content = fromMarkdown(workshop.minutes)
  await saveMinutes(platform, actor, { ...which, version: text?.version ?? 1, content }, writer)
  for (const { text: decided, task } of workshop.decisions) {
    const { dimension } = task ?? {}
    const wanted = task && { text: task.text, ownerId: officeId(task.office), dueOn: task.due, dimension }
    const { tasks } = await saveDecision(
      workshop.decided === undefined ? platform : atMoment(platform, workshop.decided),
      actor,
      {
        regionCode,
        meetingId: meeting.id,
        input: { text: decided, agendaItemId: undefined },
        ...(wanted ? { tasks: [wanted] } : {}),
      },
      writer,
    )
    const [made] = tasks
    if (!made || task?.done === undefined) continue
    const report = { regionCode, id: made.id, version: made.version, doneOn: task.done, note: 'Selesai (peragaan).' }
    await reportTask(platform, actor, report, writer)
  }
}

/** Luwu Timur: one meeting held last month with open tasks, one to come, and the preparation for the field review. */
async function meetingsOfThisYear(platform: Platform, place: Place, council: Institution): Promise<void> {
  const { regionCode, secretariat, officeId, today } = place
  const { actor, writer } = secretariat
  const held = before(today, 30)
  await hold(
    platform,
    place,
    {
      title: 'Rapat Dewan dan Tim Pelaksana (peragaan)',
      decided: `${held} 11:00`,
      from: `${held} 09:00`,
      until: `${held} 11:00`,
      place: 'Ruang pola kantor bupati',
      agenda: [['Kemajuan program enam dimensi', 'bappeda']],
      minutes:
        '## Pembukaan\n\nRapat dibuka (naskah peragaan).\n\n## Pembahasan\n\nSetiap koordinator dimensi melaporkan program yang terlambat.',
      decisions: [
        {
          text: 'Bukti tonggak dilengkapi sebelum tinjauan lapangan.',
          task: {
            text: 'Mengunggah bukti tonggak program kesehatan',
            office: 'kesehatan',
            due: after(today, 14),
            dimension: 'liv',
          },
        },
        {
          text: 'Realisasi anggaran dilaporkan setiap triwulan.',
          task: {
            text: 'Melaporkan realisasi anggaran triwulan',
            office: 'lingkungan',
            due: before(today, 20),
            dimension: 'env',
          },
        },
      ],
      absent: ['perhubungan', 'perizinan'],
    },
    council.id,
    'council',
  )
  await letRise(platform, place)
  const coming = after(today, 7)
  const meeting = await saveMeeting(
    platform,
    actor,
    {
      regionCode,
      input: {
        kind: 'rakor',
        title: 'Rapat koordinasi persiapan tinjauan lapangan (peragaan)',
        startsAt: moment(`${coming} 09:00`),
        endsAt: moment(`${coming} 12:00`),
        zone: 'WITA',
        place: 'Media Center Dinas Komunikasi dan Informatika',
        address: 'Malili',
        link: 'https://rapat.contoh.tudang.invalid/persiapan',
        seriesKey: council.id,
        chair: 'Kepala Dinas Komunikasi dan Informatika',
      },
    },
    writer,
  )
  const which = { regionCode, id: meeting.id }
  await agenda(platform, place, meeting, [
    ['Surat kementerian dan jadwal tinjauan lapangan', 'kominfo'],
    ['Kesiapan paparan setiap OPD', 'bappeda'],
  ])
  const mentor = await demoPerson(platform, 'pembimbing')
  const wanted = { organisationIds: demoOffices.map(officeId), accountIds: [mentor.actor.accountId ?? ''] }
  await inviteTo(platform, actor, { ...which, wanted }, writer)
  await sendInvitations(platform, actor, { ...which, letterDate: today }, writer)
  await prepare(platform, place, meeting)
}

/** A late task gets a new day, which passes too: it now asks the coordinator who sits for its dimension. */
async function letRise(platform: Platform, { regionCode, secretariat, today }: Place): Promise<void> {
  const then = atMoment(platform, `${before(today, 15)} 10:00`)
  await countOverdueTasks(then)
  const { tasks } = await listTasks(platform.db.sql, regionCode, { lateOn: today }, { limit: 10 })
  for (const { id, version } of tasks) {
    const reason = 'Menunggu data realisasi dari bagian keuangan (peragaan)'
    const given = { regionCode, id, version, dueOn: before(today, 5), reason }
    await moveTask(then, secretariat.actor, given, secretariat.writer)
  }
  await countOverdueTasks(platform)
}

/** What the letter of the ministry asks the offices to present in the meeting to come. */
async function prepare(platform: Platform, place: Place, meeting: Meeting): Promise<void> {
  const { regionCode, secretariat, officeId, today } = place
  const { actor, writer } = secretariat
  const dueOn = after(today, 5)
  const input = {
    title: 'Fasilitasi tinjauan lapangan (peragaan)',
    letterFrom: 'Kementerian Komunikasi dan Digital',
    letterNumber: 'B-000/peragaan',
    letterDate: before(today, 3),
    what: 'Setiap OPD menyiapkan paparan program unggulan dan quick win.',
    dueOn,
    meetingId: meeting.id,
  }
  const board = await saveBoard(platform, actor, { regionCode, input }, writer)
  for (const { office, what, state } of demoPreparation) {
    const items = { regionCode, boardId: board.id, what, dueOn, organisationIds: [officeId(office)] }
    const [id] = await addItems(platform, actor, items, writer)
    if (id === undefined || state === 'not-started') continue
    await reportItem(platform, actor, { regionCode, boardId: board.id, id, version: 1, state, note: undefined }, writer)
  }
}

const atMoment = (platform: Platform, text: string): Platform => ({ ...platform, clock: { now: () => moment(text) } })
const moment = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const before = (day: string, days: number): string => shift(day, -days)
const after = (day: string, days: number): string => shift(day, days)

/** Secretary and planner of each office that came, without names of people. */
function listOf({ officeId, officeNames }: Place, absent: readonly string[]): string {
  return demoOffices
    .filter(key => !absent.includes(key))
    .flatMap(key => {
      const office = officeNames.get(officeId(key)) ?? key
      return ['Sekretaris', 'Perencana'].map(title => `${title} ${office}; ${title}; ${office}`)
    })
    .join('\n')
}
