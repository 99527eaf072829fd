import type { Actor } from '../../src/kit/actor.ts'
import { applyProgrammeRows, type ProgrammeRow } from '../../src/modules/portfolio/index.ts'
import { writerOf } from './rounds.ts'
import type { World } from './world.ts'

/** Portfolios with the published figures of two regions, to be put into regions of the demo world. */

interface Part {
  code: string
  running: number
  planned: number
  subDimension: string
  stream: string
}

/** Kebumen 2022: running of planned programmes by dimension; 47 of 51 in all. */
export const kebumen = (year: number): Part[] & { year: number } =>
  Object.assign(
    (
      [
        ['GOV', 9, 9],
        ['LIV', 9, 10],
        ['BRA', 6, 7],
        ['SOC', 9, 9],
        ['ECO', 10, 12],
        ['ENV', 4, 4],
      ] as const
    ).map(([dimension, running, planned]) => ({
      code: `KEB-${dimension}`,
      running,
      planned,
      subDimension: `${dimension}-1`,
      stream: 'policy',
    })),
    { year },
  )

/** Lombok Utara 2024: the four streams of the action plan. */
export const lombokUtara = (year: number): Part[] & { year: number } =>
  Object.assign(
    (
      [
        ['people', 41, 46],
        ['infrastructure', 31, 36],
        ['application', 47, 53],
        ['literacy', 85, 99],
      ] as const
    ).map(([stream, running, planned]) => ({
      code: `KLU-${stream.toUpperCase()}`,
      running,
      planned,
      subDimension: 'GOV-1',
      stream,
    })),
    { year },
  )

/** Puts such a portfolio into a region, as its secretariat's import would; what does not run is planned. */
export async function addProgrammes(
  world: World,
  secretariat: Actor,
  regionCode: string,
  parts: readonly Part[] & { year: number },
): Promise<void> {
  const { year } = parts
  const rows = parts.flatMap(part =>
    Array.from({ length: part.planned }, (_, at): ProgrammeRow => ({
      input: {
        code: `${part.code}-${at + 1}`,
        name: `Program ${part.code} ${at + 1}`,
        problem: 'Layanan belum menjangkau semua warga.',
        subDimension: part.subDimension,
        sector: 'pemerintahan',
        stream: part.stream,
        leadId: secretariat.membership?.organisationId ?? '',
        supportingIds: [],
        partners: [],
        places: [],
        term: 5,
        startYear: year - 1,
        endYear: year + 1,
        rpjmd: undefined,
        renstra: undefined,
        promise: undefined,
        promiseDue: undefined,
        quickWin: false,
      },
      ...(at < part.running
        ? { status: { status: 'running', since: `${year - 1}-02-01`, reason: undefined, note: undefined } }
        : {}),
    })),
  )
  await applyProgrammeRows(world.platform, secretariat, { regionCode, rows }, writerOf(secretariat))
}

/** Archives what the demo world has in these portfolios, past every action, so that figures begin from nothing. */
export async function emptyPortfolios(world: World, ...regionCodes: string[]): Promise<void> {
  const { pool } = world.platform.db
  await pool.query('update portfolio.programme set archived_at = now() where region_code = any ($1)', [regionCodes])
  await pool.query(
    `update portfolio.indicator set archived_at = now(), external_code = null, code = 'LAMA-' || code where region_code = any ($1)`,
    [regionCodes],
  )
}
