import type { Page } from '#platform/http/door.ts'
import { checkFile, checkPage } from './check.tsx'

export const checkPages: Page[] = [checkPage, checkFile('csv'), checkFile('xlsx')]
