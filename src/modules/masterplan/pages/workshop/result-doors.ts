import { largestFile } from '#modules/evidence/index.ts'
import type { Form, Page, Visit } from '#platform/http/door.ts'
import {
  mayJudge,
  mayKeepPlans,
  mayReadInside,
  mayWritePlans,
  refuseJudge,
  refuseKeep,
  refuseWrite,
} from '../../access.ts'
import { changedMeanwhile, refuseArchived, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { archiveDeliverable, saveDeliverable } from '../../actions/workshop/save-deliverable.ts'
import { judgeDeliverable, submitDeliverable } from '../../actions/workshop/submit-deliverable.ts'
import { getPlacedSeries, resultHref, resultPlace, stageHref, stageIn } from './place.ts'
import { getResult, resultView } from './result.tsx'
import { wholeIn } from './retry.tsx'
import { saveFiles } from './upload.ts'

const reading = { permission: 'masterplan.inside.read', may: mayReadInside, show: resultView }

/** `…/:stage/hasil/:result`: one deliverable: what proves it, what the mentors say, and the form that submits it. */
export const resultPage: Page = {
  path: resultPlace,
  ...reading,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'upload',
    audit: ['masterplan.deliverable.submitted', 'evidence.item.added', 'evidence.uses.changed'],
    maxBytes: largestFile + 128 * 1024,
    handle: submitResult,
  },
}

/** `…/nilai`: the verdict of a mentor. */
export const judgePage: Page = {
  path: `${resultPlace}/nilai`,
  ...reading,
  submit: {
    permission: 'masterplan.judge',
    may: mayJudge,
    limit: 'write',
    audit: ['masterplan.deliverable.accepted', 'masterplan.deliverable.returned'],
    async handle(visit, form) {
      const { series, region, guides } = await getPlacedSeries(visit)
      unlessRefused(refuseJudge(visit.actor, guides))
      const accepted = form.text('aksi') === 'terima'
      const judged = await judgeDeliverable(
        visit.platform,
        visit.actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          id: visit.c.req.param('result') ?? '',
          version: wholeIn(form.text('version')),
          accepted,
          verdict: form.text('verdict'),
        },
        visit.writer,
      )
      return visit.c.redirect(`${resultHref(region.code, judged)}?pesan=${accepted ? 'terima' : 'kembali'}`, 303)
    },
  },
}

/** `…/ubah`: the secretariat changes what it is, or takes it off. */
export const editResultPage: Page = {
  path: `${resultPlace}/ubah`,
  ...reading,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.deliverable.changed', 'masterplan.deliverable.archived'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { series, region } = await getPlacedSeries(visit)
      unlessRefused(refuseKeep(actor, region.code))
      const which = {
        regionCode: region.code,
        seriesId: series.id,
        id: c.req.param('result') ?? '',
        version: wholeIn(form.text('version')),
      }
      if (form.text('aksi') === 'hapus') {
        await archiveDeliverable(platform, actor, which, writer)
        return c.redirect(`${stageHref(region.code, series.id, stageIn(visit))}?pesan=hapus`, 303)
      }
      const input = {
        title: form.text('title') ?? '',
        ownerId: form.text('ownerId'),
        dueOn: form.text('dueOn'),
        required: form.text('required') !== undefined,
      }
      const stored = await saveDeliverable(platform, actor, { ...which, input }, writer)
      return c.redirect(`${resultHref(region.code, stored)}?pesan=simpan`, 303)
    },
  },
}

async function submitResult(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, series, result } = await getResult(visit)
  unlessRefused(refuseWrite(actor, region.code, result.ownerId))
  const version = wholeIn(form.text('version'))
  // Before files are stored: an archived series or an old version would be refused after them.
  refuseArchived(series)
  if (version !== result.version) throw changedMeanwhile()
  const attach = await saveFiles(visit, form, result)
  const stored = await submitDeliverable(
    platform,
    actor,
    {
      regionCode: region.code,
      seriesId: series.id,
      id: result.id,
      version,
      note: form.text('note'),
      attach,
      detach: form.all('lepas'),
    },
    writer,
  )
  return c.redirect(`${resultHref(region.code, stored)}?pesan=serah`, 303)
}
