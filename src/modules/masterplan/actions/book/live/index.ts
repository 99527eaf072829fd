import type { DocumentBlock } from '#kit/document-tree.ts'
import type { LiveBlock, LiveSource } from '../../../model-book.ts'
import { drawAction } from './action.ts'
import { drawBudget } from './budget.ts'
import { drawCommitment } from './commitment.ts'
import type { LiveContext } from './context.ts'
import { drawIndicators } from './indicators.ts'
import { drawInstitutions } from './institutions.ts'
import { drawMapping } from './mapping.ts'
import { drawMission } from './mission.ts'
import { drawParticipation } from './participation.ts'
import type { Draw } from './parts.ts'
import { drawProfile } from './profile.ts'
import { drawProgrammes } from './programmes.ts'
import { drawQuickWins } from './quick-wins.ts'
import { drawReadiness } from './readiness.ts'
import { drawRegion } from './region.ts'
import { drawRisk } from './risk.ts'
import { drawRoadmap } from './roadmap.ts'
import { drawStrategy } from './strategy.ts'
import { drawSwot } from './swot.ts'
import { drawTarget } from './target.ts'
import { drawVision } from './vision.ts'
import { drawWorkshops } from './workshops.ts'

const DRAWS: Record<LiveSource, Draw> = {
  region: drawRegion,
  workshops: drawWorkshops,
  participation: drawParticipation,
  profile: drawProfile,
  readiness: drawReadiness,
  swot: drawSwot,
  strategy: drawStrategy,
  vision: drawVision,
  mission: drawMission,
  target: drawTarget,
  indicators: drawIndicators,
  programmes: drawProgrammes,
  action: drawAction,
  mapping: drawMapping,
  budget: drawBudget,
  roadmap: drawRoadmap,
  'quick-wins': drawQuickWins,
  risk: drawRisk,
  institutions: drawInstitutions,
  commitment: drawCommitment,
}

/** A live block drawn from the data as they are now; one `missing` note when there are none. */
export async function drawLive(context: LiveContext, block: LiveBlock): Promise<DocumentBlock[]> {
  return await DRAWS[block.source](context, block)
}
