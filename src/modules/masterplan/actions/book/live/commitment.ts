import { formatDate } from '#kit/format.ts'
import type { SignatureFacts } from '../../../store/book/workshop-facts.ts'
import { noWorkshops, seriesFactsOf } from './workshops.ts'
import { type Draw, heads, list, number, sourceNote, words } from './parts.ts'

/** Who signed the joint commitment, and who still has to. */
export const drawCommitment: Draw = async (context, block) => {
  const { region } = context
  const { signatures } = await seriesFactsOf(context)
  if (signatures.length === 0) return noWorkshops(context, 'Komitmen bersama belum memiliki daftar penandatangan.')
  const state = (one: SignatureFacts) =>
    one.how === undefined
      ? 'belum menandatangani'
      : `${one.how === 'paper' ? 'di kertas' : 'lewat akun'}${one.signedOn === undefined ? '' : `, ${formatDate(one.signedOn, 'id', region.timezone)}`}`
  if (block.show === 'list') {
    return [list(signatures.map(one => [{ text: one.title, bold: true as const }, { text: ` (${state(one)})` }]))]
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Penandatangan komitmen bersama',
      head: heads('>No.', 'Jabatan', 'Nama', 'Tanda tangan'),
      widths: [7, 43, 25, 25],
      rows: signatures.map((one, at) => [number(at + 1), words(one.title), words(one.name ?? '–'), words(state(one))]),
      note: sourceNote(context, 'komitmen bersama'),
    },
  ]
}
