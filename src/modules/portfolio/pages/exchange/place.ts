import type { Visit } from '#platform/http/door.ts'
import { refuseImport } from '../../actions/exchange/queue-import.ts'
import { getInsideStand, type Stand } from '../../actions/stand.ts'

export const importsPath = '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/impor'
export const importPath = `${importsPath}/:import{[0-9a-f-]{36}}`

export const importsHref = (code: string): string => `/portofolio/${code}/impor`
export const importHref = (code: string, id: string): string => `${importsHref(code)}/${id}`

/** The portfolio of the address, for its own secretariat. */
export async function keeperStand({ c, platform, actor }: Visit): Promise<Stand> {
  const code = c.req.param('code') ?? ''
  await refuseImport(platform, actor, code)
  return await getInsideStand(platform.db.sql, actor, code)
}

/** A file as a download. */
export function download(
  name: string,
  mediaType: string,
  bytes: Uint8Array,
  more: Record<string, string> = {},
): Response {
  const plain = name.replace(/[^\w.-]+/g, '-')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${plain}"`,
      'cache-control': 'private, no-store',
      ...more,
    },
  })
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
