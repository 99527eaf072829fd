import { dayIn } from '#kit/format.ts'
import { findRegion } from '#modules/region/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { refuseAddEvidence, refuseChangeEvidence, refuseNobody, refuseSeeEvidence } from '../access.ts'
import { archiveEvidence, changeEvidence } from '../actions/change-evidence.ts'
import { getEvidence } from '../actions/see-evidence.ts'
import { ticketFor } from '../actions/ticket.ts'
import { warningsOf } from '../actions/warnings.ts'
import { useLabelsOf } from '../contributions.ts'
import type { Evidence, Warning } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { listUsesOf } from '../store/uses.ts'
import { EvidenceChip } from './evidence-list.tsx'
import { ItemFacts, ItemForm, ItemProblems, type LabelledUse } from './item-parts.tsx'
import { EvidenceViewer, viewerIslands } from './viewer.tsx'

/** `/bukti/:id`: one piece of evidence with its viewer, its facts, where it is used and what reads strange about it. */
export const itemPage: Page = {
  path: '/bukti/:id{[0-9a-f-]{36}}',
  // Who sees it is decided for the item: library, or a grant of a module that uses it; others get not-found.
  permission: 'evidence.item.read',
  may: refuseNobody,
  show: itemView,
  submit: {
    permission: 'evidence.item.change',
    may: actor => refuseAddEvidence(actor),
    limit: 'write',
    audit: ['evidence.item.changed'],
    async handle(visit, form) {
      const id = visit.c.req.param('id') ?? ''
      await changeEvidence(
        visit.platform,
        id,
        Number(form.text('versi')),
        {
          title: form.text('judul') ?? '',
          documentDate: form.text('tanggal'),
          validUntil: form.text('berlaku'),
          personalData: form.text('pribadi') !== undefined,
        },
        visit,
      )
      return visit.c.redirect(`/bukti/${id}?kabar=ubah`, 303)
    },
  },
}

/** Takes an item out of use, or puts it back. */
export const archivePage: Page = {
  path: '/bukti/:id{[0-9a-f-]{36}}/arsip',
  permission: 'evidence.item.change',
  may: actor => refuseAddEvidence(actor),
  submit: {
    permission: 'evidence.item.change',
    may: actor => refuseAddEvidence(actor),
    limit: 'write',
    audit: ['evidence.item.archived', 'evidence.item.restored'],
    async handle(visit, form) {
      const id = visit.c.req.param('id') ?? ''
      const archived = await archiveEvidence(visit.platform, id, form.text('aksi'), visit)
      return visit.c.redirect(`/bukti/${id}?kabar=${archived ? 'arsip' : 'pakai'}`, 303)
    },
  },
}

async function itemView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, actor, platform, c } = visit
  const t = phrases(lang)
  const evidence = await getEvidence(platform, actor, c.req.param('id') ?? '')
  const inLibrary = refuseSeeEvidence(actor, evidence) === undefined
  const mayChange = refuseChangeEvidence(actor, evidence) === undefined
  const zone = (await findRegion(platform.db.read, evidence.regionCode))?.timezone ?? 'WIB'
  const ticket = await ticketFor(platform, evidence, actor)
  const warnings =
    actor.accountId === undefined
      ? []
      : ((await warningsOf(platform.db.sql, [evidence.id], dayIn(platform.clock.now(), zone))).get(evidence.id) ?? [])
  const uses = await labelledUses(visit, evidence)
  const flashes: Record<string, string> = {
    baru: t.saved,
    sama: t.found,
    ubah: t.changed,
    arsip: t.archived,
    pakai: t.restored,
  }
  const flash = retry ? undefined : flashes[c.req.query('kabar') ?? '']
  const body = (
    <div class="pt-2">
      <ItemProblems lang={lang} retry={retry} />
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 class="break-words min-w-0">{evidence.title}</h1>
        <EvidenceChip lang={lang} evidence={evidence} warnings={warnings} />
      </div>
      <div class="two wide-left mt-6">
        <div class="min-w-0">
          <Warnings lang={lang} warnings={warnings} evidence={evidence} inLibrary={inLibrary} />
          <EvidenceViewer lang={lang} evidence={evidence} ticket={ticket} anchor={c.req.query('hlm')} />
        </div>
        <div class="min-w-0">
          <ItemFacts lang={lang} zone={zone} evidence={evidence} named={actor.accountId !== undefined} />
          <Uses lang={lang} uses={uses} inLibrary={inLibrary} />
          {mayChange && <ItemForm lang={lang} evidence={evidence} retry={retry} />}
        </div>
      </div>
    </div>
  )
  return {
    title: evidence.title,
    body,
    section: '/bukti',
    crumbs: inLibrary ? [{ label: t.title, href: '/bukti' }, { label: evidence.title }] : [{ label: evidence.title }],
    ...(evidence.mediaType === 'application/pdf' ? { islands: viewerIslands } : {}),
    ...(flash === undefined ? {} : { flash }),
    ...(retry ? { status: retry.problem.status } : {}),
  }
}

/** Each use with the name and address that its module gives it; those that the reader may not know of are only counted. */
async function labelledUses({ platform, actor, lang }: Visit, evidence: Evidence): Promise<LabelledUse[]> {
  const uses = await listUsesOf(platform.db.sql, evidence.regionCode, evidence.id)
  const labels = new Map<string, { label: string; href: string }>()
  for (const kind of new Set(uses.map(use => use.subjectKind))) {
    const subjectIds = uses.filter(use => use.subjectKind === kind).map(use => use.subjectId)
    const named = await useLabelsOf(kind)?.label(platform, actor, { regionCode: evidence.regionCode, subjectIds, lang })
    for (const [subjectId, label] of named ?? []) labels.set(`${kind} ${subjectId}`, label)
  }
  return uses.map(use => ({ ...use, named: labels.get(`${use.subjectKind} ${use.subjectId}`) }))
}

function Uses({ lang, uses, inLibrary }: { lang: Visit['lang']; uses: readonly LabelledUse[]; inLibrary: boolean }) {
  const t = phrases(lang)
  const named = uses.filter(use => use.named !== undefined)
  const hidden = uses.length - named.length
  if (!inLibrary && named.length === 0) return null
  return (
    <section class="mt-10" aria-labelledby="pemakaian">
      <h2 id="pemakaian" class="side-title">
        {t.usesTitle}
      </h2>
      {uses.length === 0 && <p class="note">{t.usesNone}</p>}
      <ul>
        {named.map(use => (
          <li class="rule py-2">
            <a class="a" href={use.named?.href ?? ''}>
              {use.named?.label}
            </a>
            {(use.anchor ?? use.note) !== undefined && (
              <small class="note block">{[use.anchor, use.note].filter(Boolean).join(' · ')}</small>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && inLibrary && <p class="note">{t.usesHidden(hidden)}</p>}
    </section>
  )
}

function Warnings({
  lang,
  warnings,
  evidence,
  inLibrary,
}: {
  lang: Visit['lang']
  warnings: readonly Warning[]
  evidence: Evidence
  inLibrary: boolean
}) {
  const t = phrases(lang)
  if (warnings.length === 0 && evidence.examineFailure === undefined) return null
  return (
    <section class="call mb-6" aria-label={t.warnings}>
      {evidence.examineFailure && <p>{evidence.examineFailure[lang]}</p>}
      {warnings.map(warning => (
        <p>
          {warning.sentence[lang]}{' '}
          {inLibrary && warning.evidenceId !== undefined && (
            <a class="a" href={`/bukti/${warning.evidenceId}`}>
              {t.openOther}
            </a>
          )}
        </p>
      ))}
    </section>
  )
}
