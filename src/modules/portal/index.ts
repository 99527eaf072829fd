export { createChrome } from './chrome.tsx'
export { portalModule } from './module.ts'
