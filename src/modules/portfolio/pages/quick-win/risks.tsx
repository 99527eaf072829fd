import { formatCount } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { type RegionOffice, listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { mayReadInside, mayWritePortfolio } from '../../access.ts'
import { archiveRisk } from '../../actions/quick-win/archive-risk.ts'
import { getInsideGround, getWritableGround, mayWriteIn } from '../../actions/quick-win/ground.ts'
import { noSuchRisk, saveRisk } from '../../actions/quick-win/save-risk.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { riskLevel } from '../../rules/quick-win/risk-level.ts'
import { findRisk, listRisks } from '../../store/quick-win/risks.ts'
import { QuickWinHead } from './head.tsx'
import { crumbsOf, placeOf, problemsOf, quickWinHref, quickWinPlace, riskPlace, wholeIn } from './place.ts'
import { readRiskForm } from './risk-form.ts'
import { RiskForm, RiskMatrix, RiskTable } from './risk-parts.tsx'

/** `/portofolio/:code/quick-win/:id/risiko`: the risk form of a programme, and a new row for it. */
export const risksPage: Page = {
  path: `${quickWinPlace}/risiko`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: risksView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.risk.added'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const place = placeOf(visit)
      await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
      await saveRisk(platform, actor, { ...place, risk: readRiskForm(form) }, writer)
      return c.redirect(`${quickWinHref(place.regionCode, place.programmeId, 'risiko')}?pesan=tersimpan`, 303)
    },
  },
}

/** `…/risiko/:risk`: one row of the form, to be changed or archived. */
export const riskPage: Page = {
  path: riskPlace,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: riskView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.risk.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const place = placeOf(visit)
      await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
      const id = c.req.param('risk') ?? ''
      const version = wholeIn(form.text('version'))
      await saveRisk(platform, actor, { ...place, id, version, risk: readRiskForm(form) }, writer)
      return c.redirect(`${quickWinHref(place.regionCode, place.programmeId, 'risiko')}?pesan=tersimpan`, 303)
    },
  },
}

/** `…/risiko/:risk/arsip`: takes a row out of the form. */
export const archiveRiskPage: Page = {
  path: `${riskPlace}/arsip`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.risk.archived'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const place = placeOf(visit)
      await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
      const id = c.req.param('risk') ?? ''
      await archiveRisk(platform, actor, { ...place, id, version: wholeIn(form.text('version')) ?? 0 }, writer)
      return c.redirect(`${quickWinHref(place.regionCode, place.programmeId, 'risiko')}?pesan=diarsipkan`, 303)
    },
  },
}

async function risksView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const db = platform.db.sql
  const ground = await getInsideGround(db, actor, regionCode, programmeId)
  const mayWrite = mayWriteIn(actor, ground)
  const [risks, offices, crumbs] = await Promise.all([
    listRisks(db, regionCode, programmeId),
    mayWrite ? listRegionOffices(db, regionCode) : Promise.resolve<RegionOffice[]>([]),
    crumbsOf(visit, ground, t.riskTitle),
  ])
  const high = risks.filter(one => riskLevel(one.likelihood, one.impact).level === 'high').length
  const n = (value: number) => formatCount(value, lang)
  const said = { tersimpan: t.riskSaved, diarsipkan: t.riskArchived }[retry ? '' : (c.req.query('pesan') ?? '')]
  return {
    title: `${t.riskTitle}: ${ground.programme.name}`,
    section: '/portofolio',
    working: true,
    crumbs,
    ...(said === undefined ? {} : { flash: said }),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problemsOf(retry, lang)} lang={lang} />
        <QuickWinHead
          visit={visit}
          ground={ground}
          current="risks"
          title={risks.length === 0 ? t.riskNone : t.riskHead(n(risks.length), n(high))}
        >
          <p class="lead mt-3">{t.riskLead(ground.programme.name)}</p>
        </QuickWinHead>
        <RiskTable visit={visit} ground={ground} risks={risks} mayWrite={mayWrite} />
        <div class="two wide-left sec">
          <div class="min-w-0">
            {mayWrite ? (
              <section aria-labelledby="tambah">
                <h2 id="tambah" class="mb-6">
                  {t.addRisk}
                </h2>
                <RiskForm
                  visit={visit}
                  ground={ground}
                  risk={undefined}
                  offices={offices}
                  retry={retry}
                  action={quickWinHref(regionCode, programmeId, 'risiko')}
                />
              </section>
            ) : (
              <p class="note">{t.readOnly(ground.programme.leadName)}</p>
            )}
          </div>
          <div class="min-w-0">
            {risks.length > 0 && <RiskMatrix visit={visit} risks={risks} />}
            <p class="note mt-4">{t.riskRule}</p>
          </div>
        </div>
      </div>
    ),
  }
}

async function riskView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const db = platform.db.sql
  const ground = await getWritableGround(db, actor, regionCode, programmeId)
  const risk = await findRisk(db, regionCode, programmeId, c.req.param('risk') ?? '')
  if (!risk) throw noSuchRisk()
  const [offices, crumbs] = await Promise.all([
    listRegionOffices(db, regionCode),
    crumbsOf(visit, ground, t.changeRisk),
  ])
  const here = quickWinHref(regionCode, programmeId, `risiko/${risk.id}`)
  return {
    title: `${t.changeRisk}: ${risk.factor}`,
    section: '/portofolio',
    working: true,
    crumbs,
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problemsOf(retry, lang)} lang={lang} />
        <QuickWinHead visit={visit} ground={ground} current="risks" title={t.changeRisk} />
        <RiskForm visit={visit} ground={ground} risk={risk} offices={offices} retry={retry} action={here} />
        <form method="post" action={`${here}/arsip`} class="sec max-w-[40rem]">
          <input type="hidden" name="version" value={String(risk.version)} />
          <p class="note mb-3">{t.archiveWords}</p>
          <Button look="danger" icon="archive">
            {t.archiveRisk}
          </Button>
        </form>
      </div>
    ),
  }
}
