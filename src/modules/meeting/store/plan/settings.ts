import type { Sql, Tx } from '#platform/db/database.ts'
import type { Setting } from '../../model-plan.ts'

const usual: Setting = {
  numberPattern: '{klasifikasi}/{nomor}/{unit}',
  classification: '000.1.5',
  unitCode: 'KOMINFO',
  institution: undefined,
  office: undefined,
  address: undefined,
  town: undefined,
  signatoryTitle: undefined,
  signatoryName: undefined,
  signatoryRank: undefined,
  signatoryNumber: undefined,
  version: 0,
}

/** Letterhead and numbering of a region; the usual ones, of version 0, while nothing is stored. */
export async function findSetting(db: Sql | Tx, regionCode: string): Promise<Setting> {
  const row = await db
    .selectFrom('meeting.setting')
    .selectAll()
    .where('region_code', '=', regionCode)
    .executeTakeFirst()
  if (!row) return usual
  return {
    numberPattern: row.number_pattern,
    classification: row.classification,
    unitCode: row.unit_code,
    institution: row.institution ?? undefined,
    office: row.office ?? undefined,
    address: row.address ?? undefined,
    town: row.town ?? undefined,
    signatoryTitle: row.signatory_title ?? undefined,
    signatoryName: row.signatory_name ?? undefined,
    signatoryRank: row.signatory_rank ?? undefined,
    signatoryNumber: row.signatory_number ?? undefined,
    version: row.version,
  }
}

/** The same with its row held until the transaction ends, made when it is not there: who numbers letters waits for who does. */
export async function lockSetting(tx: Tx, regionCode: string): Promise<Setting> {
  await tx
    .insertInto('meeting.setting')
    .values({ region_code: regionCode, version: 0 })
    .onConflict(conflict => conflict.column('region_code').doNothing())
    .execute()
  await tx
    .selectFrom('meeting.setting')
    .select('region_code')
    .where('region_code', '=', regionCode)
    .forUpdate()
    .executeTakeFirst()
  return await findSetting(tx, regionCode)
}

/** Stores what `lockSetting` gave, changed; the version grows by one. */
export async function updateSetting(
  tx: Tx,
  regionCode: string,
  setting: Omit<Setting, 'version'>,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('meeting.setting')
    .set(eb => ({
      number_pattern: setting.numberPattern,
      classification: setting.classification,
      unit_code: setting.unitCode,
      institution: setting.institution ?? null,
      office: setting.office ?? null,
      address: setting.address ?? null,
      town: setting.town ?? null,
      signatory_title: setting.signatoryTitle ?? null,
      signatory_name: setting.signatoryName ?? null,
      signatory_rank: setting.signatoryRank ?? null,
      signatory_number: setting.signatoryNumber ?? null,
      version: eb('version', '+', 1),
      changed_by: accountId ?? null,
      changed_at: now,
    }))
    .where('region_code', '=', regionCode)
    .execute()
}

/** The number after the highest one taken in a year. */
export async function nextNumber(db: Sql | Tx, regionCode: string, year: number): Promise<number> {
  const row = await db
    .selectFrom('meeting.letter_number')
    .select(eb => eb.fn.max('number').as('highest'))
    .where('region_code', '=', regionCode)
    .where('year', '=', year)
    .executeTakeFirst()
  return (row?.highest ?? 0) + 1
}

/** Takes a number for a meeting; false when it was given to another letter before. The setting must be locked. */
export async function takeNumber(
  tx: Tx,
  row: { regionCode: string; year: number; number: number; meetingId: string; text: string; now: Date },
): Promise<boolean> {
  const taken = await tx
    .insertInto('meeting.letter_number')
    .values({
      region_code: row.regionCode,
      year: row.year,
      number: row.number,
      meeting_id: row.meetingId,
      text: row.text,
      taken_at: row.now,
    })
    .onConflict(conflict => conflict.columns(['region_code', 'year', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return taken !== undefined
}

/** The numbers that letters about a meeting took, the first letter first. */
export async function listNumbers(db: Sql | Tx, regionCode: string, meetingId: string) {
  const rows = await db
    .selectFrom('meeting.letter_number')
    .select(['text', 'taken_at'])
    .where('region_code', '=', regionCode)
    .where('meeting_id', '=', meetingId)
    .orderBy('taken_at')
    .orderBy('number')
    .execute()
  return rows.map(row => ({ text: row.text, takenAt: row.taken_at }))
}
