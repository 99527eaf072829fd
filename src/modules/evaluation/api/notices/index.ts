import type { Resource } from '#platform/http/door.ts'
import { noticesResource } from './notices.ts'

export const noticesResources: Resource[] = [noticesResource]
