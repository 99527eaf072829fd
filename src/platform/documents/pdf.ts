import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { root } from '#platform/root.ts'
import { writeAccessiblePdf } from './write-pdf.ts'

const fonts = join(root, 'node_modules/@expo-google-fonts/plus-jakarta-sans')
const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold']

let compiler: NodeCompiler | undefined

/** One compiler for the process: it keeps fonts and unchanged parts, so that the second document is quick. */
function openCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    workspace: root,
    fontArgs: [{ fontPaths: weights.map(weight => join(fonts, weight)) }],
  })
  return compiler
}

/**
 * A Typst template as PDF. `template` is its path from the root of the repository; it reads `data` with
 * `json(bytes(sys.inputs.data))`, so that text of people is shown and never run as markup. Throws with Typst's own
 * message and the place of the fault. `accessible` makes it PDF/UA-1, which refuses a template without title or texts for
 * its pictures; every PDF is tagged. `pictures` lie at their paths from the root while it is drawn.
 */
export function renderPdf(
  template: string,
  data: object,
  options: { accessible?: boolean; pictures?: Iterable<{ path: string; bytes: Uint8Array }> } = {},
): Uint8Array {
  const typst = openCompiler()
  for (const { path, bytes } of options.pictures ?? []) typst.mapShadow(join(root, path), Buffer.from(bytes))
  try {
    return draw(typst, template, data, options.accessible === true)
  } finally {
    if (options.pictures) typst.resetShadow()
  }
}

/** As JSON for the typesetter. Half an emoji, left where a text was cut, would be no JSON to it: a sign for "unknown" stands there. */
export const dataText = (data: object): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))

function draw(typst: NodeCompiler, template: string, data: object, accessible: boolean): Uint8Array {
  const document = { mainFilePath: join(root, template), inputs: { data: dataText(data) } }
  const compiled = typst.compile(document)
  const made = compiled.result
  if (!made) {
    const fault = compiled.takeDiagnostics()
    throw new Error(`${template}: ${fault ? JSON.stringify(typst.fetchDiagnostics(fault)) : 'not compiled'}`)
  }
  try {
    return accessible ? writeAccessiblePdf(typst, made) : typst.pdf(made, {})
  } finally {
    typst.evictCache(20)
  }
}

/** A PDF to be read in the browser; `name` is without ending. */
export function pdfResponse(bytes: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replace(/[^\w.-]+/g, '-')}.pdf"`,
    },
  })
}
