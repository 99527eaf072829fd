import type { Page } from '#platform/http/door.ts'
import { agendaItemPage } from './agenda-item.tsx'
import { agendaPage } from './agenda.tsx'
import { attendanceFiles } from './attendance-files.ts'
import { attendancePage } from './attendance.tsx'
import { decisionPage } from './decision.tsx'
import { minutesFile } from './minutes-file.ts'
import { minutesPage } from './minutes.tsx'
import { runPage } from './run.tsx'
import { posterPage, screenPage } from './screen.tsx'
import { signPage } from './sign.tsx'
import { verifyMinutesPage } from './verify.tsx'

export const sittingPages: Page[] = [
  agendaPage,
  agendaItemPage,
  attendancePage,
  ...attendanceFiles,
  runPage,
  screenPage,
  posterPage,
  signPage,
  minutesPage,
  minutesFile,
  decisionPage,
  verifyMinutesPage,
]
