import { type FieldError, invalid } from '#kit/problem.ts'
import type { Form } from '#platform/http/door.ts'
import type { WantedUse } from '#modules/evidence/index.ts'
import { mostFigures } from '../../actions/assessment/save-answer.ts'
import type { Figure } from '../../model-round.ts'
import { readDecimal } from '../../rules/assessment/read-figure.ts'

/** What the form of an answer says. */
export interface AnswerForm {
  version: number | undefined
  level: number | null
  narrative: string | undefined
  figures: Figure[]
  /** What is attached after what was taken off and put on; undefined when the form had no part on evidence. */
  evidence: WantedUse[] | undefined
  ready: boolean | undefined
  action: string
}

const partsOfFigure = ['label', 'value', 'unit'] as const

/** The figures as typed, in the rows of the form; rows without any entry are undefined. */
export function typedFigures(form: Form): (Record<(typeof partsOfFigure)[number], string | undefined> | undefined)[] {
  return Array.from({ length: mostFigures }, (_, at) => {
    const row = Object.fromEntries(partsOfFigure.map(part => [part, form.text(`angka-${at + 1}-${part}`)]))
    return Object.values(row).some(value => value !== undefined)
      ? (row as Record<(typeof partsOfFigure)[number], string | undefined>)
      : undefined
  })
}

/** Reads the form. Throws `invalid` with one sentence for each bad entry; an empty entry is absent, never 0. */
export function readAnswerForm(form: Form): AnswerForm {
  const bad: FieldError[] = []
  const level = form.text('level')
  if (level !== undefined && !/^[0-4]$/.test(level)) bad.push({ field: 'level', sentence: levelWrong(level) })
  const figures = typedFigures(form).flatMap((row, at): Figure[] => {
    if (!row) return []
    const value = row.value === undefined ? undefined : readDecimal(row.value)
    if (row.label === undefined || row.label.length > 200) {
      bad.push({ field: `angka-${at + 1}-label`, sentence: labelWrong })
    }
    if (value === undefined) bad.push({ field: `angka-${at + 1}-value`, sentence: valueWrong(row.value) })
    if ((row.unit ?? '').length > 40) bad.push({ field: `angka-${at + 1}-unit`, sentence: unitWrong })
    return [{ label: row.label ?? '', value: value ?? '', ...(row.unit === undefined ? {} : { unit: row.unit }) }]
  })
  if (bad.length > 0) throw invalid(...bad)
  const version = /^\d{1,9}$/.exec(form.text('version') ?? '')?.[0]
  const action = form.text('aksi') ?? 'simpan'
  return {
    version: version === undefined ? undefined : Number(version),
    level: level === undefined ? null : Number(level),
    narrative: form.text('uraian'),
    figures,
    evidence: form.text('bukti-ada') === undefined ? undefined : usesOf(form),
    ready: action === 'siap' ? true : action === 'draf' ? false : undefined,
    action,
  }
}

function usesOf(form: Form): WantedUse[] {
  const off = new Set(form.all('lepas'))
  const ids = [...form.all('bukti'), ...form.all('tambah')]
  return [...new Set(ids)]
    .filter(id => !off.has(id))
    .map(id => ({ evidenceId: id, anchor: form.text(`letak-${id}`), note: form.text(`catatan-${id}`) }))
}

const levelWrong = (typed: string) => ({
  id: `Level “${typed.slice(0, 20)}” tidak ada. Pilih bilangan bulat 0 sampai 4, atau kosongkan.`,
  en: `There is no level “${typed.slice(0, 20)}”. Choose a whole number from 0 to 4, or leave it empty.`,
})
const labelWrong = {
  id: 'Beri nama angka ini, paling panjang 200 huruf.',
  en: 'Name this figure, in at most 200 letters.',
}
const unitWrong = { id: 'Satuan paling panjang 40 huruf.', en: 'A unit has at most 40 letters.' }
const valueWrong = (typed: string | undefined) =>
  typed === undefined
    ? { id: 'Tulis nilainya, seperti 85,5.', en: 'Write its value, like 85,5.' }
    : /^-?[1-9]\d{0,2}\.\d{3}$/.test(typed)
      ? {
          id: `“${typed}” dapat berarti ribuan atau desimal. Tulis ${typed.replace('.', '')} atau ${typed.replace('.', ',')}.`,
          en: `“${typed}” may be thousands or a decimal. Write ${typed.replace('.', '')} or ${typed.replace('.', ',')}.`,
        }
      : {
          id: `“${typed.slice(0, 40)}” bukan angka. Tulis angka saja, seperti 85,5; satuannya di kolom sendiri.`,
          en: `“${typed.slice(0, 40)}” is no number. Write only the number, like 85,5; its unit has a place of its own.`,
        }
