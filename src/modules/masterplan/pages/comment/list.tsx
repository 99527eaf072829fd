import { formatDateTime } from '#kit/format.ts'
import { type Column, Table } from '#ui/table.tsx'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { type SheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import { Pager } from '#ui/pager.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayReadInside } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { COMMENT_SUBJECTS, type CommentSubjectKind } from '../../model-comment.ts'
import { commentPhrases } from '../../phrases/comment.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import {
  commentCursor,
  listOpenComments,
  type OpenComment,
  readCommentCursor,
} from '../../store/comment/open-comments.ts'
import { planCrumbs, planHref, PlanNav, planPlace, planSection } from '../nav.tsx'
import { commentHref } from './thread.tsx'

const pageSize = 30

const kindOf = ({ c }: Visit): CommentSubjectKind | undefined =>
  COMMENT_SUBJECTS.find(one => one === c.req.query('tentang'))

/** All that is open in a region, the newest first; `?tentang=` shows one kind. */
export async function openCommentsView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = commentPhrases(lang)
  const { region, sight } = await getInsideStand(sql, actor, c.req.param('code') ?? '')
  const kind = kindOf(visit)
  const after = readCommentCursor(c.req.query('setelah'))
  const found = await listOpenComments(sql, region.code, { kind, after, limit: pageSize + 1 })
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const here = `${planHref(region.code)}/komentar`
  const href = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ tentang: kind, ...more })) {
      if (value !== undefined) query.set(name, value)
    }
    return query.size === 0 ? here : `${here}?${query}`
  }
  return {
    title: t.list.title,
    section: planSection,
    crumbs: await planCrumbs(sql, region, lang, { label: t.title }),
    body: (
      <div class="pt-2">
        <h1>{t.list.title}</h1>
        <p class="lead mt-3 mb-6">{t.list.lead}</p>
        <PlanNav lang={lang} code={region.code} current={undefined} sight={sight} actor={actor} />
        <div class="my-6">
          <Seg
            label={t.list.about}
            links={[undefined, ...COMMENT_SUBJECTS].map(one => ({
              href: href({ tentang: one }),
              label: one === undefined ? workshopPhrases(lang).all : t.kinds[one],
              current: one === kind,
            }))}
          />
        </div>
        <Table
          lang={lang}
          caption={t.list.caption}
          rows={rows}
          columns={columns(visit, region.code, region.timezone)}
          csvHref={rows.length > 0 ? `${here}.csv${kind ? `?tentang=${kind}` : ''}` : undefined}
          xlsxHref={rows.length > 0 ? `${here}.xlsx${kind ? `?tentang=${kind}` : ''}` : undefined}
          empty={{ fact: t.list.none, reason: t.list.noneWhy }}
        />
        <Pager
          lang={lang}
          previousHref={after ? href({}) : undefined}
          nextHref={found.length > pageSize && last ? href({ setelah: commentCursor(last) }) : undefined}
        />
      </div>
    ),
  }
}

function columns(
  { lang }: Visit,
  regionCode: string,
  zone: Parameters<typeof formatDateTime>[2],
): Column<OpenComment>[] {
  const t = commentPhrases(lang)
  const subject = (row: OpenComment) => ({ regionCode, kind: row.subjectKind, id: row.subjectId })
  return [
    {
      key: 'comment',
      label: t.comment,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a break-words" href={`${commentHref(subject(row))}#komentar-${row.id}`}>
            {row.text.length > 140 ? `${row.text.slice(0, 139)}…` : row.text}
          </a>
          <small class="block font-normal text-muted">
            {[t.kinds[row.subjectKind], row.title, row.suggestion ? t.list.suggestion : undefined]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </>
      ),
    },
    {
      key: 'author',
      label: t.list.author,
      onlyWide: true,
      cell: row => (
        <>
          {row.authorName}
          {row.office !== undefined && <small class="block text-muted">{row.office}</small>}
        </>
      ),
    },
    { key: 'when', label: t.list.when, onlyWide: true, cell: row => formatDateTime(row.writtenAt, lang, zone) },
  ]
}

/** The whole list as a file. */
export const openCommentsFile = (format: SheetFormat): Page => ({
  path: `${planPlace}/komentar.${format}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = commentPhrases(lang)
    const { region } = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
    const rows = await listOpenComments(platform.db.sql, region.code, { kind: kindOf(visit), limit: 10_000 })
    return await sheetResponse<OpenComment>(
      {
        name: `komentar-${region.code}`,
        rows,
        columns: [
          { key: 'kind', label: t.list.about, value: row => t.kinds[row.subjectKind], width: 18 },
          { key: 'about', label: t.list.title, value: row => row.title, width: 40 },
          { key: 'comment', label: t.comment, value: row => row.text, width: 80 },
          { key: 'author', label: t.list.author, value: row => row.authorName, width: 28 },
          { key: 'office', label: 'OPD', value: row => row.office, width: 28 },
          { key: 'written_at', label: t.list.when, value: row => row.writtenAt.toISOString(), width: 24 },
          { key: 'answers', label: t.answer, kind: 'integer', value: row => row.answers },
        ],
      },
      format,
    )
  },
})
