import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  icon: IconName
  title: string
  href?: string | undefined
  /** Kind, size, pages, date: "PDF, 2,4 MB, 38 halaman, diunggah 18 September 2023". */
  line: string
  /** One chip. */
  children?: Child
}

/** A file, photo or link that proves something; stands inside `<ul>`. */
export function EvidenceRow({ icon, title, href, line, children }: Props) {
  return (
    <li class="ev">
      <span class="kind">
        <Icon name={icon} />
      </span>
      <div class="min-w-0">
        {href ? (
          <a class="a" href={href}>
            {title}
          </a>
        ) : (
          <strong>{title}</strong>
        )}
        <small>{line}</small>
      </div>
      {children}
    </li>
  )
}
