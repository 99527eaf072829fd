import type { Page } from '#platform/http/door.ts'
import { calendarFile, calendarPage } from './calendar.tsx'
import { cancelPage } from './cancel.tsx'
import { answerPage, detailPage } from './detail.tsx'
import { editMeetingPage, newMeetingPage } from './edit.tsx'
import { calendarOneFile, inviteeFiles, letterFile } from './files.ts'
import { inviteesPage } from './invitees.tsx'
import { listFiles, listPage } from './list.tsx'
import { regionsPage } from './regions.tsx'
import { settingPage } from './setting.tsx'
import { invitationCalendarFile, invitationLetterFile, invitationPage, verifyLetterPage } from './token.tsx'

export const planPages: Page[] = [
  regionsPage,
  listPage,
  ...listFiles,
  calendarPage,
  calendarFile,
  newMeetingPage,
  settingPage,
  detailPage,
  answerPage,
  editMeetingPage,
  inviteesPage,
  ...inviteeFiles,
  letterFile,
  calendarOneFile,
  cancelPage,
  invitationPage,
  invitationLetterFile,
  invitationCalendarFile,
  verifyLetterPage,
]
