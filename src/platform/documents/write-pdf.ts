import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'

/**
 * A compiled document as PDF/UA-1. That refuses a sign which none of the fonts has, such as a bullet of Word's own font or a
 * word in Lontara: a letter is not held back for it, and is written with a box in its place, without claiming PDF/UA.
 */
export function writeAccessiblePdf(typst: NodeCompiler, made: NodeTypstDocument): Uint8Array {
  try {
    return typst.pdf(made, { pdfStandard: 'ua-1' })
  } catch (error) {
    if (!/could not be displayed with font/.test(error instanceof Error ? error.message : String(error))) throw error
    return typst.pdf(made, {})
  }
}
