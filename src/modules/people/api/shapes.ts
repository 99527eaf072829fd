import { z } from '@hono/zod-openapi'
import { roles, type Actor, type Membership } from '#kit/actor.ts'
import { organisationKinds, type Organisation } from '../model.ts'

export const membershipShape = z
  .object({
    id: z.uuid(),
    role: z.enum(roles),
    organisation_id: z.uuid().nullable(),
    organisation_name: z.string().nullable(),
    region_code: z.string().nullable().openapi({ description: 'Where the role is held; null for a national role' }),
    region_name: z.string().nullable(),
  })
  .openapi('Membership')

export const meShape = z
  .object({
    account_id: z.uuid(),
    name: z.string(),
    email: z.string(),
    membership_id: z.uuid().nullable().openapi({ description: 'The role in use in this session' }),
    memberships: z.array(membershipShape),
  })
  .openapi('Me')

export const organisationShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(organisationKinds),
    name: z.string(),
    region_code: z.string().nullable(),
    region_name: z.string().nullable(),
    parent_id: z.uuid().nullable(),
    example: z.boolean().openapi({ description: 'Invented for the demo world' }),
  })
  .openapi('Organisation')

const membershipJson = (held: Membership): z.input<typeof membershipShape> => ({
  id: held.id,
  role: held.role,
  organisation_id: held.organisationId ?? null,
  organisation_name: held.organisationName ?? null,
  region_code: held.regionCode ?? null,
  region_name: held.regionName ?? null,
})

export const meJson = (actor: Actor): z.input<typeof meShape> => ({
  account_id: actor.accountId ?? '',
  name: actor.name ?? '',
  email: actor.email ?? '',
  membership_id: actor.membership?.id ?? null,
  memberships: actor.memberships.map(membershipJson),
})

export const organisationJson = (organisation: Organisation): z.input<typeof organisationShape> => ({
  id: organisation.id,
  kind: organisation.kind,
  name: organisation.name,
  region_code: organisation.regionCode ?? null,
  region_name: organisation.regionName ?? null,
  parent_id: organisation.parentId ?? null,
  example: organisation.example,
})
