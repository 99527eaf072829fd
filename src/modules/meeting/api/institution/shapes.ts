import { z } from '@hono/zod-openapi'
import {
  type Institution,
  INSTITUTION_KINDS,
  type InstitutionInput,
  type Member,
  MEMBER_DIMENSIONS,
  type MemberInput,
} from '../../model-institution.ts'

const text = z.string().nullable()
/** Looser than the rules, which answer with a sentence. */
export const day = z.string().max(40).openapi({ example: '2026-01-02' })
export const line = z.string().max(1000)

export const institutionShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(INSTITUTION_KINDS),
    name: z.string(),
    duties: text,
    decree_number: text,
    decree_date: text,
    term_from: text,
    term_until: text,
    monthly: z
      .object({
        week: z.int(),
        weekday: z.int(),
        at: z.string(),
        minutes: z.int(),
        place: text,
        with: z.array(z.uuid()),
      })
      .nullable()
      .openapi({ description: 'The nth weekday (1 Monday) of the month, in the zone of the region' }),
    members: z.array(
      z.object({
        id: z.uuid(),
        position: z.string(),
        organisation: z.uuid().nullable(),
        office: text,
        account: z.uuid().nullable(),
        title: text,
        name: text.openapi({ description: 'As the decree says; who sits there by account is `account_name`' }),
        account_name: text,
        email: text.openapi({ description: 'Null for who does not keep meetings' }),
        dimension: text,
      }),
    ),
    version: z.int(),
  })
  .openapi('Institution')

/** `keeps`: the viewer keeps the meetings of the region and sees the addresses of members. */
export const institutionJson = (
  one: Institution,
  seats: readonly Member[],
  keeps: boolean,
): z.infer<typeof institutionShape> => ({
  id: one.id,
  kind: one.kind,
  name: one.name,
  duties: one.duties ?? null,
  decree_number: one.decreeNumber ?? null,
  decree_date: one.decreeDate ?? null,
  term_from: one.termFrom ?? null,
  term_until: one.termUntil ?? null,
  monthly: one.monthly
    ? {
        week: one.monthly.week,
        weekday: one.monthly.weekday,
        at: one.monthly.at,
        minutes: one.monthly.minutes,
        place: one.monthly.place ?? null,
        with: one.monthly.withIds,
      }
    : null,
  members: seats.map(seat => ({
    id: seat.id,
    position: seat.position,
    organisation: seat.organisationId ?? null,
    office: seat.organisationName ?? null,
    account: seat.accountId ?? null,
    title: seat.title ?? null,
    name: seat.name ?? null,
    account_name: seat.accountName ?? null,
    email: keeps ? (seat.email ?? null) : null,
    dimension: seat.dimension ?? null,
  })),
  version: one.version,
})

export const institutionInputShape = z
  .strictObject({
    kind: z.enum(INSTITUTION_KINDS),
    name: line.openapi({ example: 'Dewan Smart City Kabupaten Luwu Timur' }),
    duties: z.string().max(20_000).nullish(),
    decree_number: line.nullish().openapi({ example: '130/F-02/VI/Tahun 2022' }),
    decree_date: day.nullish(),
    term_from: day.nullish(),
    term_until: day.nullish(),
    monthly: z
      .strictObject({
        week: z.int().openapi({ description: '1 to 4' }),
        weekday: z.int().openapi({ description: '1 Monday to 7 Sunday' }),
        at: z.string().max(10).openapi({ example: '09:00' }),
        minutes: z.int().openapi({ example: 120 }),
        place: line.nullish(),
        with: z.array(z.uuid()).max(20).default([]).openapi({ description: 'Institutions in the same meeting' }),
      })
      .nullish()
      .openapi({ description: 'The rule by which its meetings plan themselves; none when absent' }),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library: its decree' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('InstitutionInput')

export const institutionInput = (one: z.output<typeof institutionInputShape>): InstitutionInput => ({
  kind: one.kind,
  name: one.name,
  duties: one.duties ?? undefined,
  decreeNumber: one.decree_number ?? undefined,
  decreeDate: one.decree_date ?? undefined,
  termFrom: one.term_from ?? undefined,
  termUntil: one.term_until ?? undefined,
  monthly: one.monthly
    ? {
        week: one.monthly.week,
        weekday: one.monthly.weekday,
        at: one.monthly.at,
        minutes: one.monthly.minutes,
        place: one.monthly.place ?? undefined,
        withIds: one.monthly.with,
      }
    : undefined,
})

export const memberShape = z.strictObject({
  id: z.uuid().optional().openapi({ description: 'The seat that stays; absent for a new one' }),
  position: line.openapi({ example: 'Ketua' }),
  organisation: z.uuid().nullish(),
  account: z.uuid().nullish(),
  title: line.nullish().openapi({ example: 'Bupati' }),
  name: line.nullish(),
  email: line.nullish(),
  dimension: z.enum(MEMBER_DIMENSIONS).nullish(),
})

export const memberInput = (one: z.output<typeof memberShape>): MemberInput & { id?: string | undefined } => ({
  id: one.id,
  position: one.position,
  organisationId: one.organisation ?? undefined,
  accountId: one.account ?? undefined,
  title: one.title ?? undefined,
  name: one.name ?? undefined,
  email: one.email ?? undefined,
  dimension: one.dimension ?? undefined,
})
