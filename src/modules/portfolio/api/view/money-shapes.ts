import { z } from '@hono/zod-openapi'
import type { Absorption, Money } from '../../rules/view/absorption.ts'

export const percentText = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .openapi({ example: '92.16', description: 'Per cent with two decimals, half up' })

const rupiah = z.int().openapi({ description: 'Whole rupiah' })

/** Money of a group as the API tells it. */
export const moneyShape = z.object({
  planned: rupiah,
  realised: rupiah.nullable().openapi({ description: 'Whole rupiah; null while nothing was reported, which is not 0' }),
  absorption: percentText
    .nullable()
    .openapi({ description: 'Realised in per cent of what was planned in reported lines' }),
  not_reported: rupiah.openapi({ description: 'Planned rupiah in lines without a report' }),
  lines: z.int(),
  lines_not_reported: z.int(),
})

export const moneyJson = (money: Omit<Money, 'realised'>, share: Absorption): z.infer<typeof moneyShape> => ({
  planned: Number(money.planned),
  realised: share.realised === undefined ? null : Number(share.realised),
  absorption: share.percent ?? null,
  not_reported: Number(share.plannedUnreported),
  lines: money.lines,
  lines_not_reported: share.unreported,
})
