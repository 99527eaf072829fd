/** Front door of the evaluation: what the command line, the portal and later modules may use. */
export { importResultsFile } from './actions/import-results-file.ts'
export { exportResults } from './documents/export-results.ts'
