import type { Child } from 'hono/jsx'
import type { Lang } from '#kit/format.ts'
import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type Option = { value: string; label: string; note?: string | undefined }

type Common = {
  /** Name of the form value; the id of the control is `fieldId(name)`. */
  name: string
  label: Child
  lang: Lang
  hint?: Child
  /** What is wrong with the typed value and what to type. */
  error?: string | undefined
  /** Says "boleh dilewati" beside the label. */
  optional?: boolean | undefined
  /** Below the control: files already received, a counter. */
  children?: Child
}

type TextKind = 'text' | 'password' | 'email' | 'tel' | 'url' | 'search' | 'date' | 'time' | 'datetime-local' | 'month'

export type FieldProps = Common &
  (
    | {
        kind?: TextKind | undefined
        value?: string | undefined
        autocomplete?: string | undefined
        inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | undefined
        maxlength?: number | undefined
        /** Unit before the control, e.g. "Rp". */
        prefix?: string | undefined
        /** Unit after the control, e.g. "%". */
        suffix?: string | undefined
        /** A short control for dates, years and codes. */
        short?: boolean | undefined
        list?: string | undefined
      }
    | { kind: 'textarea'; value?: string | undefined; rows?: number | undefined; maxlength?: number | undefined }
    | { kind: 'select'; options: readonly Option[]; value?: string | undefined; placeholder?: string | undefined }
    | { kind: 'file'; accept?: string | undefined; multiple?: boolean | undefined; capture?: 'environment' | undefined }
    | { kind: 'checkbox'; checked?: boolean | undefined; value?: string | undefined }
    | { kind: 'radio'; options: readonly Option[]; value?: string | undefined }
    | { kind: 'checks'; options: readonly Option[]; values?: readonly string[] | undefined }
  )

/** One question of a form: label, hint, error, control, in this order. Typed values come back as they were. */
export function Field(props: FieldProps) {
  const id = fieldId(props.name)
  const bad = props.error ? 'field bad' : 'field'
  if (props.kind === 'radio' || props.kind === 'checks') {
    return (
      <fieldset class={bad} {...described(props, id)}>
        <legend>
          <Label {...props} />
        </legend>
        <HintAndError {...props} id={id} />
        <Choices {...props} id={id} />
        {props.children}
      </fieldset>
    )
  }
  if (props.kind === 'checkbox') {
    return (
      <div class={bad}>
        <HintAndError {...props} id={id} />
        <label class="check">
          <input
            type="checkbox"
            class="checkbox"
            id={id}
            name={props.name}
            value={props.value ?? 'yes'}
            checked={props.checked ?? false}
            {...marks(props, id)}
          />
          <span>
            <Label {...props} />
          </span>
        </label>
        {props.children}
      </div>
    )
  }
  return (
    <div class={bad}>
      <label for={id}>
        <Label {...props} />
      </label>
      <HintAndError {...props} id={id} />
      <Control {...props} id={id} />
      {props.children}
    </div>
  )
}

type WithId<P> = P & { id: string }

function Control(props: WithId<FieldProps>) {
  const { id, name } = props
  const shared = { id, name, ...marks(props, id) }
  switch (props.kind) {
    case 'textarea':
      return (
        <textarea class="textarea" rows={props.rows ?? 4} {...optional('maxlength', props.maxlength)} {...shared}>
          {props.value ?? ''}
        </textarea>
      )
    case 'select':
      return (
        <select class="select" {...shared}>
          {(props.placeholder !== undefined || !props.options.some(({ value }) => value === props.value)) && (
            <option value="">{props.placeholder ?? say(props.lang).chooseOne}</option>
          )}
          {props.options.map(({ value, label }) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'file':
      return (
        <input
          type="file"
          class="file-input"
          multiple={props.multiple ?? false}
          {...optional('accept', props.accept)}
          {...optional('capture', props.capture)}
          {...shared}
        />
      )
    case 'checkbox':
    case 'radio':
    case 'checks':
      return null
    default: {
      const input = (
        <input
          type={props.kind ?? 'text'}
          class={props.short ? 'input short' : 'input'}
          {...optional('value', props.value)}
          {...optional('autocomplete', props.autocomplete)}
          {...optional('inputmode', props.inputmode)}
          {...optional('maxlength', props.maxlength)}
          {...optional('list', props.list)}
          {...shared}
        />
      )
      if (props.prefix === undefined && props.suffix === undefined) return input
      return (
        <span class="affix">
          {props.prefix !== undefined && <span>{props.prefix}</span>}
          {input}
          {props.suffix !== undefined && <span>{props.suffix}</span>}
        </span>
      )
    }
  }
}

function Choices(props: WithId<FieldProps>) {
  if (props.kind !== 'radio' && props.kind !== 'checks') return null
  const radio = props.kind === 'radio'
  const chosen = props.kind === 'radio' ? [props.value] : (props.values ?? [])
  return (
    <div class="pick">
      {props.options.map(({ value, label, note }, index) => (
        <label>
          <input
            type={radio ? 'radio' : 'checkbox'}
            class={radio ? 'radio' : 'checkbox'}
            id={index === 0 ? props.id : `${props.id}-${index}`}
            name={props.name}
            value={value}
            checked={chosen.includes(value)}
          />
          <span>
            {label}
            {note && <small>{note}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}

function Label({ label, optional: skippable, lang }: Common) {
  return (
    <>
      {label}
      {skippable && <span class="skippable"> {say(lang).optional}</span>}
    </>
  )
}

function HintAndError({ hint, error, id }: WithId<Common>) {
  return (
    <>
      {hint && (
        <span class="hint" id={`${id}-h`}>
          {hint}
        </span>
      )}
      {error && (
        <p class="err" id={`${id}-e`}>
          <Icon name="circle-alert" />
          <span>{error}</span>
        </p>
      )}
    </>
  )
}

function described({ hint, error }: Common, id: string): Record<string, string> {
  const by = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ')
  return by ? { 'aria-describedby': by } : {}
}

function marks(props: Common, id: string): Record<string, string> {
  return { ...described(props, id), ...(props.error ? { 'aria-invalid': 'true' } : {}) }
}

function optional<V>(key: string, value: V | undefined): Record<string, V> {
  return value === undefined ? {} : { [key]: value }
}
