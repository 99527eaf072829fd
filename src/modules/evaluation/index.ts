/** Front door of the evaluation: what other modules, the command line and the portal may use. */
export { type Edition, findEdition, listEditions } from './store/editions.ts'
export { findInstrument, listInstruments, type StoredInstrument } from './store/instruments.ts'
export {
  countResults,
  type FigureRow,
  listFigures,
  listFilterChoices,
  listMapValues,
  listResults,
  type ResultFilter,
  type ResultPage,
  type ResultQuery,
} from './store/list-results.ts'
export {
  findQuestionScores,
  findResult,
  findResults,
  type ImprovementBasis,
  listRemarks,
  listResultsOfRegion,
  type Remark,
  type Result,
} from './store/results.ts'
export { findToken, findTokenOfResult, tokenAsStored, type VerificationToken } from './store/tokens.ts'
export { exportResults, resultsJson, resultsSheet } from './actions/export-results.ts'
export { importResultsFile, type ImportOutcome } from './actions/import-results-file.ts'
export { type ExplainedResult, explainResult } from './actions/explain-result.ts'
