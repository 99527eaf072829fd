import type { Sql, Tx } from '#platform/db/database.ts'
import type { DropReason, NoticeState } from '../../model-notices.ts'
import type { NoticeKind } from '../../model-round.ts'

/** A notice as the list shows it. */
export interface ListedNotice {
  id: string
  accountId: string
  roundId: string
  regionCode: string | undefined
  regionName: string | undefined
  kind: NoticeKind
  state: NoticeState
  createdAt: Date
  /** Not before then, while it waits. */
  notBefore: Date
  settledAt: Date | undefined
  dropReason: DropReason | undefined
  /** How far the letter is, once there is one. */
  mailState: string | undefined
}

export interface NoticesQuery {
  roundId: string
  state?: NoticeState | undefined
  kind?: NoticeKind | undefined
  regionCode?: string | undefined
  /** Only those older than this notice. */
  after?: string | undefined
  limit: number
}

/** Notices of a round, newest first, in one statement. */
export async function listNotices(sql: Sql | Tx, query: NoticesQuery): Promise<ListedNotice[]> {
  const { roundId, state, kind, regionCode, after, limit } = query
  const rows = await sql
    .selectFrom('evaluation.notice as n')
    .leftJoin('region.region as g', 'g.region_code', 'n.region_code')
    .leftJoin('mail.message as m', 'm.id', 'n.message_id')
    .select([
      'n.id',
      'n.account_id',
      'n.round_id',
      'n.region_code',
      'g.name as region_name',
      'n.kind',
      'n.state',
      'n.created_at',
      'n.not_before',
      'n.settled_at',
      'n.drop_reason',
      'm.state as mail_state',
    ])
    .where('n.round_id', '=', roundId)
    .$if(state !== undefined, q => q.where('n.state', '=', state ?? ''))
    .$if(kind !== undefined, q => q.where('n.kind', '=', kind ?? ''))
    .$if(regionCode !== undefined, q => q.where('n.region_code', '=', regionCode ?? ''))
    .$if(after !== undefined, q =>
      q.where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('n.created_at', 'n.id'),
          '<',
          selectFrom('evaluation.notice as b')
            .select(['b.created_at', 'b.id'])
            .where('b.id', '=', after ?? '')
            .$asTuple('created_at', 'id'),
        ),
      ),
    )
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    accountId: row.account_id,
    roundId: row.round_id,
    regionCode: row.region_code ?? undefined,
    regionName: row.region_name ?? undefined,
    kind: row.kind as NoticeKind,
    state: row.state as NoticeState,
    createdAt: row.created_at,
    notBefore: row.not_before,
    settledAt: row.settled_at ?? undefined,
    dropReason: (row.drop_reason as DropReason | null) ?? undefined,
    mailState: row.mail_state ?? undefined,
  }))
}
