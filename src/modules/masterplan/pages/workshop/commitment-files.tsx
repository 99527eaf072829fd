import { formatDate } from '#kit/format.ts'
import { notFound } from '#kit/problem.ts'
import { findLetterSetting } from '#modules/meeting/index.ts'
import { getRegion } from '#modules/region/index.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import type { Page } from '#platform/http/door.ts'
import { Facts } from '#ui/facts.tsx'
import { mayOpenPlans, mayReadInside } from '../../access.ts'
import { noSuchSeries } from '../../actions/workshop/lock-series.ts'
import { commitmentSheet } from '../../documents/workshop/commitment-sheet.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { findCommitment, findCommitmentByToken, listSignatures } from '../../store/workshop/commitments.ts'
import { findSeries } from '../../store/workshop/series.ts'
import { getPlacedSeries, seriesPlace } from './place.ts'

/** `…/komitmen.pdf`: the official sheet. */
export const commitmentPdf: Page = {
  path: `${seriesPlace}/komitmen.pdf`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  limit: 'document',
  async show(visit) {
    const { platform } = visit
    const { sql } = platform.db
    const { region, series } = await getPlacedSeries(visit)
    const commitment = await findCommitment(sql, region.code, series.id)
    if (!commitment) throw noSuchSeries()
    const signatures = await listSignatures(sql, region.code, series.id)
    const setting = await findLetterSetting(sql, region.code)
    const bytes = commitmentSheet({
      commitment,
      signatures,
      regionName: region.name,
      seriesTitle: series.title,
      letterhead: {
        institution: setting.institution ?? `Pemerintah ${region.name}`,
        office: setting.office ?? 'Sekretariat Smart City',
        address: setting.address ?? '',
      },
      verifyUrl: `${platform.config.publicUrl}/periksa-komitmen/${commitment.token}`,
    })
    return pdfResponse(bytes, `komitmen-${region.code}-${series.year}`)
  },
}

/** `/periksa-komitmen/:token`: what the QR of a sheet opens: that it is on record, its hash, and how many signed. No names. */
export const verifyCommitmentPage: Page = {
  path: '/periksa-komitmen/:token{[0-9a-f]{64}}',
  permission: 'masterplan.read',
  may: mayOpenPlans,
  async show(visit) {
    const { platform, lang, c } = visit
    const { sql } = platform.db
    const t = workshopPhrases(lang).commitment
    const commitment = await findCommitmentByToken(sql, c.req.param('token') ?? '')
    if (!commitment) throw notFound(workshopPhrases('id').commitment.noSuch, workshopPhrases('en').commitment.noSuch)
    const region = await getRegion(sql, commitment.regionCode)
    const series = await findSeries(sql, commitment.regionCode, commitment.seriesId)
    const signatures = await listSignatures(sql, commitment.regionCode, commitment.seriesId)
    const signed = signatures.filter(one => one.how !== undefined).length
    return {
      title: t.verifyTitle,
      body: (
        <div class="pt-6 max-w-[44rem]">
          <h1>{t.verifyTitle}</h1>
          <p class="lead mt-3 mb-6">{t.verifyLead(region.name)}</p>
          <Facts
            facts={[
              ...(series ? [{ label: t.series, value: series.title }] : []),
              {
                label: t.dated,
                value: [commitment.place, commitment.dated && formatDate(commitment.dated, lang)]
                  .filter(Boolean)
                  .join(', '),
              },
              { label: t.signatories, value: t.signed(String(signed), String(signatures.length)) },
              { label: t.hash, value: <span class="break-all">{commitment.sha256}</span> },
            ]}
          />
          <p class="note mt-4">{t.verifyHash}</p>
        </div>
      ),
    }
  },
}
