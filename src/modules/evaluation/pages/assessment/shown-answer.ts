import type { Retry, Visit } from '#platform/http/door.ts'
import { typedFigures } from './answer-form.ts'
import type { QuestionData } from './question-data.ts'

/** What the form shows: what was typed when it was refused, else what is stored. */
export interface ShownAnswer {
  level: number | undefined
  narrative: string | undefined
  figures: { label: string | undefined; value: string | undefined; unit: string | undefined }[]
  value(name: string): string | undefined
  ticked(name: string, value: string): boolean
  errorOf(field: string): string | undefined
}

export function shownIn(visit: Visit, { row, uses }: QuestionData, typed: Retry | undefined): ShownAnswer {
  const { lang } = visit
  const errorOf = (field: string) => typed?.problem.fields.find(error => error.field === field)?.sentence[lang]
  if (typed) {
    const level = typed.form.text('level')
    return {
      level: level !== undefined && /^[0-4]$/.test(level) ? Number(level) : undefined,
      narrative: typed.form.values['uraian']?.[0],
      figures: typedFigures(typed.form).map(one => one ?? { label: undefined, value: undefined, unit: undefined }),
      value: name => typed.form.text(name),
      ticked: (name, value) => typed.form.all(name).includes(value),
      errorOf,
    }
  }
  return {
    level: row.answer?.level ?? undefined,
    narrative: row.answer?.narrative,
    figures: (row.answer?.figures ?? []).map(({ label, value, unit }) => ({
      label,
      value: lang === 'id' ? value.replace('.', ',') : value,
      unit,
    })),
    value: name => {
      const use = uses.find(one => name.endsWith(one.evidence.id))
      return name.startsWith('letak-') ? use?.anchor : name.startsWith('catatan-') ? use?.note : undefined
    },
    ticked: () => false,
    errorOf,
  }
}
