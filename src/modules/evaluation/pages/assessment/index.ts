import type { Page } from '#platform/http/door.ts'
import { signPage, verifyAllPage } from './deeds.ts'
import { overviewPage } from './overview.tsx'
import { commentPage, verdictPage } from './question-deeds.ts'
import { questionPage } from './question.tsx'

export const assessmentPages: Page[] = [overviewPage, signPage, verifyAllPage, questionPage, verdictPage, commentPage]
