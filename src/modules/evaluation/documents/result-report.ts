import { decimal } from '#kit/decimal.ts'
import { notFound, Problem } from '#kit/problem.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Platform } from '#platform/platform.ts'
import { contentHash } from '../actions/result-content.ts'
import { readInstruments, saidOf, workOut } from '../actions/closing/freeze.ts'
import { noSuchRound } from '../actions/round/stand.ts'
import type { FrozenRegion, FrozenRound } from '../model-closing.ts'
import type { Round, RoundRegion } from '../model-round.ts'
import type { WorkedOutcome } from '../rules/closing/outcome.ts'
import { rank } from '../rules/rank.ts'
import {
  findFrozenRegion,
  findFrozenRound,
  findTokenOf,
  type FrozenRow,
  listFrozenRows,
} from '../store/closing/frozen.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import type { StoredInstrument } from '../store/instruments.ts'
import { findRound, findRoundRegion } from '../store/round/rounds.ts'
import { reportData } from './report-data.ts'

const template = 'src/modules/evaluation/documents/result-report.typ'

/** A region of the group as a table of results lists it. */
export type RankedRow = FrozenRow & { rank: number | null }

/** Everything the report of a region is made of. */
export interface Report {
  round: Round
  region: RoundRegion
  frozenRound: FrozenRound
  frozen: FrozenRegion
  worked: WorkedOutcome
  instrument: StoredInstrument
  /** The instrument of the year before, when a result of it is known. */
  beforeInstrument: StoredInstrument | undefined
  edition: Edition
  editions: readonly Edition[]
  /** Best first, absent regions last by name. */
  rows: RankedRow[]
  /** Address of the public verification page. */
  address: string
}

/** "laporan-35.07-2022-kppn-ikn": the name of the file. */
export const reportName = (roundId: string, code: string): string => `laporan-${code}-${roundId}`

/**
 * The result report of a region in a closed round as PDF/UA, in Indonesian. Throws `not-found` when the region is not in
 * the round, `conflict` when the round is not closed.
 */
export async function resultReport(platform: Platform, roundId: string, code: string): Promise<Uint8Array> {
  return renderPdf(template, reportData(await readReport(platform, roundId, code)), { accessible: true })
}

/** What a report is made of, in nine statements whatever the number of regions. */
export async function readReport(platform: Platform, roundId: string, code: string): Promise<Report> {
  const sql = platform.db.read
  const [round, region, frozenRound, frozen] = await Promise.all([
    findRound(sql, roundId),
    findRoundRegion(sql, roundId, code),
    findFrozenRound(sql, roundId),
    findFrozenRegion(sql, roundId, code),
  ])
  if (!round || round.state === 'draft') throw noSuchRound()
  if (round.state !== 'closed' || !frozenRound) {
    throw new Problem('conflict', {
      id: `Putaran ${roundId} belum ditutup, jadi laporannya belum ada. Laporan ada sesudah kementerian menutup putaran.`,
      en: `Round ${roundId} is not closed, so there is no report yet. There is one when the ministry has closed it.`,
    })
  }
  if (!region || !frozen) {
    throw notFound(
      `Daerah ${code.slice(0, 20)} tidak ikut dalam putaran ${roundId}. Periksa kodenya.`,
      `Region ${code.slice(0, 20)} is not in round ${roundId}. Check its code.`,
    )
  }
  const said = saidOf(round, region.regionName, frozen)
  const [instruments, editions, rows] = await Promise.all([
    readInstruments(sql),
    listEditions(sql),
    listFrozenRows(sql, roundId),
  ])
  const own = rows.find(({ regionCode }) => regionCode === code)
  const token = await findTokenOf(
    sql,
    round.edition,
    code,
    contentHash(round.edition, { ...said, regionName: own?.regionName ?? said.regionName }),
  )
  const instrument = instruments.get(round.instrumentId)
  const edition = editions.find(({ id }) => id === round.edition)
  if (!instrument || !edition) throw new Error(`Round ${roundId} lacks its instrument or its edition`)
  const { publicUrl } = platform.config
  return {
    round,
    region: { ...region, regionName: own?.regionName ?? region.regionName },
    frozenRound,
    frozen,
    worked: workOut(round, frozen.inputs, instruments),
    instrument,
    beforeInstrument: frozen.inputs.before ? instruments.get(frozen.inputs.before.instrument) : undefined,
    edition,
    editions,
    rows: ranked(rows),
    address: token === undefined ? `${publicUrl}/putaran/${roundId}/${code}/hasil` : `${publicUrl}/v/${token}`,
  }
}

function ranked(rows: readonly FrozenRow[]): RankedRow[] {
  const withIndex = rows.map(row => ({ row, index: row.index === null ? null : decimal(row.index) }))
  return rank(withIndex)
    .map(({ row, rank: place }) => ({ ...row, rank: place }))
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.regionName.localeCompare(b.regionName, 'id'))
}
