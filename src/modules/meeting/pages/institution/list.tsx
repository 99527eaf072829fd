import { dayIn, formatCount, formatDate } from '#kit/format.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { dimensionName } from '#ui/dim.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { termState } from '../../rules/institution/monthly.ts'
import {
  listInstitutionMembers,
  listInstitutions,
  type ListedInstitution,
} from '../../store/institution/institutions.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, regionPlace, section } from '../task/place.tsx'
import { decreeLine, institutionHref, termLine } from './place.ts'

/** `/rapat/:code/lembaga`: the councils, teams, forums and groups of a region, and their earlier terms. */
export const institutionsPage: Page = {
  path: `${regionPlace}/lembaga`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = institutionPhrases(lang)
  const { region, sight } = await getInsideStand(sql, actor, c.req.param('code') ?? '')
  const today = dayIn(platform.clock.now(), region.timezone)
  const [living, former, crumbs] = await Promise.all([
    listInstitutions(sql, region.code),
    listInstitutions(sql, region.code, { archived: true }),
    meetingCrumbs(sql, region, lang, { label: t.title }),
  ])
  const path = meetingsHref(region.code, 'lembaga')
  const keeps = refuseKeep(actor, region.code) === undefined
  const warned = living.filter(one => ['ending', 'ended'].includes(termState(one.termUntil, today)))
  const table = (rows: ListedInstitution[], caption: string, files: boolean) => (
    <Table<ListedInstitution>
      lang={lang}
      caption={caption}
      rows={rows}
      {...(files ? { csvHref: `${path}.csv`, xlsxHref: `${path}.xlsx` } : {})}
      empty={{
        fact: t.none,
        reason: t.noneWhy,
        ...(keeps ? { action: <Button href={`${path}/baru`}>{t.add}</Button> } : {}),
      }}
      columns={[
        {
          key: 'name',
          label: t.columns.name,
          rowHeader: true,
          cell: one => (
            <>
              <a class="a" href={institutionHref(region.code, one.id)}>
                {one.name}
              </a>
              <small class="block font-normal text-muted">
                {t.kinds[one.kind]}
                <span class="only-narrow">, {t.count(formatCount(one.members, lang))}</span>
              </small>
            </>
          ),
        },
        { key: 'decree', label: t.columns.decree, onlyWide: true, cell: one => decreeLine(one, lang) },
        {
          key: 'members',
          label: t.columns.members,
          align: 'right',
          onlyWide: true,
          cell: one => t.count(formatCount(one.members, lang)),
        },
        {
          key: 'term',
          label: t.columns.term,
          cell: one => {
            const state = termState(one.termUntil, today)
            return (
              <>
                {termLine(one, lang)}
                {one.archivedAt === undefined && (state === 'ending' || state === 'ended') && (
                  <span class="mt-1 block">
                    <Chip status={state === 'ended' ? 'late' : 'due'}>{t.terms[state]}</Chip>
                  </span>
                )}
              </>
            )
          },
        },
      ]}
    />
  )
  return {
    title: `${t.title}, ${region.name}`,
    crumbs,
    section,
    working: true,
    ...flashOf(visit, t.done),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <MeetingNav lang={lang} code={region.code} current="lembaga" sight={sight} actor={actor} />
        {warned.map(one => (
          <div class="mt-6 max-w-[40rem]">
            <Call tone={termState(one.termUntil, today) === 'ended' ? 'late' : 'due'}>
              <a class="a" href={institutionHref(region.code, one.id)}>
                {termState(one.termUntil, today) === 'ended'
                  ? t.warnEnded(one.name, formatDate(one.termUntil ?? today, lang))
                  : t.warnEnding(one.name, formatDate(one.termUntil ?? today, lang))}
              </a>
            </Call>
          </div>
        ))}
        <div class="mt-8">{table(living, t.caption, true)}</div>
        {keeps && living.length > 0 && (
          <p class="no-print mt-6">
            <Button href={`${path}/baru`}>{t.add}</Button>
          </p>
        )}
        {former.length > 0 && (
          <section class="sec" aria-labelledby="sebelumnya">
            <h2 id="sebelumnya" class="mb-4">
              {t.former}
            </h2>
            {table(former, t.former, false)}
          </section>
        )}
      </div>
    ),
  }
}

/** Every seat of the living institutions; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `${regionPlace}/lembaga.${format}`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  async show({ c, lang, platform, actor }) {
    const t = institutionPhrases(lang)
    const { read } = platform.db
    const { region } = await getInsideStand(read, actor, c.req.param('code') ?? '')
    const living = await listInstitutions(read, region.code)
    const members = await listInstitutionMembers(
      read,
      region.code,
      living.map(one => one.id),
    )
    const rows = living.flatMap(institution =>
      members.filter(one => one.institutionId === institution.id).map(member => ({ institution, member })),
    )
    const csv = format === 'csv'
    return await sheetResponse(
      {
        name: `lembaga-${region.code}`,
        rows,
        columns: [
          { key: 'institution', label: t.sheet.institution, width: 40, value: row => row.institution.name },
          {
            key: 'kind',
            label: t.sheet.kind,
            width: 16,
            value: row => (csv ? row.institution.kind : t.kinds[row.institution.kind]),
          },
          { key: 'decree', label: t.sheet.decree, width: 24, value: row => row.institution.decreeNumber },
          {
            key: 'decree_date',
            label: t.sheet.decreeDate,
            kind: 'date',
            width: 12,
            value: row => row.institution.decreeDate,
          },
          { key: 'sort', label: t.sheet.sort, kind: 'integer', width: 6, value: row => row.member.sort },
          { key: 'position', label: t.sheet.position, width: 20, value: row => row.member.position },
          { key: 'office', label: t.sheet.office, width: 40, value: row => row.member.organisationName },
          { key: 'title', label: t.sheet.title, width: 40, value: row => row.member.title },
          { key: 'name', label: t.sheet.name, width: 30, value: row => row.member.name ?? row.member.accountName },
          {
            key: 'dimension',
            label: t.sheet.dimension,
            width: 16,
            value: ({ member: { dimension } }) =>
              dimension === undefined || csv ? dimension : dimensionName(dimension, lang),
          },
          {
            key: 'term_from',
            label: t.sheet.termFrom,
            kind: 'date',
            width: 12,
            value: row => row.institution.termFrom,
          },
          {
            key: 'term_until',
            label: t.sheet.termUntil,
            kind: 'date',
            width: 12,
            value: row => row.institution.termUntil,
          },
        ],
      },
      format,
    )
  },
})

export const institutionFiles: Page[] = [download('csv'), download('xlsx')]
