export type Crumb = { href?: string | undefined; label: string }

/** The trail of regions down to this page; the last one is where we are. */
export function Crumbs({ crumbs, label }: { crumbs: readonly Crumb[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ol class="crumb">
        {crumbs.map((crumb, index) =>
          index === crumbs.length - 1 ? (
            <li aria-current="page">{crumb.label}</li>
          ) : (
            <li>{crumb.href ? <a href={crumb.href}>{crumb.label}</a> : crumb.label}</li>
          ),
        )}
      </ol>
    </nav>
  )
}
