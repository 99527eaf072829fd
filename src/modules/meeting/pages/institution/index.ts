import type { Page } from '#platform/http/door.ts'
import { institutionPage } from './detail.tsx'
import { editInstitutionPage, newInstitutionPage } from './form.tsx'
import { institutionFiles, institutionsPage } from './list.tsx'
import { membersPage } from './members.tsx'
import { renewInstitutionPage } from './renew.tsx'

/** Pages of councils, teams, forums and groups. */
export const institutionPages: Page[] = [
  institutionsPage,
  ...institutionFiles,
  newInstitutionPage,
  institutionPage,
  editInstitutionPage,
  membersPage,
  renewInstitutionPage,
]
