import { saveEvidence } from '#modules/evidence/index.ts'
import type { Platform } from '#platform/platform.ts'
import { acceptStage, holdStage, openStage } from './actions/workshop/change-stage.ts'
import { openCommitment, proposeSignatories, saveCommitment } from './actions/workshop/save-commitment.ts'
import { saveDeliverable } from './actions/workshop/save-deliverable.ts'
import { saveGroup } from './actions/workshop/save-group.ts'
import { saveWorkshop } from './actions/workshop/save-workshop.ts'
import { recordPaper, signCommitment } from './actions/workshop/sign-commitment.ts'
import { judgeDeliverable, submitDeliverable } from './actions/workshop/submit-deliverable.ts'
import type { DemoMaker } from './demo-series.ts'
import type { Series } from './model-workshop.ts'
import type { Stage } from './model.ts'
import { findCommitment } from './store/workshop/commitments.ts'
import { listDeliverables } from './store/workshop/deliverables.ts'
import { listGroups } from './store/workshop/groups.ts'
import { listWorkshops } from './store/workshop/workshops.ts'

/** When and where the four workshops are. */
export type DemoDates = Record<
  Stage,
  { startsOn: string; endsOn: string; place: string; meetingId?: string | undefined }
>

const reviews = [
  'Kesiapan dan SWOT selesai; data tiga OPD masih dilengkapi (peragaan).',
  'Buku 1 lengkap, pemetaan ke RPJMD disepakati (peragaan).',
  'Rencana aksi dan peta jalan disusun, dua calon quick win diperdalam (peragaan).',
]

/** Office that coordinates each dimension, as Luwu Utara named them in 2022 where the demo world has that office. */
const coordinators = {
  gov: 'bappeda',
  bra: 'pupr',
  eco: 'pariwisata',
  liv: 'kominfo',
  soc: 'bpbd',
  env: 'lingkungan',
} as const

/** Offices that owe the deliverables of a stage, in turn. */
const owners = ['kesehatan', 'bappeda', 'lingkungan', 'koperasi', 'kominfo'] as const

/** Dates of all four workshops, who owes what by their last day, and the groups of the series. */
export async function arrange(platform: Platform, maker: DemoMaker, series: Series, dates: DemoDates): Promise<void> {
  const { regionCode, secretariat, officeId } = maker
  const place = { regionCode, seriesId: series.id }
  for (const workshop of await listWorkshops(platform.db.sql, regionCode, series.id)) {
    const { startsOn, endsOn, place: where, meetingId } = dates[workshop.stage]
    const input = { theme: workshop.theme, startsOn, endsOn, place: where, meetingId }
    const save = { ...place, stage: workshop.stage, version: workshop.version, input }
    await saveWorkshop(platform, secretariat.actor, save, secretariat.writer)
  }
  for (const owed of await listDeliverables(platform.db.sql, regionCode, series.id)) {
    const { title, required, version } = owed
    const ownerId = officeId(owners[(owed.position - 1) % owners.length] ?? 'bappeda')
    const input = { title, required, ownerId, dueOn: dates[owed.stage].endsOn }
    await saveDeliverable(platform, secretariat.actor, { ...place, id: owed.id, version, input }, secretariat.writer)
  }
  for (const group of await listGroups(platform.db.sql, regionCode, series.id)) {
    if (group.kind !== 'dimension') continue
    const key = coordinators[group.code as keyof typeof coordinators]
    const input = { name: group.name, coordinatorId: officeId(key), moderator: undefined, officeIds: [officeId(key)] }
    await saveGroup(
      platform,
      secretariat.actor,
      { ...place, id: group.id, version: group.version, input },
      secretariat.writer,
    )
  }
}

/** Begins a stage; with `end`, what it owes is given and accepted, and the stage too. */
export async function runStage(
  platform: Platform,
  maker: DemoMaker,
  series: Series,
  stage: Stage,
  end: boolean,
): Promise<void> {
  const { regionCode, secretariat, mentor } = maker
  const place = { regionCode, seriesId: series.id, stage }
  const now = async () => {
    const found = (await listWorkshops(platform.db.sql, regionCode, series.id)).find(one => one.stage === stage)
    return { ...place, version: found?.version }
  }
  await openStage(platform, secretariat.actor, { ...(await now()), review: reviews[stage - 2] }, secretariat.writer)
  if (!end) return
  await holdStage(platform, secretariat.actor, await now(), secretariat.writer)
  for (const owed of await listDeliverables(platform.db.sql, regionCode, series.id, stage)) {
    const which = { regionCode, seriesId: series.id, id: owed.id }
    const attach = owed.sheet === undefined ? [await paper(platform, maker, owed.title)] : []
    const given = await submitDeliverable(
      platform,
      secretariat.actor,
      { ...which, version: owed.version, note: 'Disepakati pleno (peragaan).', attach },
      secretariat.writer,
    )
    await judgeDeliverable(
      platform,
      mentor.actor,
      { ...which, version: given.version, accepted: true, verdict: 'Diterima (peragaan).' },
      mentor.writer,
    )
  }
  await acceptStage(platform, mentor.actor, await now(), mentor.writer)
}

/** The joint commitment: signed by the regional head by account, by all others on paper. */
export async function signTogether(
  platform: Platform,
  maker: DemoMaker,
  series: Series,
  dated: string,
  place: string,
): Promise<void> {
  const { regionCode, secretariat, head } = maker
  const { actor, writer } = secretariat
  const which = { regionCode, seriesId: series.id }
  const before = await findCommitment(platform.db.sql, regionCode, series.id)
  const signatories = await proposeSignatories(platform, { code: regionCode, kind: 'kabupaten' })
  const input = { text: before?.text ?? '', place, dated, signatories }
  const saved = await saveCommitment(platform, actor, { ...which, version: before?.version, input }, writer)
  const opened = await openCommitment(platform, actor, { ...which, version: saved.commitment.version }, writer)
  const sha256 = opened.commitment.sha256 ?? ''
  const own = opened.signatures.find(one => one.role === 'regional-head')
  if (own) await signCommitment(platform, head.actor, { ...which, signatureId: own.id, sha256 }, head.writer)
  const signatureIds = opened.signatures.filter(one => one.id !== own?.id).map(one => one.id)
  const attach = [await paper(platform, maker, 'Pindaian lembar komitmen bersama')]
  await recordPaper(platform, actor, { ...which, signatureIds, signedOn: dated, attach }, writer)
}

/** A document of the demo library that stands for the one in the field. */
async function paper(platform: Platform, { regionCode, secretariat }: DemoMaker, title: string): Promise<string> {
  const input = {
    regionCode,
    title: `${title} (peragaan)`,
    text: `${title}: naskah peragaan, pengganti dokumen asli daerah ${regionCode}.`,
  }
  return (await saveEvidence(platform, input, secretariat)).evidence.id
}
