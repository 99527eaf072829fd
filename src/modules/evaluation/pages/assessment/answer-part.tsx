import type { Child } from 'hono/jsx'
import { formatBytes, formatTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { type Evidence, EvidenceList, largestFile } from '#modules/evidence/index.ts'
import { autosave } from '#ui/autosave.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { mostFigures } from '../../actions/assessment/save-answer.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { typedFigures } from './answer-form.ts'
import { Conflict } from './conflict.tsx'
import { placeOf, questionPath } from './place.ts'
import type { QuestionData } from './question-data.ts'

export const formName = 'jawaban'

/** What the form shows: what was typed when it was refused, else what is stored. */
interface Shown {
  level: number | undefined
  narrative: string | undefined
  figures: { label: string | undefined; value: string | undefined; unit: string | undefined }[]
  value(name: string): string | undefined
  ticked(name: string, value: string): boolean
  errorOf(field: string): string | undefined
}

function shownIn(visit: Visit, { row, uses }: QuestionData, typed: Retry | undefined): Shown {
  const { lang } = visit
  const errorOf = (field: string) => typed?.problem.fields.find(error => error.field === field)?.sentence[lang]
  if (typed) {
    const level = typed.form.text('level')
    return {
      level: level !== undefined && /^[0-4]$/.test(level) ? Number(level) : undefined,
      narrative: typed.form.values['uraian']?.[0],
      figures: typedFigures(typed.form).map(one => one ?? { label: undefined, value: undefined, unit: undefined }),
      value: name => typed.form.text(name),
      ticked: (name, value) => typed.form.all(name).includes(value),
      errorOf,
    }
  }
  return {
    level: row.answer?.level ?? undefined,
    narrative: row.answer?.narrative,
    figures: (row.answer?.figures ?? []).map(({ label, value, unit }) => ({
      label,
      value: lang === 'id' ? value.replace('.', ',') : value,
      unit,
    })),
    value: name => {
      const use = uses.find(one => name.endsWith(one.evidence.id))
      return name.startsWith('letak-') ? use?.anchor : name.startsWith('catatan-') ? use?.note : undefined
    },
    ticked: () => false,
    errorOf,
  }
}

/** The answer: a form for who may write it, else the text. */
export function AnswerPart(props: {
  visit: Visit
  data: QuestionData
  typed: Retry | undefined
  conflict: boolean
}): Child {
  const { visit, data, typed, conflict } = props
  if (data.mayWrite) return <AnswerText {...props} />
  const { lang, actor } = visit
  const { row } = data
  const t = assessmentPhrases(lang)
  const { roundId, code, questionId } = placeOf(visit)
  const shown = shownIn(visit, data, typed)
  const signed = row.answer?.state === 'signed' || row.answer?.state === 'verified'
  const version = typed && !conflict ? typed.form.text('version') : row.answer && String(row.answer.version)
  return (
    <>
      {conflict && <Conflict visit={visit} data={data} typed={typed} />}
      {row.answer?.returnReason !== undefined && (
        <div class="mb-6">
          <Call tone="late" title={t.returnedBecause(row.answer.returnReason)} />
        </div>
      )}
      {signed && (
        <p class="note mb-4">
          <strong>{t.loses}</strong>
        </p>
      )}
      <form
        method="post"
        id={formName}
        action={questionPath(roundId, code, questionId)}
        enctype="multipart/form-data"
        novalidate
        {...(conflict ? {} : autosave(lang, actor.accountId))}
      >
        <input type="hidden" name="version" value={version ?? ''} />
        <input type="hidden" name="bukti-ada" value="1" />
        {data.next && <input type="hidden" name="berikut" value={data.next.id} />}
        <div class="max-w-md mb-7">
          <ScoreField
            name="level"
            label={
              <>
                <b>{t.level}</b>, {t.levelHint}
              </>
            }
            scores={[0, 1, 2, 3, 4]}
            value={shown.level}
            error={shown.errorOf('level')}
            clear={t.levelClear}
          />
        </div>
        <Field
          kind="textarea"
          name="uraian"
          rows={9}
          lang={lang}
          label={t.narrative}
          hint={t.narrativeHint[row.question.kind]}
          error={shown.errorOf('uraian')}
          value={shown.narrative}
        />
        <Figures visit={visit} shown={shown} />
        <EvidencePart visit={visit} data={data} shown={shown} />
        <p class="mt-8 flex flex-wrap gap-3">
          <Button look="primary" name="aksi" value={data.next ? 'lanjut' : 'simpan'}>
            {data.next ? t.saveNext : t.saveDraft}
          </Button>
          {row.answer?.state === 'ready' ? (
            <Button name="aksi" value="draf">
              {t.unmarkReady}
            </Button>
          ) : (
            <Button name="aksi" value="siap">
              {t.markReady}
            </Button>
          )}
        </p>
      </form>
    </>
  )
}

/** Figures in rows of name, value and unit: those there are, and two empty ones. */
function Figures({ visit: { lang }, shown }: { visit: Visit; shown: Shown }) {
  const t = assessmentPhrases(lang)
  const filled = shown.figures.findLastIndex(figure => figure.label ?? figure.value ?? figure.unit) + 1
  const count = Math.min(mostFigures, filled + 2)
  return (
    <fieldset class="figure-rows mb-8">
      <legend>{t.figures}</legend>
      <p class="hint">{t.figuresHint}</p>
      <p class="figure-row eyebrow" aria-hidden="true">
        <span>{t.figureLabelShort}</span>
        <span>{t.figureValueShort}</span>
        <span>{t.figureUnitShort}</span>
      </p>
      {Array.from({ length: count }, (_, at) => {
        const figure = shown.figures[at]
        const n = at + 1
        const error = (['label', 'value', 'unit'] as const)
          .map(part => shown.errorOf(`angka-${n}-${part}`))
          .find(text => text !== undefined)
        const cell = (part: 'label' | 'value' | 'unit', label: string, value: string | undefined) => (
          <input
            class="input"
            type="text"
            id={`f-angka-${n}-${part}`}
            name={`angka-${n}-${part}`}
            aria-label={label}
            value={value ?? ''}
            autocomplete="off"
            {...(part === 'value' ? { inputmode: 'decimal' as const } : {})}
            {...(shown.errorOf(`angka-${n}-${part}`) ? { 'aria-invalid': 'true' as const } : {})}
          />
        )
        return (
          <div class={error ? 'field bad' : undefined}>
            {error && <p class="err">{error}</p>}
            <div class="figure-row">
              {cell('label', t.figureLabel(n), figure?.label)}
              {cell('value', t.figureValue(n), figure?.value)}
              {cell('unit', t.figureUnit(n), figure?.unit)}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}

/** What is attached, where to look in it, what the library offers, and a new upload. */
function EvidencePart({ visit, data, shown }: { visit: Visit; data: QuestionData; shown: Shown }) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { uses, warnings, hiddenUses } = data
  const { roundId, code, questionId } = placeOf(visit)
  const here = questionPath(roundId, code, questionId)
  return (
    <section aria-labelledby="bukti">
      <h2 id="bukti" class="text-xl">
        {t.evidence}
      </h2>
      {uses.length === 0 ? (
        <p class="note mt-2">{t.evidenceNone}</p>
      ) : (
        <EvidenceList lang={lang} uses={uses} warnings={warnings} hrefOf={item => `${here}?bukti=${item.id}#bukti`} />
      )}
      {hiddenUses > 0 && <p class="note mt-2">{t.hiddenEvidence(hiddenUses)}</p>}
      {uses.map(({ evidence }) => (
        <details class="plain-fold mt-3">
          <summary>
            {t.anchor}: {evidence.title}
          </summary>
          <input type="hidden" name="bukti" value={evidence.id} />
          <div class="mt-3">
            <Field
              name={`letak-${evidence.id}`}
              lang={lang}
              short
              label={t.anchor}
              hint={t.anchorHint}
              value={shown.value(`letak-${evidence.id}`)}
              maxlength={60}
            />
            <Field
              name={`catatan-${evidence.id}`}
              lang={lang}
              label={t.evidenceNote}
              value={shown.value(`catatan-${evidence.id}`)}
              maxlength={500}
            />
            <Tick name="lepas" item={evidence} checked={shown.ticked('lepas', evidence.id)} label={t.detach} />
          </div>
        </details>
      ))}
      <Library visit={visit} data={data} shown={shown} />
      <details
        class="plain-fold mt-3"
        open={shown.errorOf('berkas') !== undefined || shown.errorOf('alamat') !== undefined}
      >
        <summary>{t.upload}</summary>
        <div class="mt-3">
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.uploadFile}
            hint={t.uploadHint(formatBytes(largestFile, lang))}
            error={shown.errorOf('berkas')}
          />
          <Field
            name="tautan"
            kind="url"
            lang={lang}
            label={t.uploadLink}
            value={shown.value('tautan')}
            error={shown.errorOf('alamat')}
          />
          <Field
            name="judul"
            lang={lang}
            label={t.uploadTitle}
            optional
            value={shown.value('judul')}
            error={shown.errorOf('judul')}
            maxlength={200}
          />
          <Field
            kind="checkbox"
            name="pribadi"
            lang={lang}
            label={t.uploadPersonal}
            checked={shown.value('pribadi') !== undefined}
          />
          <Button name="aksi" value="unggah" icon="upload">
            {t.uploadDo}
          </Button>
        </div>
      </details>
    </section>
  )
}

function Library({ visit: { lang }, data, shown }: { visit: Visit; data: QuestionData; shown: Shown }) {
  const t = assessmentPhrases(lang)
  const { library, search } = data
  return (
    <details class="plain-fold mt-6" open={search !== undefined}>
      <summary>{t.fromLibrary}</summary>
      <div class="mt-3">
        <Field name="cari" kind="search" lang={lang} label={t.search} value={shown.value('cari') ?? search} />
        <Button name="aksi" value="cari" icon="search">
          {t.searchDo}
        </Button>
        <p class="mt-4 font-semibold">{search === undefined ? t.newest : t.found(search)}</p>
        {library.length === 0 ? (
          <p class="note">{t.searchNone}</p>
        ) : (
          <ul>
            {library.map(item => (
              <li>
                <Tick
                  name="tambah"
                  item={item}
                  checked={shown.ticked('tambah', item.id)}
                  label={`${t.attach}: ${item.title}`}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

function Tick({ name, item, checked, label }: { name: string; item: Evidence; checked: boolean; label: string }) {
  return (
    <label class="check">
      <input type="checkbox" class="checkbox" name={name} value={item.id} checked={checked} />
      <span>{label}</span>
    </label>
  )
}

/** The answer to read, and what was typed but may not be stored any more. */
function AnswerText({ visit, data, typed }: { visit: Visit; data: QuestionData; typed: Retry | undefined }) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { row, uses, warnings, hiddenUses, mayWrite, assessment } = data
  const { roundId, code, questionId } = placeOf(visit)
  const here = questionPath(roundId, code, questionId)
  const { answer } = row
  const kept = typed?.form.values['uraian']?.[0]
  const inside = !['assessor', 'ministry', 'auditor'].includes(assessment.stand.relation)
  return (
    <section aria-label={t.answerOf(row.office ?? t.secretariat)}>
      {inside && mayWrite && <p class="note mb-4">{mayWrite[lang]}</p>}
      {kept !== undefined && (
        <div class="mb-6">
          <Field kind="textarea" name="uraian" rows={9} lang={lang} label={t.yours} value={kept} />
        </div>
      )}
      <AnswerFacts
        visit={visit}
        level={answer?.level ?? null}
        narrative={answer?.narrative}
        figures={answer?.figures}
      />
      <h2 id="bukti" class="text-xl mt-8">
        {t.evidence}
      </h2>
      {uses.length === 0 ? (
        <p class="note mt-2">{t.evidenceNone}</p>
      ) : (
        <EvidenceList lang={lang} uses={uses} warnings={warnings} hrefOf={item => `${here}?bukti=${item.id}#bukti`} />
      )}
      {hiddenUses > 0 && <p class="note mt-2">{t.hiddenEvidence(hiddenUses)}</p>}
      {answer && assessment.stand.sight.answers !== 'published' && (
        <p class="note mt-4">{t.saved(formatTime(answer.changedAt, lang, assessment.stand.region.zone))}</p>
      )}
    </section>
  )
}

/** Level, narrative and figures as text. */
export function AnswerFacts({
  visit: { lang },
  level,
  narrative,
  figures = [],
}: {
  visit: Visit
  level: number | null
  narrative: string | undefined
  figures?: readonly { label: string | undefined; value: string | undefined; unit?: string | undefined }[] | undefined
}) {
  const t = assessmentPhrases(lang)
  return (
    <>
      <p class="eyebrow">{t.level}</p>
      <p class="text-2xl font-bold">{level ?? t.noLevel}</p>
      <p class="eyebrow mt-4">{t.narrative}</p>
      <div class="answer-text">{narrative ?? t.nothingWritten}</div>
      {figures.length > 0 && (
        <ul class="mt-4">
          {figures.map(({ label, value, unit }) => (
            <li>
              {label}: <b>{lang === 'id' ? (value ?? '').replace('.', ',') : value}</b> {unit}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
