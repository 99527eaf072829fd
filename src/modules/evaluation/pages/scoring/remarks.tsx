import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { mayOpenSheets, mayScore, refuseScore } from '../../access.ts'
import { notSeen } from '../../actions/scoring/ground.ts'
import { saveRemark, withdrawRemark } from '../../actions/scoring/save-remark.ts'
import { REMARK_KINDS, type RemarkKind } from '../../model-round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { listRemarks } from '../../store/scoring/remarks.ts'
import { DimensionRemarks } from './remark-parts.tsx'
import { loadSheet, placeOf, regionPath, sheetPath, sheetPlace } from './sheet-data.ts'
import { factsOf } from '../../actions/round/stand.ts'

/** Strengths, weaknesses and recommendations by dimension, written together by the panel. */
export const remarksPage: Page = {
  path: `${sheetPlace}/catatan`,
  permission: 'evaluation.remark.read',
  may: mayOpenSheets,
  show: remarksView,
  submit: {
    permission: 'evaluation.remark.write',
    may: mayScore,
    limit: 'write',
    audit: ['evaluation.remark.saved', 'evaluation.remark.withdrawn'],
    async handle(visit, form) {
      const { roundId, code } = placeOf(visit)
      const done = form.text('aksi') === 'tarik' ? 'ditarik' : 'tersimpan'
      const at = await write(visit, form)
      return visit.c.redirect(`${regionPath(roundId, code)}/catatan?${done}=1${at ? `#${at}` : ''}`, 303)
    },
  },
}

/** The place on the page to come back to. */
async function write({ platform, actor, writer, c }: Visit, form: Form): Promise<string | undefined> {
  const place = { roundId: c.req.param('round') ?? '', regionCode: c.req.param('code') ?? '' }
  const id = form.text('catatan')
  const version = Number(form.text('versi') ?? 0) || undefined
  const text = form.text('teks') ?? ''
  if (form.text('aksi') === 'tarik') {
    await withdrawRemark(platform, actor, { ...place, id: id ?? '', version }, writer)
    return undefined
  }
  const saved = await saveRemark(
    platform,
    actor,
    id === undefined
      ? { ...place, text, dimension: form.text('bagian') ?? '', kind: (form.text('jenis') ?? '') as RemarkKind }
      : { ...place, text, id, version },
    writer,
  )
  return `catatan-${saved.id}`
}

async function remarksView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, c, platform } = visit
  const t = scoringPhrases(lang)
  const sheet = await loadSheet(visit)
  const { stand, ground, roundId, code } = sheet
  const { remarks: sees } = stand.sight
  if (sees === 'none') throw notSeen(stand, platform.clock.now())
  const accountId = stand.panel?.accountId
  const remarks = await listRemarks(platform.db.sql, roundId, code, sees === 'own' ? (accountId ?? '') : undefined)
  const facts = factsOf(stand, platform.clock.now())
  // A sheet that is handed in keeps nobody from writing remarks.
  const editable = refuseScore(facts, 'scoring') === undefined
  const region = stand.region.regionName
  const problems = !retry
    ? []
    : retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ sentence }) => ({ message: sentence[lang] }))
      : [{ message: retry.problem.sentence[lang] }]
  return {
    title: t.remarksTitle(region),
    crumbs: [
      ...(stand.sight.ownScores
        ? [{ label: t.link, href: '/lembar' }]
        : [{ label: stand.round.title[lang], href: `/putaran/${roundId}` }]),
      { label: region, href: sheetPath(roundId, code) },
      { label: t.remarksLink },
    ],
    section: '/lembar',
    working: true,
    ...(retry ? { status: retry.problem.status } : {}),
    ...(!retry && c.req.query('tersimpan') === '1' ? { flash: t.remarkSaved } : {}),
    ...(!retry && c.req.query('ditarik') === '1' ? { flash: t.remarkWithdrawn } : {}),
    body: (
      <div class="pt-2">
        <ErrorSummary lang={lang} problems={problems} {...(retry ? { title: retry.problem.sentence[lang] } : {})} />
        <h1>{t.remarksTitle(region)}</h1>
        <p class="lead mt-3">{t.remarksLead}</p>
        {sees === 'own' && (
          <div class="mt-5">
            <Call>{t.remarksOwnOnly}</Call>
          </div>
        )}
        {ground.instrument.dimensions.map(dimension => (
          <DimensionRemarks
            lang={lang}
            instrument={ground.instrument}
            code={dimension.code}
            remarks={remarks.filter(remark => remark.dimension === dimension.code)}
            accountId={accountId}
            editable={editable}
            retry={retry}
            action={`${regionPath(roundId, code)}/catatan`}
            kinds={REMARK_KINDS}
          />
        ))}
      </div>
    ),
  }
}
