import type { Page } from '#platform/http/door.ts'
import { commentPages } from '../comment/index.ts'

export const workshopPages: Page[] = [...commentPages]
