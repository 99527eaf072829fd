import type { Seat } from '../../model-plan.ts'

/** Presets that mean one and the same person of an office. */
const heads = ['office-heads', 'districts', 'villages']
const seatOf = (role: string | undefined): string =>
  role === 'office-secretaries' ? 'secretary' : role !== undefined && heads.includes(role) ? 'head' : 'office'

/** By what two entries are the same one; one of them in common is enough. */
function keysOf(seat: Seat): string[] {
  if (seat.accountId !== undefined) return [`account ${seat.accountId}`, ...mailKey(seat.email)]
  if (seat.organisationId !== undefined) return [`office ${seat.organisationId} ${seatOf(seat.role)}`]
  return seat.email === undefined ? [`name ${plain(seat.name)} ${plain(seat.title)}`] : mailKey(seat.email)
}

const mailKey = (email: string | undefined) => (email === undefined ? [] : [`mail ${email.toLowerCase()}`])
const plain = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * Those of `wanted` that are not on the list yet, each once, in their order. An office that was asked as a whole is not
 * added when one of its seats is there; its head or secretary by name of the post is, because they are asked themselves.
 */
export function gatherInvitees<S extends Seat>(there: readonly Seat[], wanted: readonly S[]): S[] {
  const known = new Set(there.flatMap(keysOf))
  const offices = new Set(there.flatMap(one => (one.accountId === undefined ? (one.organisationId ?? []) : [])))
  const added: S[] = []
  for (const seat of wanted) {
    const keys = keysOf(seat)
    if (keys.some(key => known.has(key))) continue
    const office = seat.accountId === undefined ? seat.organisationId : undefined
    if (office !== undefined && seatOf(seat.role) === 'office' && offices.has(office)) continue
    keys.forEach(key => known.add(key))
    if (office !== undefined) offices.add(office)
    added.push(seat)
  }
  return added
}
