import { dayIn, formatBytes, formatCount, formatDate, formatDateTime } from '#kit/format.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence, saveEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import {
  mayJudge,
  mayKeepPlans,
  mayReadInside,
  mayWritePlans,
  refuseJudge,
  refuseKeep,
  refuseWrite,
} from '../../access.ts'
import { changedMeanwhile, type SeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { archiveDeliverable, noSuchDeliverable, saveDeliverable } from '../../actions/workshop/save-deliverable.ts'
import { judgeDeliverable, submitDeliverable } from '../../actions/workshop/submit-deliverable.ts'
import { DELIVERABLE_SUBJECT } from '../../model.ts'
import { type Deliverable, LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { type Proof, proofOf } from '../../rules/workshop/proof.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { findDeliverable } from '../../store/workshop/deliverables.ts'
import { readProofs } from '../../store/workshop/proofs.ts'
import { CommentThread } from '../comment/thread.tsx'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import {
  flashOf,
  getPlacedSeries,
  resultHref,
  resultPlace,
  seriesCrumbs,
  stageHref,
  stageIn,
  stageName,
} from './place.ts'
import { ResultChip } from './results.tsx'
import { errorOf, meanwhile, Refused, typedOr, wholeIn } from './retry.tsx'
import { ResultFields } from './stage-forms.tsx'

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

async function getResult(visit: Visit): Promise<SeriesStand & { result: Deliverable }> {
  const stand = await getPlacedSeries(visit)
  const id = visit.c.req.param('result') ?? ''
  const result = await findDeliverable(visit.platform.db.sql, stand.region.code, stand.series.id, id)
  if (!result || result.stage !== stageIn(visit)) throw noSuchDeliverable()
  return { ...stand, result }
}

async function submitResult(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, series, result } = await getResult(visit)
  unlessRefused(refuseWrite(actor, region.code, result.ownerId))
  const version = wholeIn(form.text('version'))
  // Before files are stored: an old version would be refused after them.
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

/** Puts what was uploaded or linked into the library of the region; gives the ids. */
export async function saveFiles(
  visit: Visit,
  form: Form,
  { regionCode, title }: { regionCode: string; title: string },
): Promise<string[]> {
  const ids: string[] = []
  const files = form.files('berkas')
  const personalData = form.text('pribadi') !== undefined
  for (const [at, file] of files.entries()) {
    const { evidence } = await saveEvidence(
      visit.platform,
      {
        regionCode,
        title: files.length === 1 ? title : `${title} (${at + 1})`,
        file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        personalData,
      },
      visit,
    )
    ids.push(evidence.id)
  }
  const url = form.text('alamat')
  if (url !== undefined) {
    const { evidence } = await saveEvidence(visit.platform, { regionCode, title, url }, visit)
    ids.push(evidence.id)
  }
  return ids
}

async function resultView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const { result: t, stage: s } = workshopPhrases(lang)
  const stand = await getResult(visit)
  const { region, series, sight, result, guides } = stand
  const uses = (await listUses(sql, region.code, DELIVERABLE_SUBJECT, [result.id])).get(result.id) ?? []
  // Who sees all of the masterplan may see its proof, too (mayInspectPlanProof); personal data stays with its library.
  const seen = uses.filter(use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined)
  const proof = proofOf(result, await readProofs(sql, region.code, series.id), uses.length)
  const subject = {
    regionCode: region.code,
    kind: 'deliverable' as const,
    id: result.id,
    title: result.title,
    ownerId: result.ownerId,
  }
  const threads = await listThreads(sql, subject)
  const keeps = refuseKeep(actor, region.code) === undefined
  const offices = keeps ? await listRegionOffices(sql, region.code) : []
  const writes = refuseWrite(actor, region.code, result.ownerId) === undefined && result.state !== 'accepted'
  const judges =
    refuseJudge(actor, guides) === undefined && (result.state === 'submitted' || result.state === 'accepted')
  const today = dayIn(platform.clock.now(), region.timezone)
  const when = (moment: Date) => formatDateTime(moment, lang, region.timezone)
  const here = resultHref(region.code, result)
  const path = visit.c.req.path
  const of = (end: string) => (retry && path.endsWith(end) ? retry : undefined)
  const submitting = retry && path === here ? retry : undefined
  return {
    title: `${result.title}, ${series.title}`,
    section: planSection,
    working: true,
    crumbs: await seriesCrumbs(
      visit,
      stand,
      { label: stageName(result.stage, lang), href: stageHref(region.code, series.id, result.stage) },
      { label: result.title },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{stageName(result.stage, lang)}</p>
        <h1>{result.title}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-3">
          <ResultChip result={result} today={today} lang={lang} />
          <span class="text-muted">
            {[
              result.ownerName ?? s.noOwner,
              result.dueOn === undefined ? undefined : s.due(formatDate(result.dueOn, lang)),
              result.required ? undefined : s.optional,
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        {result.verdict !== undefined && result.judgedBy !== undefined && result.judgedAt && (
          <div class="mt-6 max-w-[44rem]">
            <Call
              tone={result.state === 'accepted' ? 'ok' : 'due'}
              title={t.judged(result.judgedBy, when(result.judgedAt))}
            >
              <span class="whitespace-pre-line">{result.verdict}</span>
            </Call>
          </div>
        )}
        <section class="sec" aria-labelledby="bukti">
          <h2 id="bukti">{t.proof}</h2>
          {proof.kind !== 'documents' && (
            <Facts
              facts={[{ label: t.sheets[result.sheet ?? ''] ?? t.proofBy, value: proofWords(visit, stand, proof) }]}
            />
          )}
          {seen.length > 0 && (
            <div class="mt-4">
              <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
            </div>
          )}
          {seen.length === 0 && proof.kind === 'documents' && (
            <p class="note mt-2">{t.documents(formatCount(uses.length, lang))}</p>
          )}
          {result.submittedBy !== undefined && result.submittedAt && (
            <p class="note mt-4">
              {t.submitted(result.submittedBy, when(result.submittedAt))}
              {result.note !== undefined && `: ${result.note}`}
            </p>
          )}
        </section>
        {judges && (
          <section class="sec" aria-labelledby="nilai">
            <h2 id="nilai">{t.judge}</h2>
            <form method="post" action={`${here}/nilai`} novalidate class="mt-4 max-w-[40rem]">
              <input type="hidden" name="version" value={String(result.version)} />
              <Field
                kind="textarea"
                name="verdict"
                lang={lang}
                label={t.verdict}
                hint={t.verdictHint}
                rows={3}
                maxlength={LONGEST_WORKSHOP.note}
                error={errorOf(of('/nilai'), lang, 'verdict')}
                value={typedOr(of('/nilai'), 'verdict', '')}
              />
              <div class="flex flex-wrap gap-3">
                {result.state === 'submitted' && (
                  <Button look="primary" name="aksi" value="terima">
                    {t.accept}
                  </Button>
                )}
                <Button name="aksi" value="kembali">
                  {result.state === 'submitted' ? t.return : t.takeBack}
                </Button>
              </div>
            </form>
          </section>
        )}
        {writes && (
          <section class="sec" aria-labelledby="serah">
            <h2 id="serah">{result.state === 'owed' ? t.submit : t.submitAgain}</h2>
            {meanwhile(submitting) && (
              <div class="mt-4 max-w-[40rem]">
                <Call tone="due">{result.note ?? t.states[result.state]}</Call>
              </div>
            )}
            <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4 max-w-[40rem]">
              <input type="hidden" name="version" value={String(result.version)} />
              <Field
                kind="textarea"
                name="note"
                lang={lang}
                label={t.note}
                rows={3}
                optional
                maxlength={LONGEST_WORKSHOP.note}
                error={errorOf(submitting, lang, 'note')}
                value={typedOr(submitting, 'note', result.note)}
              />
              <Field
                kind="file"
                name="berkas"
                lang={lang}
                label={t.file}
                hint={t.fileHint(formatBytes(largestFile, lang))}
                multiple
                optional
                error={errorOf(submitting, lang, 'berkas') ?? errorOf(submitting, lang, 'bukti')}
              />
              <Field
                kind="url"
                name="alamat"
                lang={lang}
                label={t.link}
                optional
                error={errorOf(submitting, lang, 'alamat')}
                value={typedOr(submitting, 'alamat', '')}
              />
              <Field
                kind="checkbox"
                name="pribadi"
                lang={lang}
                label={t.personal}
                checked={submitting?.form.text('pribadi') !== undefined}
              />
              {seen.length > 0 && (
                <Field
                  kind="checks"
                  name="lepas"
                  lang={lang}
                  label={t.detach}
                  values={submitting?.form.all('lepas') ?? []}
                  options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
                />
              )}
              <Button look="primary">{result.state === 'owed' ? t.submit : t.submitAgain}</Button>
            </form>
          </section>
        )}
        {keeps && (
          <details class="plain-fold mt-10" open={of('/ubah') !== undefined}>
            <summary>{t.edit}</summary>
            <form method="post" action={`${here}/ubah`} novalidate class="mt-4 max-w-[40rem]">
              <input type="hidden" name="version" value={String(result.version)} />
              <ResultFields visit={visit} retry={of('/ubah')} offices={offices} stored={result} />
              <div class="flex flex-wrap gap-3">
                <Button name="aksi" value="ubah">
                  {workshopPhrases(lang).save}
                </Button>
                <Button look="danger" name="aksi" value="hapus">
                  {t.archive}
                </Button>
              </div>
            </form>
          </details>
        )}
        <CommentThread lang={lang} actor={actor} stand={stand} subject={subject} threads={threads} back={here} />
      </div>
    ),
  }
}

function proofWords({ lang }: Visit, { region, series, result }: SeriesStand & { result: Deliverable }, proof: Proof) {
  const { result: t } = workshopPhrases(lang)
  const filled = formatCount(proof.filled, lang)
  const every = formatCount(proof.all ?? 0, lang)
  if (proof.kind === 'book') {
    return proof.planId === undefined ? (
      t.noBook
    ) : (
      <>
        {t.sections(filled, every)}.{' '}
        <a class="a" href={`${planHref(region.code, 'buku')}/${proof.planId}`}>
          {t.openBook}
        </a>
      </>
    )
  }
  return (
    <>
      {t.cards(filled, every)}.{' '}
      <a class="a" href={`${planHref(region.code, 'lembar')}/${series.id}/${result.sheet}`}>
        {t.openSheet}
      </a>
    </>
  )
}
