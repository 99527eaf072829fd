import type { FieldError } from '#kit/problem.ts'
import { type BudgetLine, type Catalogue, MOST_RUPIAH, YEARS } from '../../model.ts'

export const MOST_BUDGET_LINES = 120

/**
 * What is wrong with lines of money: a year of four digits within the years of the programme, a source of the catalogue,
 * each year and source once, amounts of 0 to Rp 999 trillion. `name` gives the field of a part of a line.
 */
export function checkBudget(
  lines: readonly BudgetLine[],
  programme: { startYear: number; endYear: number },
  catalogue: Catalogue,
  name: (line: number, part: 'year' | 'source' | 'planned' | 'realised') => string,
): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [at, line] of lines.entries()) {
    const { year, source } = line
    if (!Number.isInteger(year) || year < YEARS.least || year > YEARS.most) {
      errors.push(
        wrong(
          name(at, 'year'),
          'Tulis tahun dengan empat angka, misalnya 2027.',
          'Write a year of four digits, like 2027.',
        ),
      )
    } else if (year < programme.startYear || year > programme.endYear) {
      errors.push(
        wrong(
          name(at, 'year'),
          `Tahun ${year} di luar masa program ${programme.startYear}–${programme.endYear}. Ubah masa program dahulu.`,
          `${year} is outside the years of the programme, ${programme.startYear}–${programme.endYear}. Change those first.`,
        ),
      )
    }
    if (!catalogue.sources.some(one => one.code === source)) {
      errors.push(
        wrong(
          name(at, 'source'),
          `“${source}” bukan sumber dana. Pilih dari daftar.`,
          `“${source}” is no source of money. Choose from the list.`,
        ),
      )
    }
    for (const part of ['planned', 'realised'] as const) {
      const amount = line[part]
      if (amount !== undefined && (amount < 0n || amount > MOST_RUPIAH)) {
        errors.push(
          wrong(
            name(at, part),
            'Tulis rupiah penuh, antara 0 dan 999 triliun.',
            'Write whole rupiah, between 0 and 999 trillion.',
          ),
        )
      }
    }
    const key = `${year}/${source}`
    if (seen.has(key)) {
      errors.push(
        wrong(
          name(at, 'source'),
          `Sumber dana ini sudah ada untuk tahun ${year}. Jumlahkan dalam satu baris.`,
          `This source is there already for ${year}. Add the amounts in one line.`,
        ),
      )
    }
    seen.add(key)
  }
  return errors
}

const wrong = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })
