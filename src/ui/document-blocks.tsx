import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Cell, DocumentBlock, DocumentSection, Run } from '#kit/document-tree.ts'
import type { Lang } from '#kit/format.ts'
import { documentWords } from './document-words.ts'

type Reading = {
  lang: Lang
  /** Where a stored picture is read, a signed address; undefined for one that the reader may not see. */
  fileHref: (fileId: string) => string | undefined
  /** "Tabel 3" or "Gambar 2" of a block with a number, as `numberDocument` gives them; without it captions stand alone. */
  numberOf?: ((block: DocumentBlock) => string | undefined) | undefined
}

type Props = Reading & {
  blocks: readonly DocumentBlock[]
  /** Of the highest heading inside the blocks, one below that of their section; 3 when absent. */
  headingLevel?: 2 | 3 | 4 | 5 | undefined
}

/** The blocks of a document as HTML. Words of people are escaped; drawings keep only shapes and text. */
export function DocumentBlocks({ blocks, headingLevel = 3, ...reading }: Props) {
  return (
    <div class="doc">
      {blocks.map(block => (
        <Block block={block} level={headingLevel} {...reading} />
      ))}
    </div>
  )
}

type NumberedSection = { section: DocumentSection; number: string; sections: NumberedSection[] }

type SectionsProps = Reading & {
  sections: readonly NumberedSection[]
  /** Of the chapters; 2 when absent. */
  level?: 2 | 3 | 4 | 5 | undefined
  /** Stands below the heading of a section: its state, or a link to write it. */
  beside?: ((section: DocumentSection) => Child) | undefined
}

/** Numbered chapters with all that is below them, each under its id. */
export function DocumentChapters({ sections, level = 2, beside, ...reading }: SectionsProps) {
  const below = Math.min(level + 1, 5) as 3 | 4 | 5
  return (
    <>
      {sections.map(({ section, number, sections: inner }) => (
        <section id={`bagian-${section.id}`} class="doc-section">
          <Heading level={level}>
            <span class="doc-number">{number}</span> {section.title}
          </Heading>
          {beside?.(section)}
          <DocumentBlocks blocks={section.blocks} headingLevel={below} {...reading} />
          <DocumentChapters sections={inner} level={below} beside={beside} {...reading} />
        </section>
      ))}
    </>
  )
}

/** Contents of a document as nested links to its chapters on the same page. */
export function DocumentContents({ sections }: { sections: readonly NumberedSection[] }) {
  return (
    <ul class="doc-contents">
      {sections.map(({ section, number, sections: inner }) => (
        <li>
          <a href={`#bagian-${section.id}`}>
            <span class="doc-number">{number}</span> {section.title}
          </a>
          {inner.length > 0 && <DocumentContents sections={inner} />}
        </li>
      ))}
    </ul>
  )
}

type BlockProps<B = DocumentBlock> = Reading & { block: B; level: 2 | 3 | 4 | 5 }
type Of<Kind extends DocumentBlock['kind']> = Extract<DocumentBlock, { kind: Kind }>

function Block({ block, ...rest }: BlockProps): Child {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.runs} />
        </p>
      )
    case 'heading':
      return (
        <Heading level={Math.min(rest.level + block.level - 1, 6)}>
          <Runs runs={block.runs} />
        </Heading>
      )
    case 'list':
      return <List block={block} {...rest} />
    case 'quote':
      return (
        <blockquote>
          {block.blocks.map(one => (
            <Block block={one} {...rest} />
          ))}
        </blockquote>
      )
    case 'table':
      return <TableBlock block={block} {...rest} />
    case 'figure':
      return <FigureBlock block={block} {...rest} />
    case 'note':
      return (
        <p class={block.tone === 'missing' ? 'doc-note missing' : 'doc-note'}>
          <Runs runs={block.runs} />
        </p>
      )
  }
}

function List({ block, ...rest }: BlockProps<Of<'list'>>) {
  const items = block.items.map(item => (
    <li>
      {item.map(one => (
        <Block block={one} {...rest} />
      ))}
    </li>
  ))
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}

function TableBlock({ block, lang, numberOf }: BlockProps<Of<'table'>>) {
  const number = numberOf?.(block)
  const name = [number, block.caption].filter(Boolean).join('. ')
  return (
    <figure class="doc-table">
      {name !== '' && <figcaption>{name}</figcaption>}
      <Cells lang={lang} label={name} head={block.head} rows={block.rows} />
      {block.note && <p class="doc-source">{block.note}</p>}
    </figure>
  )
}

function FigureBlock({ block, lang, fileHref, numberOf }: BlockProps<Of<'figure'>>) {
  const { picture, table } = block
  const words = documentWords(lang)
  const number = numberOf?.(block)
  const href = 'fileId' in picture ? fileHref(picture.fileId) : undefined
  return (
    <div class={`doc-figure ${widthOf(block.width)}`}>
      <figure>
        {'svg' in picture ? (
          <div role="img" aria-label={block.alt}>
            {raw(plainSvg(picture.svg))}
          </div>
        ) : href === undefined ? (
          <p class="doc-note missing">{words.pictureHidden}</p>
        ) : (
          <img src={href} alt={block.alt} loading="lazy" />
        )}
        <figcaption>{[number, block.caption].filter(Boolean).join('. ')}</figcaption>
      </figure>
      {table && (
        <details>
          <summary>{words.figures}</summary>
          <Cells lang={lang} label={`${words.figures}: ${block.caption}`} head={table.head} rows={table.rows} />
        </details>
      )}
      {block.note && <p class="doc-source">{block.note}</p>}
    </div>
  )
}

