import { markupFaults } from '../../../../test/support/markup.ts'

/** Faults of a page as markup, and against our policy of no inline style or script. */
export async function faultsOf(html: string): Promise<string[]> {
  const faults = await markupFaults(html)
  if (/\sstyle=/.test(html)) faults.push('style attribute')
  if (/\son[a-z]+="/.test(html)) faults.push('inline handler')
  if (html.split('<h1').length !== 2) faults.push('not exactly one h1')
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) if (!tag.includes(' src="/assets/')) faults.push(tag)
  return faults
}

/** What a reader sees of `main`, as one line. */
export function wordsOf(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return main
    .replace(/<(?:title|style)>[^]*?<\/(?:title|style)>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

/** Cells of the body rows of the first table, as text. */
export function rowsOf(html: string): string[][] {
  const body = /<tbody>([^]*?)<\/tbody>/.exec(html)?.[1] ?? ''
  return [...body.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell]) =>
      (cell ?? '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  )
}

/** The address that the link of the next page has, unescaped; undefined on the last one. */
export const nextOf = (html: string): string | undefined =>
  /<a class="btn btn-line" href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&').split('#')[0]
