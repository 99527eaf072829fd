import type { Platform } from '#platform/platform.ts'
import { checkQuickWin } from './actions/quick-win/check-quick-win.ts'
import { saveQuickWin } from './actions/quick-win/save-quick-win.ts'
import { saveRisk } from './actions/quick-win/save-risk.ts'
import { validateQuickWin } from './actions/quick-win/validate-quick-win.ts'
import { chance, type DemoRegion } from './demo-region.ts'
import { demoProfile, demoRisks } from './demo-data.ts'
import { type CheckAnswer, QUICK_WIN_INDICATORS } from './model-quick-win.ts'
import { findQuickWin } from './store/quick-win/quick-wins.ts'
import { listProgrammes } from './store/programmes.ts'

/** Quick wins of one region of the demo world: some checked and re-validated, one still to be done. */
export async function fillQuickWins(platform: Platform, region: DemoRegion): Promise<void> {
  const { regionCode, secretariat, today } = region
  const { actor, writer } = secretariat
  const year = Number(today.slice(0, 4))
  const programmes = await listProgrammes(platform.db.sql, regionCode, { quickWin: true }, { limit: 100 })
  for (const [n, programme] of programmes.entries()) {
    const place = { regionCode, programmeId: programme.id }
    const applied = `${programme.startYear + 1}-01-10`
    const profile = {
      ...demoProfile,
      sinceYear: Math.min(programme.startYear + 1, year),
      initiator: 'office',
      form: 'public-service',
      digital: programme.stream === 'application',
      trialOn: `${programme.startYear}-07-01`,
      appliedOn: applied < today ? applied : undefined,
    } as const
    if (await findQuickWin(platform.db.sql, regionCode, programme.id)) continue
    await saveQuickWin(platform, actor, { ...place, profile }, writer)
    // The last one of each region is left to be checked.
    if (n === programmes.length - 1) continue
    for (const indicator of QUICK_WIN_INDICATORS) {
      const note = 'Dijawab tim smart city daerah (peragaan).'
      await checkQuickWin(
        platform,
        actor,
        { ...place, year, indicator, answer: answer(programme.code, indicator), note },
        writer,
      )
    }
    for (const risk of demoRisks.slice(0, 2 + (n % 2))) {
      await saveRisk(platform, actor, { ...place, risk: { ...risk, ownerId: programme.leadId } }, writer)
    }
    if (n % 3 !== 2 && profile.sinceYear < year) {
      await validateQuickWin(
        platform,
        actor,
        { ...place, year, verdict: 'kept', note: 'Masih berjalan (peragaan).' },
        writer,
      )
    }
  }
}

function answer(code: string, indicator: string): CheckAnswer {
  const roll = chance(code, indicator)
  return roll < 620 ? 'yes' : roll < 900 ? 'partly' : 'no'
}
