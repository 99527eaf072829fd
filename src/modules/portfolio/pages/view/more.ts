import type { Page } from '#platform/http/door.ts'
import { comparePage } from './compare.tsx'
import { mapPage } from './map.tsx'
import { owingFiles } from './owing-files.ts'
import { owingPage } from './owing.tsx'
import { spreadPage } from './spread.tsx'

/** Heat map, map, who owes what, and comparison with other regions. */
export const morePages: Page[] = [spreadPage, mapPage, owingPage, ...owingFiles, comparePage]
