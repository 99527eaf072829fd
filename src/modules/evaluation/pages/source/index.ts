import type { Page } from '#platform/http/door.ts'
import { linkAllPage } from './link-all.ts'
import { sourcePage } from './source.tsx'

export const sourcePages: Page[] = [linkAllPage, sourcePage]
