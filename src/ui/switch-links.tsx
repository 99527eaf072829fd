export type SwitchLink = { href: string; label: string; current?: boolean | undefined }

/** At most four choices side by side, e.g. years. `label` names the group. */
export function Seg({ links, label }: { links: readonly SwitchLink[]; label: string }) {
  return (
    <nav class="seg" aria-label={label}>
      {links.map(({ href, label: text, current }) => (
        <a href={href} {...(current ? { 'aria-current': 'true' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  )
}

/** The parts of one thing, as links; scrolls sideways on a phone. */
export function Tabbar({ links, label }: { links: readonly SwitchLink[]; label: string }) {
  return (
    <nav class="tabbar" aria-label={label}>
      {links.map(({ href, label: text, current }) => (
        <a href={href} {...(current ? { 'aria-current': 'page' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  )
}
