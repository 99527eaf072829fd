import { formatBytes, formatCount, formatDateTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { EvidenceList, largestFile } from '#modules/evidence/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status as Look } from '#ui/chip.tsx'
import { fieldId } from '#ui/field-id.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { CHECK_ANSWERS, type CheckAnswer } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import type { CheckData, CheckRow } from './check-data.ts'
import { placeOf, quickWinHref } from './place.ts'

export const answerIcon: Record<CheckAnswer | 'open', IconName> = {
  yes: 'circle-check',
  partly: 'clock',
  no: 'circle-x',
  open: 'circle-dashed',
}
const answerLook: Record<CheckAnswer | 'open', Look> = { yes: 'ok', partly: 'due', no: 'late', open: 'idle' }

/** Fields of the row in the summary of errors: each row has its own controls. */
export const fieldOfRow = (indicator: string, field: string): string => {
  const part =
    { answer: 'jawaban', note: 'catatan', berkas: 'berkas', bukti: 'berkas', alamat: 'tautan', judul: 'judul' }[
      field
    ] ?? 'jawaban'
  return `${part}-${indicator}`
}

type Props = { visit: Visit; data: CheckData; row: CheckRow; retry: Retry | undefined }

/** One of the ten: what it asks, the answer as a form or as text, its note and its evidence. */
export function CheckRowForm(props: Props) {
  const { visit, data, row } = props
  const { lang } = visit
  const t = quickWinPhrases(lang)
  const { indicator, name, check, before } = row
  return (
    <section id={indicator} class="check-row" aria-labelledby={`judul-${indicator}`}>
      <div>
        <h2 id={`judul-${indicator}`} class="text-xl">
          <span class="text-muted">{indicator}</span> {name}
        </h2>
        <p class="note mt-1">{t.hint[indicator]}</p>
        <p class="mt-3">
          <Chip status={answerLook[check?.answer ?? 'open']} icon={answerIcon[check?.answer ?? 'open']}>
            {check ? t.answer[check.answer].toLowerCase() : t.answerOpen}
          </Chip>
        </p>
        {before && (
          <p class="note mt-3">
            {t.lastYear(String(before.year), t.answer[before.answer].toLowerCase())}
            {before.note !== undefined && `. ${before.note}`}
          </p>
        )}
        {row.unsupported && (
          <p class="note is-due mt-3 flex gap-2 text-(--c)!">
            <Icon name="circle-alert" />
            <span>{t.unsupported[indicator]}</span>
          </p>
        )}
      </div>
      <div class="min-w-0">{data.mayWrite ? <Entry {...props} /> : <Said {...props} />}</div>
    </section>
  )
}

function Said({ visit, row }: Props) {
  return (
    <>
      {row.check?.note !== undefined && <p class="whitespace-pre-line">{row.check.note}</p>}
      <Attached visit={visit} row={row} />
    </>
  )
}

function Attached({ visit: { lang }, row }: { visit: Visit; row: CheckRow }) {
  const t = quickWinPhrases(lang)
  return (
    <>
      {row.uses.length > 0 && <EvidenceList lang={lang} uses={row.uses} hrefOf={evidence => `/bukti/${evidence.id}`} />}
      {row.hiddenUses > 0 && <p class="note mt-2">{t.evidenceHidden(formatCount(row.hiddenUses, lang))}</p>}
    </>
  )
}

function Entry({ visit, data, row, retry }: Props) {
  const { lang } = visit
  const t = quickWinPhrases(lang)
  const { indicator, check } = row
  const { regionCode, programmeId } = placeOf(visit)
  const typed = (field: string, stored: string | undefined) => (retry ? retry.form.text(field) : stored)
  const errorOf = (...fields: string[]) => retry?.problem.fields.find(one => fields.includes(one.field))?.sentence[lang]
  const conflict = retry?.problem.code === 'changed-meanwhile'
  const answer = typed('jawaban', check?.answer)
  const name = (part: string) => `${part}-${indicator}`
  const noteError = errorOf('note')
  return (
    <form
      method="post"
      action={`${quickWinHref(regionCode, programmeId)}?tahun=${data.year}`}
      enctype="multipart/form-data"
      novalidate
    >
      <input type="hidden" name="indikator" value={indicator} />
      <input type="hidden" name="tahun" value={String(data.year)} />
      <input
        type="hidden"
        name="version"
        value={(conflict ? undefined : retry?.form.text('version')) ?? String(check?.version ?? 0)}
      />
      {conflict && check && (
        <div class="call is-late mb-5" role="alert">
          <p class="call-title">{t.conflict}</p>
          <p>{t.conflictWords}</p>
          <p class="mt-2">
            <b>{t.answer[check.answer]}</b>, {formatDateTime(check.checkedAt, lang, data.ground.region.timezone)}
            {check.note !== undefined && (
              <>
                <br />
                {check.note}
              </>
            )}
          </p>
        </div>
      )}
      <fieldset class={errorOf('answer') === undefined ? 'field' : 'field bad'}>
        <legend class="sr-only">
          {t.answerLabel}, {indicator}
        </legend>
        {errorOf('answer') !== undefined && (
          <p class="err">
            <Icon name="circle-alert" />
            <span>{errorOf('answer')}</span>
          </p>
        )}
        <div class="answers">
          {CHECK_ANSWERS.map((value, at) => (
            <label>
              <input
                type="radio"
                class="radio"
                name="jawaban"
                id={at === 0 ? fieldId(name('jawaban')) : `${fieldId(name('jawaban'))}-${at}`}
                value={value}
                checked={answer === value}
              />
              <span>{t.answer[value]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class={noteError === undefined ? 'field' : 'field bad'}>
        <label for={fieldId(name('catatan'))}>
          {t.note} <span class="sr-only">{indicator}</span>
          <span class="skippable" id={`${fieldId(name('catatan'))}-h`}>
            {t.noteHint}
          </span>
        </label>
        {noteError !== undefined && (
          <p class="err" id={`${fieldId(name('catatan'))}-e`}>
            <Icon name="circle-alert" />
            <span>{noteError}</span>
          </p>
        )}
        <textarea
          class="textarea"
          rows={2}
          name="catatan"
          id={fieldId(name('catatan'))}
          maxlength={1000}
          aria-describedby={`${fieldId(name('catatan'))}-h${noteError === undefined ? '' : ` ${fieldId(name('catatan'))}-e`}`}
          {...(noteError === undefined ? {} : { 'aria-invalid': 'true' })}
        >
          {typed('catatan', check?.note) ?? ''}
        </textarea>
      </div>
      <Attached visit={visit} row={row} />
      <input type="hidden" name="bukti-ada" value="ya" />
      {row.uses.map(({ evidence }) => (
        <>
          <input type="hidden" name="bukti" value={evidence.id} />
          <label class="check">
            <input
              type="checkbox"
              class="checkbox"
              name="lepas"
              value={evidence.id}
              checked={retry?.form.all('lepas').includes(evidence.id) ?? false}
            />
            <span>{t.evidenceOff(evidence.title)}</span>
          </label>
        </>
      ))}
      <div class="end">
        <NewEvidence visit={visit} indicator={indicator} retry={retry} />
        <Button icon="check">{t.saveRow(indicator)}</Button>
      </div>
    </form>
  )
}

function NewEvidence({
  visit: { lang },
  indicator,
  retry,
}: {
  visit: Visit
  indicator: string
  retry: Retry | undefined
}) {
  const t = quickWinPhrases(lang)
  const errorOf = (...fields: string[]) => retry?.problem.fields.find(one => fields.includes(one.field))?.sentence[lang]
  const wrong = errorOf('berkas', 'bukti', 'alamat', 'judul') !== undefined
  const id = (part: string) => fieldId(`${part}-${indicator}`)
  const texts = [
    { part: 'tautan', label: t.evidenceLink, type: 'url', error: errorOf('alamat') },
    { part: 'judul', label: t.evidenceTitle, type: 'text', error: errorOf('judul') },
  ] as const
  return (
    <details class="plain-fold" open={wrong}>
      <summary>
        {t.evidenceAdd}
        <span class="sr-only">, {indicator}</span>
      </summary>
      <div class="mt-3">
        <div class={errorOf('berkas', 'bukti') === undefined ? 'field' : 'field bad'}>
          <label for={id('berkas')}>{t.evidenceFile}</label>
          <span class="hint">{t.evidenceFileHint(formatBytes(largestFile, lang))}</span>
          <Wrong sentence={errorOf('berkas', 'bukti')} />
          <input type="file" class="file-input" name="berkas" id={id('berkas')} />
        </div>
        {texts.map(({ part, label, type, error }) => (
          <div class={error === undefined ? 'field' : 'field bad'}>
            <label for={id(part)}>{label}</label>
            <Wrong sentence={error} />
            <input type={type} class="input" name={part} id={id(part)} value={retry?.form.text(part) ?? ''} />
          </div>
        ))}
      </div>
    </details>
  )
}

function Wrong({ sentence }: { sentence: string | undefined }) {
  if (sentence === undefined) return null
  return (
    <p class="err">
      <Icon name="circle-alert" />
      <span>{sentence}</span>
    </p>
  )
}
