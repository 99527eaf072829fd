import { formatCount } from '#kit/format.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenAssessment, mayWriteAssessment, refuseAnswer } from '../../access.ts'
import { applyWorkbook, keepWorkbook, readWorkbook } from '../../actions/assessment/apply-workbook.ts'
import { checkWorkbook, largestWorkbook, type WorkbookReport } from '../../actions/assessment/check-workbook.ts'
import { readAssessment } from '../../actions/assessment/read-assessment.ts'
import { factsOf, getStand } from '../../actions/round/stand.ts'
import { answersWorkbook } from '../../documents/answers-workbook.ts'
import { assessmentEn } from '../../phrases/assessment-en.ts'
import { assessmentId } from '../../phrases/assessment-id.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { columnHeads } from '../../rules/assessment/workbook-columns.ts'
import { placeOf, questionPath, regionPath, regionPlace } from './place.ts'
import { crumbsOf } from './round-head.tsx'

/** The answers that the viewer sees as a workbook to fill in without a network. */
export const workbookPage: Page = {
  path: `${regionPlace}/isian.xlsx`,
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  limit: 'document',
  async show(visit) {
    const { roundId, code } = placeOf(visit)
    const assessment = await readAssessment(visit.platform, visit.actor, roundId, code)
    if (assessment.stand.sight.answers === 'none') throw mayNot(notSeen)
    const bytes = await answersWorkbook(assessment, visit.lang)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="isian-${roundId}-${code}.xlsx"`,
      },
    })
  },
}

const notSeen = {
  id: 'Jawaban daerah ini belum dapat Anda lihat. Tunggu sampai kepala daerah mengirimkannya.',
  en: 'You cannot see the answers of this region yet. Wait until the regional head has handed them in.',
}

/** The way back: the workbook is checked, its report shown, and what it changes stored together. */
export const uploadPage: Page = {
  path: `${regionPlace}/unggah`,
  permission: 'evaluation.answers.upload',
  may: mayOpenAssessment,
  show: uploadView,
  submit: {
    permission: 'evaluation.answers.upload',
    may: mayWriteAssessment,
    limit: 'upload',
    audit: ['evaluation.workbook.uploaded', 'evaluation.workbook.applied', 'evaluation.answer.saved'],
    maxBytes: largestWorkbook + 64 * 1024,
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { roundId, code } = placeOf(visit)
      const place = { roundId, regionCode: code }
      const path = `${regionPath(roundId, code)}/unggah`
      await mayUpload(visit)
      const fileId = form.text('lembar')
      if (fileId !== undefined) {
        const { saved } = await applyWorkbook(platform, actor, { ...place, fileId }, writer)
        return c.redirect(`${regionPath(roundId, code)}?pesan=terunggah&n=${saved}`, 303)
      }
      const file = form.file('berkas')
      if (!file || file.size === 0) {
        throw invalid({
          field: 'berkas',
          sentence: { id: assessmentId.workbookMissing, en: assessmentEn.workbookMissing },
        })
      }
      const bytes = new Uint8Array(await file.arrayBuffer())
      // Read once before it is kept: what is no workbook is refused here, with the form.
      await checkWorkbook(platform, actor, roundId, code, bytes)
      const kept = await keepWorkbook(platform, actor, place, { name: file.name, bytes }, writer)
      return c.redirect(`${path}?lembar=${kept}`, 303)
    },
  },
}

/** Refused for who cannot write any answer here now. */
async function mayUpload({ actor, platform, c }: Visit) {
  const stand = await getStand(platform.db.sql, actor, c.req.param('round') ?? '', c.req.param('code') ?? '')
  const refusal = refuseAnswer(factsOf(stand, platform.clock.now()), { ownOffice: true, state: 'returned' })
  if (refusal) throw mayNot(refusal)
  return stand
}

async function uploadView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, actor, platform } = visit
  const t = assessmentPhrases(lang)
  const { roundId, code } = placeOf(visit)
  const stand = await mayUpload(visit)
  const fileId = retry?.form.text('lembar') ?? (retry ? undefined : c.req.query('lembar'))
  const report =
    fileId === undefined
      ? undefined
      : await checkWorkbook(platform, actor, roundId, code, await readWorkbook(platform, actor, code, fileId))
  const problems = retry
    ? retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ field: fileId === undefined ? 'berkas' : undefined, message: retry.problem.sentence[lang] }]
    : []
  const path = `${regionPath(roundId, code)}/unggah`
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={problems} lang={lang} />
      <h1>{report ? t.workbookReport : t.uploadWorkbook}</h1>
      {report && fileId !== undefined ? (
        <Report visit={visit} report={report} path={path} fileId={fileId} />
      ) : (
        <p class="lead mt-3 mb-8">{t.uploadWorkbookLead}</p>
      )}
      {(!report || report.faults.length > 0 || report.changes.length === 0) && (
        <form method="post" action={path} enctype="multipart/form-data" class="mt-10 max-w-[40rem]" novalidate>
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.workbookFile}
            hint={t.workbookHint}
            accept=".xlsx"
            error={problems.find(problem => problem.field === 'berkas')?.message}
          />
          <Button look="primary">{t.workbookCheck}</Button>
        </form>
      )}
    </div>
  )
  return {
    title: t.uploadWorkbook,
    body,
    working: true,
    section: '/putaran',
    crumbs: crumbsOf(visit, stand, { label: t.uploadWorkbook }),
  }
}

function Report(props: { visit: Visit; report: WorkbookReport; path: string; fileId: string }) {
  const { visit, report, path, fileId } = props
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { roundId, code } = placeOf(visit)
  const n = (count: number) => formatCount(count, lang)
  const { changes, faults, same } = report
  const faulty = new Set(faults.map(fault => fault.row)).size
  return (
    <>
      <p class="lead mt-3 mb-6">{t.workbookCounts(n(changes.length), n(same), n(faulty))}</p>
      {faults.length > 0 ? (
        <Call tone="late" title={t.workbookFaulty} />
      ) : changes.length === 0 ? (
        <Call tone="ok" title={t.workbookNothing} />
      ) : (
        <form method="post" action={path} class="mb-8">
          <input type="hidden" name="lembar" value={fileId} />
          <p class="mb-4">{t.workbookClean}</p>
          <Button look="primary">{t.workbookApply(n(changes.length))}</Button>
        </form>
      )}
      {faults.length > 0 && (
        <div class="mt-8">
          <Table
            lang={lang}
            caption={t.workbookFault}
            rows={faults}
            columns={[
              { key: 'row', label: t.workbookRow, rowHeader: true, cell: fault => fault.row },
              { key: 'column', label: t.workbookColumn, cell: fault => columnHeads[fault.column][lang] },
              { key: 'fault', label: t.workbookFault, cell: fault => fault.sentence[lang] },
            ]}
          />
        </div>
      )}
      {changes.length > 0 && (
        <div class="mt-8">
          <Table
            lang={lang}
            caption={t.workbookAfter}
            rows={changes}
            columns={[
              {
                key: 'question',
                label: t.columnQuestion,
                rowHeader: true,
                class: 'w-1/3',
                cell: change => (
                  <a class="a" href={questionPath(roundId, code, change.question.id)}>
                    {change.question.number}. {change.question.question.text[lang]}
                  </a>
                ),
              },
              {
                key: 'before',
                label: t.workbookBefore,
                onlyWide: true,
                cell: change => (
                  <Said lang={lang} level={change.before?.level ?? null} narrative={change.before?.narrative} />
                ),
              },
              {
                key: 'after',
                label: t.workbookAfter,
                cell: change => <Said lang={lang} level={change.level} narrative={change.narrative} />,
              },
            ]}
          />
        </div>
      )}
    </>
  )
}

function Said({
  lang,
  level,
  narrative,
}: {
  lang: Visit['lang']
  level: number | null
  narrative: string | undefined
}) {
  const t = assessmentPhrases(lang)
  const text = narrative ?? t.nothingWritten
  return (
    <>
      <b>{level ?? t.noLevel}</b>
      <span class="block text-sm">{text.length > 200 ? `${text.slice(0, 200)}…` : text}</span>
    </>
  )
}
