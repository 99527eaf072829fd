import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Something an organisation still has to do, and where it is handed over. */
interface OfficeDuty {
  sentence: Sentence
  href: string
}

type DutiesOf = (db: Sql | Tx, organisationId: string) => Promise<OfficeDuty[]>
let duties: readonly DutiesOf[] = []

/** Called once where everything is put together: what organisations still have to do, as told by the modules above. */
export function setOfficeDuties(all: readonly DutiesOf[]): void {
  duties = all
}

/** All that an organisation still has to do, in the order of the modules. */
export async function officeDutiesOf(db: Sql | Tx, organisationId: string): Promise<OfficeDuty[]> {
  const found: OfficeDuty[] = []
  for (const ask of duties) found.push(...(await ask(db, organisationId)))
  return found
}
