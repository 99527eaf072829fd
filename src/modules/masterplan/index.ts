/** Front door of the masterplan: what the command line and later modules may use. */
export type { BookNumber, Stage } from './model.ts'
export { printRegionBook, type RegionBook } from './documents/edition/region-book.ts'
