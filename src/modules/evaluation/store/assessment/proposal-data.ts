import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import { type ProposalData, proposalSchema } from '../../model-assignment.ts'

/** Which office usually answers which question: our own proposal, in `db/reference/assignment-proposal.json`. */
export async function readProposalData(): Promise<ProposalData> {
  return proposalSchema.parse(JSON.parse(await readFile(join(root, 'db/reference/assignment-proposal.json'), 'utf8')))
}
