/** Front door of the evaluation: what the command line, the portal and later modules may use. */
export { importResultsFile } from './actions/import-results-file.ts'
export { listRoundsForCli } from './actions/closing/list-rounds.ts'
export { recomputeRound } from './actions/closing/recompute-round.ts'
export { exportResults } from './documents/export-results.ts'
export { resultReport } from './documents/result-report.ts'
export { listUntracedAnswers } from './store/source/untraced.ts'
