import sharp from 'sharp'
import type { Actor, Membership } from '#kit/actor.ts'
import { visitor } from '#kit/actor.ts'
import type { World } from '../../../../test/support/world.ts'
import type { By } from '../actions/save-evidence.ts'

/** An account of the demo world as it acts in its first role; the visitor for undefined. */
export async function actorOf(world: World, box: string | undefined): Promise<By> {
  if (box === undefined) return { actor: visitor, writer: { accountId: undefined } }
  const { rows } = await world.platform.db.pool.query<Record<string, string | null>>(
    `select a.id as account, a.name, a.email, m.id, m.role, m.organisation_id, o.name as organisation, m.region_code
     from people.account a join people.membership m on m.account_id = a.id
     left join people.organisation o on o.id = m.organisation_id
     where a.email = $1 order by m.valid_from limit 1`,
    [`${box}@contoh.tudang.invalid`],
  )
  const row = rows[0]
  if (!row) throw new Error(`The demo world has no ${box}`)
  const membership: Membership = {
    id: row['id'] ?? '',
    role: row['role'] as Membership['role'],
    organisationId: row['organisation_id'] ?? undefined,
    organisationName: row['organisation'] ?? undefined,
    regionCode: row['region_code'] ?? undefined,
    regionName: undefined,
  }
  const actor: Actor = {
    accountId: row['account'] ?? '',
    name: row['name'] ?? '',
    email: row['email'] ?? '',
    membership,
    memberships: [membership],
  }
  return { actor, writer: { accountId: actor.accountId, membershipId: membership.id } }
}

/** A photo that shows something: stripes whose look depends on `seed`; with place and camera in its EXIF when asked. */
export async function photo(
  seed: number,
  { exif = false, width = 320, height = 240 }: { exif?: boolean; width?: number; height?: number } = {},
): Promise<Uint8Array> {
  const grey = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      grey[y * width + x] =
        128 + 120 * Math.sin((x / width) * (3 + seed * 2.3) + (y / height) * (5 + seed * 1.7) + seed)
    }
  }
  const picture = sharp(grey, { raw: { width, height, channels: 1 } })
  const told = exif
    ? picture.withExif({
        IFD0: { Make: 'KameraRahasia' },
        IFD3: {
          GPSLatitudeRef: 'S',
          GPSLatitude: '2/1 38/1 12/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '121/1 6/1 0/1',
        },
      })
    : picture
  return new Uint8Array(await told.jpeg({ quality: 90 }).toBuffer())
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
