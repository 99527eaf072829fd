import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { refuseArchive } from '../access.ts'
import { archiveRow, lockOrganisation } from '../store/organisation.ts'
import type { Caller } from './caller.ts'
import { officeDutiesOf } from './office-duties.ts'
import { organisationUnknown } from './send-invitation.ts'

/**
 * Archives an organisation that was merged or abolished: its name stays, its roles end, its invitations are taken back.
 * Throws `not-found`, `may-not`, `invalid` with the field `reason`, and `conflict` when it is archived already or still has
 * something to do, with a sentence that says what and where it is handed over.
 */
export async function archiveOrganisation(
  { platform, writer }: Pick<Caller, 'platform' | 'writer'>,
  actor: Actor,
  organisationId: string,
  given: { reason: string | undefined },
): Promise<void> {
  const now = platform.clock.now()
  const reason = given.reason?.trim() ?? ''
  await platform.db.transact(writer, async tx => {
    const organisation = await lockOrganisation(tx, organisationId)
    if (!organisation) throw organisationUnknown()
    const refusal = refuseArchive(actor, organisation)
    if (refusal) throw mayNot(refusal)
    if (organisation.archivedAt !== undefined) throw archivedAlready()
    if (reason === '' || reason.length > 500) throw invalid({ field: 'reason', sentence: needsReason })
    const [duty] = await officeDutiesOf(tx, organisationId)
    if (duty) throw new Problem('conflict', duty.sentence)
    const ended = await archiveRow(tx, organisationId, now)
    await audit(tx, {
      event: 'people.organisation.archived',
      subject: { kind: 'organisation', id: organisationId },
      regionCode: organisation.regionCode,
      data: { name: organisation.name, reason, ...ended },
    })
  })
}

const needsReason = {
  id: 'Tulis dasarnya, paling panjang 500 huruf.',
  en: 'Write the ground for it, in at most 500 letters.',
}

const archivedAlready = () =>
  new Problem('conflict', {
    id: 'Organisasi ini sudah diarsipkan.',
    en: 'This organisation is archived already.',
  })
