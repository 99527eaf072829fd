import { formatBytes, formatCount, formatDate, dayIn } from '#kit/format.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayKeepPlans, mayReadInside, maySign, refuseKeep } from '../../access.ts'
import { noSuchSeries, type SeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import {
  openCommitment,
  proposeSignatories,
  saveCommitment,
  withdrawCommitment,
} from '../../actions/workshop/save-commitment.ts'
import {
  recordPaper,
  refuseSignature,
  refuseSigningAtAll,
  signCommitment,
} from '../../actions/workshop/sign-commitment.ts'
import { COMMITMENT_SUBJECT } from '../../model.ts'
import { type Commitment, SIGNATORY_ROLES, type Signature } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { findCommitment, listSignatures } from '../../store/workshop/commitments.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { EditCommitment } from './commitment-forms.tsx'
import { flashOf, getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace } from './place.ts'
import { saveFiles } from './result.tsx'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'

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

const status: Record<Commitment['state'], Status> = { draft: 'idle', open: 'info', signed: 'ok' }

async function commitmentView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).commitment
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const commitment = await findCommitment(sql, region.code, series.id)
  if (!commitment) throw noSuchSeries()
  const signatures = await listSignatures(sql, region.code, series.id)
  const scans = (await listUses(sql, region.code, COMMITMENT_SUBJECT, [series.id])).get(series.id) ?? []
  const keeps = refuseKeep(actor, region.code) === undefined
  const offices = keeps && commitment.state === 'draft' ? await listRegionOffices(sql, region.code) : []
  const here = seriesHref(region.code, series.id, 'komitmen')
  const count = (n: number) => formatCount(n, lang)
  const signed = signatures.filter(one => one.how !== undefined).length
  const drafting = retry && visit.c.req.path.endsWith('/ubah') ? retry : undefined
  const open = commitment.state === 'open'
  const mine = open
    ? signatures.find(one => one.how === undefined && refuseSignature(actor, region.code, one) === undefined)
    : undefined
  return {
    title: `${t.title}, ${series.title}`,
    section: planSection,
    working: true,
    crumbs: await seriesCrumbs(visit, stand, { label: t.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{series.title}</p>
        <h1>{commitment.state === 'draft' ? t.title : t.signed(count(signed), count(signatures.length))}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-4">
          <Chip status={status[commitment.state]}>{t.states[commitment.state]}</Chip>
          <Button href={`${here}.pdf`} icon="download">
            {t.pdf}
          </Button>
        </p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <section class="sec" aria-labelledby="teks">
          <h2 id="teks">{t.text}</h2>
          <p class="mt-3 max-w-[44rem] whitespace-pre-line">{commitment.text}</p>
          <p class="note mt-3">
            {[commitment.place, commitment.dated && formatDate(commitment.dated, lang)].filter(Boolean).join(', ')}
          </p>
          {commitment.sha256 !== undefined && (
            <p class="note mt-1 break-all">
              {t.hash} {commitment.sha256}
            </p>
          )}
        </section>
        {mine && (
          <section class="sec" aria-labelledby="tanda">
            <h2 id="tanda">{t.signAs(mine.title)}</h2>
            <p class="note mt-2 mb-4">{t.signNote}</p>
            <form method="post" action={here}>
              <input type="hidden" name="signature" value={mine.id} />
              <input type="hidden" name="sha256" value={commitment.sha256 ?? ''} />
              <Button look="primary" name="aksi" value="tanda">
                {t.sign}
              </Button>
            </form>
          </section>
        )}
        <section class="sec" aria-labelledby="penanda">
          <h2 id="penanda" class="mb-4">
            {t.signatories}
          </h2>
          <Table
            lang={lang}
            caption={t.signatories}
            rows={signatures}
            columns={columnsOf(visit)}
            empty={{ fact: t.noSignatories, reason: keeps ? t.noSignatoriesDo : t.noSignatoriesWhy }}
          />
          {scans.length > 0 && (
            <div class="mt-6">
              <h3 class="mb-2">{t.scans}</h3>
              <EvidenceList
                lang={lang}
                uses={scans.filter(
                  use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined,
                )}
                hrefOf={item => `/bukti/${item.id}`}
              />
            </div>
          )}
        </section>
        {keeps && open && <Paper {...{ visit, stand, retry: drafting ? undefined : retry, signatures, here }} />}
        {keeps && open && signed === 0 && (
          <form method="post" action={`${here}/ubah`} class="mt-8">
            <input type="hidden" name="version" value={String(commitment.version)} />
            <Button name="aksi" value="tarik">
              {t.withdraw}
            </Button>
          </form>
        )}
        {keeps && commitment.state === 'draft' && (
          <EditCommitment {...{ visit, retry: drafting, commitment, signatures, offices, here }} />
        )}
      </div>
    ),
  }
}

function columnsOf({ lang }: Visit): Column<Signature>[] {
  const t = workshopPhrases(lang).commitment
  return [
    {
      key: 'title',
      label: t.jobTitle,
      rowHeader: true,
      cell: row => (
        <>
          {row.title}
          {row.name !== undefined && <small class="block font-normal text-muted">{row.name}</small>}
        </>
      ),
    },
    {
      key: 'signed',
      label: t.sign,
      cell: row =>
        row.how === undefined ? (
          <span class="text-muted">{t.notYet}</span>
        ) : (
          `${row.signedOn === undefined ? '' : formatDate(row.signedOn, lang)} ${t.how[row.how]}`
        ),
    },
  ]
}

interface PaperProps {
  visit: Visit
  stand: SeriesStand
  retry: Retry | undefined
  signatures: readonly Signature[]
  here: string
}

function Paper({ visit: { lang, platform }, stand, retry, signatures, here }: PaperProps) {
  const t = workshopPhrases(lang).commitment
  return (
    <details class="plain-fold mt-8" open={retry !== undefined}>
      <summary>{t.paper}</summary>
      <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4 max-w-[40rem]">
        <Field
          kind="checks"
          name="signatures"
          lang={lang}
          label={t.paperWho}
          error={errorOf(retry, lang, 'signatures')}
          values={retry?.form.all('signatures') ?? []}
          options={signatures
            .filter(one => one.how === undefined)
            .map(one => ({ value: one.id, label: one.title, note: one.name }))}
        />
        <Field
          kind="date"
          name="signedOn"
          lang={lang}
          label={t.paperDay}
          short
          error={errorOf(retry, lang, 'signedOn')}
          value={typedOr(retry, 'signedOn', dayIn(platform.clock.now(), stand.region.timezone))}
        />
        <Field
          kind="file"
          name="berkas"
          lang={lang}
          label={t.scan}
          hint={t.scanHint(formatBytes(largestFile, lang))}
          error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
          optional
        />
        <Button name="aksi" value="kertas">
          {t.paperDo}
        </Button>
      </form>
    </details>
  )
}
