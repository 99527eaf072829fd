import { formatTime } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import { answerAutosave, savesItself } from '#platform/http/autosave.ts'
import type { View } from '#platform/http/visit.ts'
import { EvidenceViewer, largestFile, saveEvidence, viewerIslands, type WantedUse } from '#modules/evidence/index.ts'
import { AutosaveStatus } from '#ui/autosave.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { mayOpenAssessment, mayWriteAssessment } from '../../access.ts'
import { saveAnswer, type SavedAnswer } from '../../actions/assessment/save-answer.ts'
import { questionList } from '../../rules/assessment/question-list.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { sourcePhrases } from '../../phrases/source.ts'
import { SourcePart } from '../source/source-part.tsx'
import { dimensionWord } from '../words.ts'
import { type AnswerForm, readAnswerForm } from './answer-form.ts'
import { AnswerPart } from './answer-part.tsx'
import { CommentsPart, HistoryPart, JudgePart, LastYearPart, StepLinks } from './beside-answer.tsx'
import { placeOf, questionIn, questionPath, questionPlace, regionPath } from './place.ts'
import { loadQuestion, type QuestionData } from './question-data.ts'
import { StateChip } from './question-table.tsx'
import { crumbsOf } from './round-head.tsx'

/** One question: its answer to write or read, what stood there last year, the talk about it, and its verification. */
export const questionPage: Page = {
  path: questionPlace,
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  show: questionView,
  submit: {
    permission: 'evaluation.answer.save',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answer.saved', 'evidence.uses.changed', 'evidence.item.added', 'evidence.item.found_again'],
    maxBytes: largestFile + 512 * 1024,
    async handle(visit, form) {
      if (!savesItself(visit)) return await saveByButton(visit, form)
      return await answerAutosave(visit, async () => {
        const saved = await save(visit, { ...readAnswerForm(form), ready: undefined })
        return { version: saved.version, words: savedWords(visit, saved) }
      })
    },
  },
}

const savedWords = ({ lang }: Visit, { savedAt, zone }: SavedAnswer) =>
  assessmentPhrases(lang).saved(formatTime(savedAt, lang, zone))

async function save(visit: Visit, input: AnswerForm): Promise<SavedAnswer> {
  const { roundId, code, questionId } = placeOf(visit)
  return await saveAnswer(
    visit.platform,
    visit.actor,
    { ...input, roundId, regionCode: code, questionId },
    visit.writer,
  )
}

/** Puts what was uploaded into the library, then saves the answer with it, and goes where the button says. */
async function saveByButton(visit: Visit, form: Form): Promise<Response> {
  const { roundId, code, questionId } = placeOf(visit)
  const input = readAnswerForm(form)
  const added = await addEvidence(visit, form)
  const evidence = added
    ? [...(input.evidence ?? []).filter(use => use.evidenceId !== added.evidenceId), added]
    : input.evidence
  await save(visit, { ...input, evidence })
  const here = questionPath(roundId, code, questionId)
  const search = form.text('cari')
  if (input.action === 'cari' && search !== undefined) {
    return visit.c.redirect(`${here}?cari=${encodeURIComponent(search)}#bukti`, 303)
  }
  if (input.action === 'lanjut') {
    const next = questionIn(form.text('berikut'))
    return visit.c.redirect(next === undefined ? regionPath(roundId, code) : questionPath(roundId, code, next), 303)
  }
  return visit.c.redirect(
    `${here}?pesan=${input.action === 'siap' ? 'siap' : 'tersimpan'}${added ? '#bukti' : ''}`,
    303,
  )
}

async function addEvidence(visit: Visit, form: Form): Promise<WantedUse | undefined> {
  const file = form.file('berkas')
  const url = form.text('tautan')
  if ((!file || file.size === 0) && url === undefined) return undefined
  const { evidence } = await saveEvidence(
    visit.platform,
    {
      title: form.text('judul'),
      personalData: form.text('pribadi') !== undefined,
      ...(file && file.size > 0
        ? { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } }
        : { url }),
    },
    { actor: visit.actor, writer: visit.writer },
  )
  return { evidenceId: evidence.id, anchor: form.text('letak-baru'), note: undefined }
}

