import type { Child } from 'hono/jsx'

/** A task: its link, a muted line (programme, date), a chip. Stands inside `<ul class="todo">`. */
export function TodoRow({
  href,
  title,
  line,
  children,
}: {
  href: string
  title: string
  line: string
  children?: Child
}) {
  return (
    <li>
      <div>
        <a class="a" href={href}>
          {title}
        </a>
        <p>{line}</p>
      </div>
      {children}
    </li>
  )
}
