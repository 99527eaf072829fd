import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Look = 'primary' | 'line' | 'danger'
const looks = { primary: 'btn btn-primary', line: 'btn btn-line', danger: 'btn btn-line btn-danger' } as const

type Props = {
  /** One primary per page. */
  look?: Look | undefined
  icon?: IconName | undefined
  iconAfter?: IconName | undefined
  class?: string | undefined
  children?: Child
} & (
  | { href: string; download?: boolean | undefined }
  | {
      href?: undefined
      name?: string | undefined
      value?: string | undefined
      /** Id of the form when the button stands outside it. */
      form?: string | undefined
      formaction?: string | undefined
      /** Sends the form without the browser's own checks: for "Simpan draf". */
      formnovalidate?: boolean | undefined
    }
)

/** A link that looks like a button (with `href`), or a submit button. */
export function Button(props: Props) {
  const names = `${looks[props.look ?? 'line']}${props.class ? ` ${props.class}` : ''}`
  const inside = (
    <>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
      {props.iconAfter && <Icon name={props.iconAfter} />}
    </>
  )
  if (props.href !== undefined) {
    return (
      <a class={names} href={props.href} {...(props.download ? { download: true } : {})}>
        {inside}
      </a>
    )
  }
  const { name, value, form, formaction, formnovalidate } = props
  const given = Object.entries({ name, value, form, formaction }).filter(([, one]) => one !== undefined)
  return (
    <button type="submit" class={names} {...Object.fromEntries(given)} formnovalidate={formnovalidate ?? false}>
      {inside}
    </button>
  )
}
