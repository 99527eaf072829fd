import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { recordLetters } from '#platform/mail/letters.ts'
import { type Mail, queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import { addressee, invitationLetter, letterName } from '../../documents/invitation-letter.ts'
import { roundCalendar } from '../../documents/round-calendar.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { noticesPhrases } from '../../phrases/notices.ts'
import { countExtensions, listUninvited, setInvited } from '../../store/notices/invitations.ts'
import { insertSentNotices } from '../../store/notices/waiting.ts'
import { findRound, findRoundRegion } from '../../store/round/rounds.ts'

/**
 * Sends the invitation letters of a round with the dates as a calendar, a region at a time: to its head and its secretariat.
 * A region that was written to is left out, so it goes on where it was killed; one without an account stays to be written to
 * later. Payload `{ roundId }`.
 */
export const inviteJob: JobHandler = {
  task: 'evaluation-invite',
  async handle({ payload, platform, progress }) {
    const { roundId } = payload as { roundId: string }
    const codes = await listUninvited(platform.db.sql, roundId)
    for (const [at, code] of codes.entries()) {
      await inviteRegion(platform, roundId, code)
      await progress(at + 1, codes.length, 'mengirim surat undangan')
    }
    return `/putaran/${roundId}/pemberitahuan`
  },
}

const writer: Writer = { accountId: undefined }

/** Writes to one region in one transaction. False when it was written to already, or when nobody is there to read. */
export async function inviteRegion(platform: Platform, roundId: string, code: string): Promise<boolean> {
  const now = platform.clock.now()
  const holders = await listHolders(
    platform.db.sql,
    { roles: ['regional-head', 'regional-secretariat'], regionCodes: [code] },
    now,
  )
  const people = new Map(holders.map(({ accountId, email }) => [accountId, email]))
  if (people.size === 0) return false
  return await platform.db.transact(writer, async tx => {
    const round = await findRound(tx, roundId, 'share')
    const region = round && (await findRoundRegion(tx, roundId, code, 'update'))
    const event = { subject: { kind: 'evaluation.round', id: roundId }, regionCode: code }
    if (round?.state !== 'open' || !region || region.letterSentAt !== undefined) {
      await audit(tx, { event: 'evaluation.invitation.skipped', ...event })
      return false
    }
    const extensions = await countExtensions(tx, roundId, code)
    const calendar = roundCalendar({
      round,
      region,
      extensions,
      lang: 'id',
      publicUrl: platform.config.publicUrl,
      now,
    })
    const owner = { accountId: undefined, regionCode: code }
    const name = letterName(round, code)
    const bytes = await invitationLetter(platform, roundId, code, tx)
    const letter = await platform.files.save(tx, { name: `${name}.pdf`, bytes }, owner)
    const dates = await platform.files.save(
      tx,
      { name: `jadwal-${code}-${round.edition}.ics`, bytes: new TextEncoder().encode(calendar), text: 'text/calendar' },
      owner,
    )
    const attachments = [letter, dates].map(file => ({ fileId: file.id, name: file.name }))
    const words = mailWords(round, region, platform.config.publicUrl)
    const mails = [...people.values()].map((to): Mail => ({ to, attachments, ...words }))
    const messageIds = await queueMails(tx, mails)
    const letters = [...people.keys()].map((accountId, at) => ({ accountId, messageId: messageIds[at] ?? '' }))
    const notice = { roundId, regionCode: code, kind: 'invitation' as const }
    await recordLetters(tx, letters, now)
    await insertSentNotices(
      tx,
      letters.map(one => ({ ...one, ...notice })),
      now,
    )
    await setInvited(tx, roundId, code, now)
    await audit(tx, {
      event: 'evaluation.invitation.sent',
      ...event,
      data: { number: region.letterNumber ?? round.letter.number, letters: mails.length, sha256: letter.sha256 },
    })
    return true
  })
}

function mailWords(round: Round, region: RoundRegion, publicUrl: string): { subject: string; text: string } {
  const url = `${publicUrl}/putaran/${round.id}/${region.regionCode}`
  const [first, second] = (['id', 'en'] as const).map(lang =>
    noticesPhrases(lang).inviteText({
      addressee: addressee(region.regionName),
      round: round.title[lang],
      region: region.regionName,
      url,
    }),
  )
  const subject = round.letter.subject ?? `Undangan ${round.title.id}`
  return {
    subject: noticesPhrases('id').inviteSubject(subject, region.regionName),
    text: `${first}\n\n---\n\n${second}\n`,
  }
}
