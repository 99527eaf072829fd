import { findEvidenceTitled } from '#modules/evidence/index.ts'
import type { Platform } from '#platform/platform.ts'
import { reportMilestone } from './actions/programme/report-milestone.ts'
import { demoProof } from './demo-data.ts'
import type { DemoRegion } from './demo-region.ts'
import { listMilestones } from './store/programme/milestones.ts'
import { listProgrammesByCode } from './store/programmes.ts'

/** Proof of done milestones from the demo library of Luwu Timur. */
export async function attachProof(platform: Platform, { regionCode, secretariat }: DemoRegion): Promise<void> {
  const { sql } = platform.db
  for (const [code, title] of demoProof) {
    const evidenceId = await findEvidenceTitled(sql, regionCode, title)
    const [programme] = await listProgrammesByCode(sql, regionCode, [code])
    if (!programme || evidenceId === undefined) continue
    const done = (await listMilestones(sql, regionCode, [programme.id])).get(programme.id)?.find(one => one.doneOn)
    if (!done) continue
    const { id, version, doneOn, note } = done
    const report = {
      regionCode,
      programmeId: programme.id,
      id,
      version,
      doneOn,
      note,
      evidence: { attach: [evidenceId] },
    }
    await reportMilestone(platform, secretariat.actor, report, secretariat.writer)
  }
}
