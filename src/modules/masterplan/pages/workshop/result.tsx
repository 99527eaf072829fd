import { dayIn, formatCount, formatDate, formatDateTime } from '#kit/format.ts'
import { EvidenceList, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { Facts } from '#ui/facts.tsx'
import { refuseJudge, refuseKeep, refuseWrite } from '../../access.ts'
import type { SeriesStand } from '../../actions/workshop/lock-series.ts'
import { noSuchDeliverable } from '../../actions/workshop/save-deliverable.ts'
import { DELIVERABLE_SUBJECT } from '../../model.ts'
import type { Deliverable } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { type Proof, proofOf } from '../../rules/workshop/proof.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { findDeliverable } from '../../store/workshop/deliverables.ts'
import { readProofs } from '../../store/workshop/proofs.ts'
import { CommentThread } from '../comment/thread.tsx'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { flashOf, getPlacedSeries, resultHref, seriesCrumbs, stageHref, stageIn, stageName } from './place.ts'
import { EditResult, JudgeResult, SubmitResult } from './result-forms.tsx'
import { ResultChip } from './results.tsx'
import { Refused } from './retry.tsx'

/** The deliverable of the address and how the visitor stands to its series; throws `not-found`. */
export async function getResult(visit: Visit): Promise<SeriesStand & { result: Deliverable }> {
  const stand = await getPlacedSeries(visit)
  const id = visit.c.req.param('result') ?? ''
  const result = await findDeliverable(visit.platform.db.sql, stand.region.code, stand.series.id, id)
  if (!result || result.stage !== stageIn(visit)) throw noSuchDeliverable()
  return { ...stand, result }
}

/** What proves it, what the mentors say, and the forms of who submits, judges or keeps it. */
export async function resultView(visit: Visit, retry?: Retry): Promise<View> {
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
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const offices = keeps ? await listRegionOffices(sql, region.code) : []
  const writes = living && refuseWrite(actor, region.code, result.ownerId) === undefined && result.state !== 'accepted'
  const judges =
    living && refuseJudge(actor, guides) === undefined && (result.state === 'submitted' || result.state === 'accepted')
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
        <ArchivedCall {...{ visit, stand }} />
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
            <div class="max-w-[44rem]">
              <Facts
                facts={[{ label: t.sheets[result.sheet ?? ''] ?? t.proofBy, value: proofWords(visit, stand, proof) }]}
              />
            </div>
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
        {judges && <JudgeResult {...{ visit, retry: of('/nilai'), result, here }} />}
        {writes && <SubmitResult {...{ visit, retry: submitting, result, seen, here }} />}
        {keeps && <EditResult {...{ visit, retry: of('/ubah'), result, offices, here }} />}
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
