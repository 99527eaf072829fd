import type { Actor } from '#kit/actor.ts'
import { writeTicket } from '#platform/files/ticket.ts'
import type { Platform } from '#platform/platform.ts'
import type { Evidence } from '../model.ts'
import { maySeeEvidence, unseen } from './see-evidence.ts'

/** Where the bytes of a piece of evidence can be read, for some minutes and by whoever holds the addresses. */
export interface Ticket {
  href: string
  /** Of the smaller picture of a photo; the photo itself where there is none. */
  previewHref: string
}

/**
 * Signed, short-lived addresses `/berkas/<ticket>` of a file or photo; undefined for a link or text. Throws `not-found`
 * (`signed-out` for a visitor) when the actor may not see the evidence.
 */
export async function ticketFor(platform: Platform, evidence: Evidence, actor: Actor): Promise<Ticket | undefined> {
  if (!(await maySeeEvidence(platform, actor, evidence))) throw unseen(actor)
  if (evidence.fileId === undefined) return undefined
  const now = platform.clock.now()
  const address = async (fileId: string) => `/berkas/${await writeTicket(platform.config, fileId, now)}`
  const href = await address(evidence.fileId)
  return { href, previewHref: evidence.previewFileId === undefined ? href : await address(evidence.previewFileId) }
}
