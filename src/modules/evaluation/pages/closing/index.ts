import type { Page } from '#platform/http/door.ts'
import { closePage } from './close.tsx'
import { frozenFilePage } from './frozen-file.ts'
import { outcomePage } from './outcome.tsx'
import { reportPage } from './report.ts'

export const closingPages: Page[] = [closePage, frozenFilePage, outcomePage, reportPage]
