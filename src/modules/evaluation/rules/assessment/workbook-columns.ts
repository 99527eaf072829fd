export const workbookColumns = [
  'id',
  'version',
  'dimension',
  'question',
  'office',
  'state',
  'level',
  'narrative',
  'figures',
] as const
export type WorkbookColumn = (typeof workbookColumns)[number]

/** Heads of the columns in both languages, so that a workbook is read back whoever downloaded it. */
export const columnHeads: Record<WorkbookColumn, { id: string; en: string }> = {
  id: { id: 'Kode pertanyaan', en: 'Question id' },
  version: { id: 'Versi', en: 'Version' },
  dimension: { id: 'Dimensi', en: 'Dimension' },
  question: { id: 'Pertanyaan', en: 'Question' },
  office: { id: 'OPD', en: 'Office' },
  state: { id: 'Keadaan', en: 'State' },
  level: { id: 'Level (0–4)', en: 'Level (0–4)' },
  narrative: { id: 'Uraian', en: 'Narrative' },
  figures: { id: 'Angka', en: 'Figures' },
}

const needed: readonly WorkbookColumn[] = ['id', 'version', 'level', 'narrative', 'figures']

/** Which column stands where, by its head; undefined when one that is read back is missing. */
export function assessmentColumns(head: readonly (string | undefined)[]): Map<WorkbookColumn, number> | undefined {
  const found = new Map<WorkbookColumn, number>()
  for (const column of workbookColumns) {
    const { id, en } = columnHeads[column]
    const at = head.findIndex(text => text === id || text === en)
    if (at >= 0) found.set(column, at)
  }
  return needed.every(column => found.has(column)) ? found : undefined
}
