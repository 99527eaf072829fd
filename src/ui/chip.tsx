import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** ok: done or checked; due: soon or to be renewed; late: overdue or refused; info: planned; idle: not begun. */
export type Status = 'ok' | 'due' | 'late' | 'info' | 'idle'

const icons: Record<Status, IconName> = {
  ok: 'circle-check',
  due: 'clock',
  late: 'circle-alert',
  info: 'calendar',
  idle: 'circle-dashed',
}

/** A status: pill, icon and words. One per row. */
export function Chip({ status, icon, children }: { status: Status; icon?: IconName | undefined; children?: Child }) {
  return (
    <span class={`chip is-${status}`}>
      <Icon name={icon ?? icons[status]} />
      {children}
    </span>
  )
}
