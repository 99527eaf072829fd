import type { Page } from '#platform/http/door.ts'
import { calendarPage } from './calendar.ts'
import { letterPage } from './letter.ts'
import { noticesFiles, noticesPage } from './notices.tsx'

export const noticesPages: Page[] = [noticesPage, ...noticesFiles, letterPage, calendarPage]