const widthOf = (share = 1): string => (share > 0.75 ? 'w-all' : share > 0.45 ? 'w-half' : 'w-third')

const plain = ({ runs }: Cell): string => runs.map(run => run.text).join('')

/**
 * Which column says what a row is about, where a table of words is read row by row on a phone: the first with words that
 * tell the rows apart. -1 for a table of figures, or one of few columns, which stays a table.
 */
function leadColumn(head: readonly Cell[], rows: readonly Cell[][]): number {
  const worded = head.flatMap((cell, at) => (cell.align === undefined || cell.align === 'left' ? [at] : []))
  if (head.length < 4 || worded.length < 3) return -1
  const tells = worded.find(at => {
    const texts = rows.map(row => (row[at] ? plain(row[at]) : ''))
    return new Set(texts).size === rows.length && texts.reduce((sum, one) => sum + one.length, 0) >= 12 * rows.length
  })
  return tells ?? worded[0] ?? -1
}

/** A table that is read row by row on a phone when it is one of words, and otherwise scrolls by itself, also by keyboard. */
function Cells({ lang, label, head, rows }: { lang: Lang; label: string; head: Cell[]; rows: Cell[][] }) {
  const lead = leadColumn(head, rows)
  const names = head.map(plain)
  return (
    <section
      class={lead === -1 ? 'doc-scroll' : 'doc-scroll doc-rows'}
      tabindex={0}
      aria-label={label === '' ? documentWords(lang).table : label}
    >
      <table>
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map(cell => (
                <th scope="col" class={sideOf(cell)}>
                  <Runs runs={cell.runs} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(row => (
            <tr>
              {row.map((cell, at) => (
                <td
                  class={[sideOf(cell), at === lead && 'row-lead'].filter(Boolean).join(' ') || undefined}
                  data-label={lead === -1 || at === lead || !names[at] ? undefined : names[at]}
                >
                  <Runs runs={cell.strong ? cell.runs.map(run => ({ ...run, bold: true })) : cell.runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const sideOf = ({ align }: Cell): string | undefined => (align === 'right' ? 'r' : align === 'center' ? 'c' : undefined)

function Runs({ runs }: { runs: readonly Run[] }) {
  return (
    <>
      {runs.map(run => {
        const lines = run.text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [<br />, line]))
        const words = run.bold ? <strong>{lines}</strong> : <>{lines}</>
        const leaning = run.italic ? <em>{words}</em> : words
        return run.href !== undefined && safeHref.test(run.href) ? (
          <a class="a" href={run.href}>
            {leaning}
          </a>
        ) : (
          leaning
        )
      })}
    </>
  )
}

const safeHref = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i

function Heading({ level, children }: { level: number; children: Child }) {
  if (level <= 2) return <h2>{children}</h2>
  if (level === 3) return <h3>{children}</h3>
  if (level === 4) return <h4>{children}</h4>
  if (level === 5) return <h5>{children}</h5>
  return <h6>{children}</h6>
}

const shapes =
  'svg g defs title desc path rect circle ellipse line polyline polygon text tspan clipPath mask pattern linearGradient radialGradient stop use marker symbol'
const drawn = new Set(shapes.split(' ').map(name => name.toLowerCase()))

/**
 * A drawing that may stand inside a page: elements other than shapes, gradients and text go with all that is in them, as do
 * handlers, styles and references that leave the drawing. What is not closed is no drawing and becomes nothing.
 */
export function plainSvg(svg: string): string {
  let result = ''
  let hidden: { name: string; depth: number } | undefined
  let last = 0
  for (const tag of svg.matchAll(/<!--[^]*?-->|<[!?][^>]*>|<\/?([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)) {
    if (!hidden) result += svg.slice(last, tag.index).replaceAll('<', '&lt;')
    last = tag.index + tag[0].length
    const name = tag[1]
    if (name === undefined) continue
    const closing = tag[0].startsWith('</')
    const empty = /\/\s*>$/.test(tag[0])
    if (hidden) {
      if (name.toLowerCase() === hidden.name && !empty) hidden.depth += closing ? -1 : 1
      if (hidden.depth === 0) hidden = undefined
      continue
    }
    if (!drawn.has(name.toLowerCase())) {
      if (!closing && !empty) hidden = { name: name.toLowerCase(), depth: 1 }
      continue
    }
    result += closing ? `</${name}>` : `<${name}${plainAttributes(tag[2] ?? '')}${empty ? '/>' : '>'}`
  }
  return result
}

function plainAttributes(attributes: string): string {
  return [...attributes.matchAll(/([\w:-]+)\s*=\s*("[^"]*"|'[^']*')/g)]
    .filter(([, name = '', value = '']) => {
      const inner = value.slice(1, -1).trim()
      if (/^on/i.test(name) || name.toLowerCase() === 'style') return false
      if (/href$/i.test(name)) return inner.startsWith('#')
      return !/url\s*\(\s*(?!['"]?#)|javascript:/i.test(inner)
    })
    .map(([, name, value]) => ` ${name}=${value}`)
    .join('')
}
