import type { FieldError } from '#kit/problem.ts'
import { readTexts } from '#platform/collab/texts.ts'
import type { Tx } from '#platform/db/database.ts'
import { replaceQuote } from '../../rules/book/replace-quote.ts'
import { listBlocks } from '../../store/book/blocks.ts'

/** What keeps a suggestion from ever being taken: its words must stand exactly once in the section, or in the block it names. */
export async function checkQuote(
  tx: Tx,
  suggestion: { regionCode: string; sectionId: string; blockId: string | undefined; quote: string },
): Promise<FieldError[]> {
  const { regionCode, sectionId, blockId, quote } = suggestion
  const textIds = (await listBlocks(tx, regionCode, sectionId)).flatMap(one =>
    one.kind === 'narrative' && (blockId === undefined || one.id === blockId) ? [one.textId] : [],
  )
  const texts = await readTexts(tx, regionCode, textIds)
  const found = [...texts.values()].reduce((sum, { content }) => sum + replaceQuote(content, quote, '').found, 0)
  if (found === 1) return []
  const sentence =
    found === 0
      ? {
          id: 'Kata-kata ini tidak ada persis seperti itu di dalam bagian ini. Salin kalimatnya dari teks.',
          en: 'These words do not stand in this section exactly so. Copy them from the text.',
        }
      : {
          id: 'Kata-kata ini ada lebih dari satu kali di bagian ini. Salin kalimat yang lebih panjang, supaya jelas yang mana.',
          en: 'These words stand more than once in this section. Copy a longer stretch, so that it is clear which.',
        }
  return [{ field: 'quote', sentence }]
}
