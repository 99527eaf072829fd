import type { Page } from '#platform/http/door.ts'

export const editionPages: Page[] = []