/** The page; after a refusal with what was typed, and after a conflict with both texts. */
export async function questionView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang } = visit
  const t = assessmentPhrases(lang)
  const data = await loadQuestion(visit)
  const { assessment, row, shown } = data
  const { stand, instrument } = assessment
  const typed = retry && retry.form.values['uraian'] !== undefined ? retry : undefined
  const conflict = typed?.problem.code === 'changed-meanwhile'
  const problems =
    retry === undefined || conflict
      ? []
      : retry.problem.fields.length > 0
        ? retry.problem.fields.map(({ field, sentence }) => ({ field: shownField(field), message: sentence[lang] }))
        : [{ message: retry.problem.sentence[lang] }]
  const total = questionList(instrument).size
  const changedAt = row.answer && formatTime(row.answer.changedAt, lang, stand.region.zone)
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={problems} lang={lang} />
      <p class="eyebrow">
        {t.questionOf(String(row.number), String(total), dimensionWord(row.dimension.code, lang, instrument))}
      </p>
      <h1 class="question mt-1">{row.question.text[lang]}</h1>
      <div class="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1">
        {stand.sight.answers !== 'published' && <StateChip visit={visit} state={row.answer?.state} />}
        <span class="note">{t.answerOf(row.office ?? t.secretariat)}</span>
        {!data.mayWrite && <AutosaveStatus words={changedAt === undefined ? undefined : t.saved(changedAt)} />}
      </div>
      <div class="two wide-left mt-8">
        <div class="min-w-0">
          <SourcePart
            visit={visit}
            place={placeOf(visit)}
            read={data.source}
            writes={!data.mayWrite}
            vouched={row.answer?.state === 'signed' || row.answer?.state === 'verified'}
          />
          <AnswerPart visit={visit} data={data} typed={typed} conflict={conflict} />
          {shown && (
            <div class="mt-8">
              <EvidenceViewer lang={lang} evidence={shown.evidence} ticket={shown.ticket} anchor={shown.anchor} />
            </div>
          )}
        </div>
        <div class="min-w-0">
          <JudgePart visit={visit} data={data} retry={typed ? undefined : retry} />
          <LastYearPart visit={visit} data={data} />
          <CommentsPart visit={visit} data={data} retry={typed ? undefined : retry} />
          <HistoryPart visit={visit} data={data} />
        </div>
      </div>
      <StepLinks visit={visit} data={data} />
    </div>
  )
  const said = retry ? undefined : c.req.query('pesan')
  const flash =
    said === 'siap'
      ? t.readyFlash
      : said === 'tersimpan' && changedAt !== undefined
        ? t.savedFlash(changedAt)
        : said === 'komentar'
          ? t.commented
          : said === 'diperiksa'
            ? t.judged
            : said === 'dikembalikan'
              ? t.returned
              : said === 'tertaut'
                ? sourcePhrases(lang).linked
                : said === 'terlepas'
                  ? sourcePhrases(lang).unlinked
                  : undefined
  return {
    title: row.question.text[lang],
    body,
    working: true,
    section: '/putaran',
    crumbs: crumbsOf(visit, stand, { label: `${t.columnQuestion} ${row.number}` }),
    islands: islandsOf(data, conflict),
    ...(flash === undefined ? {} : { flash }),
  }
}

/** Fields of the library's own form have other names here, or none. */
const shownField = (field: string): string | undefined =>
  ({ alamat: 'tautan', teks: 'berkas', angka: 'angka-1-label', bukti: 'berkas' })[field] ?? field

function islandsOf({ mayWrite, shown }: QuestionData, conflict: boolean): string[] {
  return [
    ...(mayWrite || conflict ? [] : ['autosave.ts']),
    ...(shown?.evidence.mediaType === 'application/pdf' ? viewerIslands : []),
  ]
}
