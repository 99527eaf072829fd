import type { Resource } from '#platform/http/door.ts'

export const bookResources: Resource[] = []
