import type { Page } from '#platform/http/door.ts'
import { type Sheet, sheetResponse } from '#platform/documents/sheet.ts'
import type { Lang } from '#kit/format.ts'
import { mayReadInside } from '../../access.ts'
import { getInsideGround } from '../../actions/quick-win/ground.ts'
import type { Risk } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { riskLevel } from '../../rules/quick-win/risk-level.ts'
import { listRisks } from '../../store/quick-win/risks.ts'
import { placeOf, quickWinPlace } from './place.ts'

/** `…/risiko.xlsx`: the risk form as the ministry wants it: factor, cause, level coded 1, 2, 3, mitigation and its kind. */
export const riskSheetPage: Page = {
  path: `${quickWinPlace}/risiko.xlsx`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  limit: 'document',
  async show(visit) {
    const { platform, actor, lang } = visit
    const { regionCode, programmeId } = placeOf(visit)
    const db = platform.db.read
    const { programme } = await getInsideGround(db, actor, regionCode, programmeId)
    const risks = await listRisks(db, regionCode, programmeId)
    return await sheetResponse(riskSheet(risks, programme.code, lang), 'xlsx')
  },
}

/** The rows of the risk form with the codes of the ministry, and our level beside them. */
export function riskSheet(risks: readonly Risk[], programmeCode: string, lang: Lang): Sheet<Risk & { number: number }> {
  const t = quickWinPhrases(lang)
  const level = (likelihood: Risk['likelihood'] | undefined, impact: Risk['impact'] | undefined) =>
    likelihood === undefined || impact === undefined ? undefined : t.level[riskLevel(likelihood, impact).level]
  return {
    name: `risiko-${programmeCode}`,
    rows: risks.map((risk, at) => ({ ...risk, number: at + 1 })),
    columns: [
      { key: 'no', label: t.number, kind: 'integer', width: 5, value: row => row.number },
      { key: 'faktor', label: t.risk.factor, width: 40, value: row => row.factor },
      { key: 'penyebab', label: t.risk.cause, width: 40, value: row => row.cause },
      { key: 'kemungkinan', label: t.risk.likelihood, kind: 'integer', value: row => row.likelihood },
      { key: 'dampak', label: t.risk.impact, kind: 'integer', value: row => row.impact },
      { key: 'tingkat', label: t.risk.level, value: row => level(row.likelihood, row.impact) },
      { key: 'mitigasi', label: t.risk.mitigation, width: 50, value: row => row.mitigation },
      {
        key: 'jenis_mitigasi',
        label: t.risk.structural,
        width: 16,
        value: row => (row.structural === undefined ? undefined : t.structural[row.structural ? 'yes' : 'no']),
      },
      { key: 'penanggung_jawab', label: t.risk.ownerId, width: 34, value: row => row.ownerName },
      {
        key: 'sisa_kemungkinan',
        label: t.risk.residualLikelihood,
        kind: 'integer',
        value: row => row.residualLikelihood,
      },
      { key: 'sisa_dampak', label: t.risk.residualImpact, kind: 'integer', value: row => row.residualImpact },
      {
        key: 'sisa_tingkat',
        label: t.risk.residual,
        value: row => level(row.residualLikelihood, row.residualImpact),
      },
    ],
  }
}
