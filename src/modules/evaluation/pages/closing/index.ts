import type { Page } from '#platform/http/door.ts'
import { answersPage } from './answers.tsx'
import { closePage } from './close.tsx'
import { frozenFilePage } from './frozen-file.ts'
import { outcomePage } from './outcome.tsx'
import { reportPage } from './report.ts'

export const closingPages: Page[] = [answersPage, closePage, frozenFilePage, outcomePage, reportPage]
