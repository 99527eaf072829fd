import { largestFile } from '#modules/evidence/index.ts'
import type { Form, Page, Visit } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, maySign, refuseKeep } from '../../access.ts'
import { refuseArchived, unlessRefused } from '../../actions/workshop/lock-series.ts'
import {
  openCommitment,
  proposeSignatories,
  saveCommitment,
  withdrawCommitment,
} from '../../actions/workshop/save-commitment.ts'
import { recordPaper, refuseSigningAtAll, signCommitment } from '../../actions/workshop/sign-commitment.ts'
import { SIGNATORY_ROLES } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listSignatures } from '../../store/workshop/commitments.ts'
import { commitmentView } from './commitment.tsx'
import { getPlacedSeries, seriesHref, seriesPlace } from './place.ts'
import { wholeIn } from './retry.tsx'
import { saveFiles } from './upload.ts'

const reading = { permission: 'masterplan.inside.read', may: mayReadInside, show: commitmentView }

/** `…/bimtek/:series/komitmen`: the joint commitment and who signed; heads sign here, the secretariat records paper. */
export const commitmentPage: Page = {
  path: `${seriesPlace}/komitmen`,
  ...reading,
  submit: {
    permission: 'masterplan.sign',
    may: maySign,
    limit: 'upload',
    audit: ['masterplan.commitment.signed', 'evidence.item.added', 'evidence.uses.changed'],
    maxBytes: largestFile + 128 * 1024,
    handle: submitSignature,
  },
}

/** `…/komitmen/ubah`: the secretariat writes the draft, says who signs, opens it and takes it back. */
export const editCommitmentPage: Page = {
  path: `${seriesPlace}/komitmen/ubah`,
  ...reading,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.commitment.changed', 'masterplan.commitment.opened', 'masterplan.commitment.withdrawn'],
    maxBytes: 256 * 1024,
    handle: submitDraft,
  },
}

async function submitSignature(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, series } = await getPlacedSeries(visit)
  refuseSigningAtAll(actor, region.code)
  const place = { regionCode: region.code, seriesId: series.id }
  if (form.text('aksi') === 'kertas') {
    unlessRefused(refuseKeep(actor, region.code))
    refuseArchived(series)
    const title = `${workshopPhrases('id').commitment.sheet}, ${region.name}`
    const attach = await saveFiles(visit, form, { regionCode: region.code, title })
    await recordPaper(
      platform,
      actor,
      { ...place, signatureIds: form.all('signatures'), signedOn: form.text('signedOn') ?? '', attach },
      writer,
    )
  } else {
    const sign = { ...place, signatureId: form.text('signature') ?? '', sha256: form.text('sha256') ?? '' }
    await signCommitment(platform, actor, sign, writer)
  }
  return c.redirect(`${seriesHref(region.code, series.id, 'komitmen')}?pesan=tanda`, 303)
}

async function submitDraft(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, series } = await getPlacedSeries(visit)
  unlessRefused(refuseKeep(actor, region.code))
  const place = { regionCode: region.code, seriesId: series.id, version: wholeIn(form.text('version')) }
  const here = seriesHref(region.code, series.id, 'komitmen')
  const deed = form.text('aksi') ?? 'simpan'
  if (deed === 'buka') {
    await openCommitment(platform, actor, place, writer)
    return c.redirect(`${here}?pesan=simpan`, 303)
  }
  if (deed === 'tarik') {
    await withdrawCommitment(platform, actor, place, writer)
    return c.redirect(`${here}?pesan=tarik`, 303)
  }
  const there = await listSignatures(platform.db.sql, region.code, series.id)
  const removed = deed.startsWith('hapus:') ? deed.slice('hapus:'.length) : undefined
  const kept = there.filter(one => one.id !== removed)
  const added = deed === 'usul' ? await proposeSignatories(platform, region) : deed === 'tambah' ? [newOne(form)] : []
  const titles = new Set(kept.map(one => one.title.toLowerCase()))
  const signatories =
    deed === 'simpan'
      ? undefined
      : [...kept, ...added.filter(one => deed === 'tambah' || !titles.has(one.title.toLowerCase()))]
  await saveCommitment(
    platform,
    actor,
    {
      ...place,
      input: { text: form.text('text') ?? '', place: form.text('place'), dated: form.text('dated'), signatories },
    },
    writer,
  )
  return c.redirect(`${here}?pesan=simpan`, 303)
}

const newOne = (form: Form) => ({
  role: SIGNATORY_ROLES.find(role => role === form.text('role')),
  organisationId: form.text('role') === 'opd-head' ? form.text('office') : undefined,
  title: form.text('signatoryTitle') ?? '',
  name: form.text('signatoryName'),
})
