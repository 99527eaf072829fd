import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { longestRemark } from '../../actions/scoring/save-remark.ts'
import type { Instrument } from '../../model.ts'
import type { RemarkKind } from '../../model-round.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import type { PanelRemark } from '../../store/scoring/remarks.ts'
import { dimensionWord } from '../words.ts'

interface Props {
  lang: Visit['lang']
  instrument: Instrument
  code: string
  remarks: readonly PanelRemark[]
  accountId: string | undefined
  editable: boolean
  retry: Retry | undefined
  action: string
  kinds: readonly RemarkKind[]
}

/** The remarks on one dimension by kind, and a form for one more. */
export function DimensionRemarks(props: Props) {
  const { lang, instrument, code, remarks, editable, kinds } = props
  const t = scoringPhrases(lang)
  return (
    <section class="sec" aria-labelledby={`bagian-${code}`}>
      <h2 id={`bagian-${code}`}>{dimensionWord(code, lang, instrument)}</h2>
      {remarks.length === 0 && <p class="note mt-2">{t.remarksNone}</p>}
      {kinds.map(kind => {
        const some = remarks.filter(remark => remark.kind === kind)
        return (
          some.length > 0 && (
            <>
              <h3 class="mt-5 mb-1">{roundPhrases(lang).remarkKinds[kind]}</h3>
              <ul>
                {some.map(remark => (
                  <RemarkRow {...props} remark={remark} />
                ))}
              </ul>
            </>
          )
        )
      })}
      {editable && <AddForm {...props} />}
    </section>
  )
}

function RemarkRow({ lang, remark, accountId, editable, retry, action }: Props & { remark: PanelRemark }) {
  const t = scoringPhrases(lang)
  const again = retry?.form.text('catatan') === remark.id ? retry : undefined
  const conflict = again?.problem.code === 'changed-meanwhile'
  const field = `teks-${remark.id}`
  return (
    <li class="border-t border-base-300 py-3" id={`catatan-${remark.id}`}>
      <p class="max-w-prose whitespace-pre-line">{remark.text}</p>
      <p class="text-sm text-muted mt-1">
        {roundPhrases(lang).assessor(remark.place)}
        {remark.writtenBy === accountId && ` (${t.remarkYou})`}
      </p>
      {editable && (
        <details class="mt-1" open={again !== undefined}>
          <summary class="a inline-block py-1.5 cursor-pointer text-sm">{t.remarkEdit}</summary>
          <form method="post" action={action} class="max-w-2xl mt-2">
            <input type="hidden" name="catatan" value={remark.id} />
            <input type="hidden" name="versi" value={String(remark.version)} />
            <div class={again && !conflict ? 'field bad' : 'field'}>
              <label for={field}>{t.remarkText}</label>
              {conflict && (
                <p class="hint">
                  {t.remarkConflictNow}: “{remark.text}”
                </p>
              )}
              <textarea class="textarea" id={field} name="teks" rows={3} maxlength={longestRemark}>
                {again?.form.text('teks') ?? remark.text}
              </textarea>
            </div>
            <div class="flex flex-wrap gap-2">
              <Button>{t.remarkSave}</Button>
              <Button look="danger" name="aksi" value="tarik">
                {t.remarkWithdraw}
              </Button>
            </div>
          </form>
        </details>
      )}
    </li>
  )
}

function AddForm({ lang, instrument, code, retry, action, kinds }: Props) {
  const t = scoringPhrases(lang)
  const mine = retry !== undefined && retry.form.text('catatan') === undefined && retry.form.text('bagian') === code
  const again = mine ? retry : undefined
  const textField = `teks-${code}`
  const errorOf = (name: string) => again?.problem.fields.find(({ field }) => field === name)?.sentence[lang]
  return (
    <details class="mt-4" open={again !== undefined}>
      <summary class="a inline-block py-2 cursor-pointer">{t.remarkAdd(dimensionWord(code, lang, instrument))}</summary>
      <form method="post" action={action} class="max-w-2xl mt-2">
        <input type="hidden" name="bagian" value={code} />
        <fieldset class={errorOf('kind') ? 'field bad' : 'field'}>
          <legend>{t.remarkKind}</legend>
          {errorOf('kind') && <p class="err">{errorOf('kind')}</p>}
          <div class="pick">
            {kinds.map((kind, index) => (
              <label>
                <input
                  type="radio"
                  class="radio"
                  id={`jenis-${code}-${index}`}
                  name="jenis"
                  value={kind}
                  checked={again?.form.text('jenis') === kind}
                />
                <span>{roundPhrases(lang).remarkKind[kind]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class={errorOf('text') ? 'field bad' : 'field'}>
          <label for={textField}>{t.remarkText}</label>
          <span class="hint" id={`${textField}-h`}>
            {t.remarkHint}
          </span>
          {errorOf('text') && <p class="err">{errorOf('text')}</p>}
          <textarea
            class="textarea"
            id={textField}
            name="teks"
            rows={3}
            maxlength={longestRemark}
            aria-describedby={`${textField}-h`}
          >
            {again?.form.text('teks') ?? ''}
          </textarea>
        </div>
        <Button>{t.remarkSave}</Button>
      </form>
    </details>
  )
}
