/** Front door of the portfolio: what the command line, the evaluation and later modules may use. */
export type { Catalogue, Dimension, Programme, Status } from './model.ts'
export { applyProgrammeRows } from './actions/exchange/apply-rows.ts'
export type { MilestoneLine, ProgrammeRow, StatusLine } from './model-exchange.ts'
