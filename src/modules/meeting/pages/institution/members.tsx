import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { dimensionName } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings } from '../../access.ts'
import { saveMembers } from '../../actions/institution/save-institution.ts'
import {
  LONGEST_INSTITUTION,
  type Member,
  MEMBER_DIMENSIONS,
  type MemberInput,
  MOST_MEMBERS,
} from '../../model-institution.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { listInstitutionMembers } from '../../store/institution/institutions.ts'
import { meetingCrumbs, meetingsHref } from '../nav.tsx'
import { section } from '../task/place.tsx'
import { errorOf, meanwhile, Refused, versionOf, wholeIn } from '../task/retry.tsx'
import { institutionHref, institutionPlace, keptOf } from './place.ts'

const emptyRows = 4
const parts = ['id', 'position', 'organisationId', 'title', 'name', 'email', 'dimension'] as const
type Row = { [part in (typeof parts)[number]]?: string | undefined }

/** `…/lembaga/:institution/anggota`: the seats in their order, one row each, and some empty ones. */
export const membersPage: Page = {
  path: `${institutionPlace}/anggota`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: membersView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.members.saved'],
    maxBytes: 512 * 1024,
    async handle(visit, form) {
      const { region, institution } = await keptOf(visit)
      const seats = await listInstitutionMembers(visit.platform.db.sql, region.code, [institution.id])
      await saveMembers(
        visit.platform,
        visit.actor,
        {
          regionCode: region.code,
          id: institution.id,
          version: wholeIn(form.text('version')),
          members: readMembers(form, seats),
        },
        visit.writer,
      )
      return visit.c.redirect(`${institutionHref(region.code, institution.id)}?pesan=anggota`, 303)
    },
  },
}

const cell = (at: number, part: string) => `anggota.${at}.${part}`

function typedRows(form: Form): Row[] {
  const rows: Row[] = []
  for (let at = 0; at < MOST_MEMBERS + emptyRows && form.values[cell(at, 'position')] !== undefined; at++) {
    rows.push(Object.fromEntries(parts.map(part => [part, form.text(cell(at, part))])))
  }
  return rows
}

/** Rows that say something; only the ids of seats of this institution are taken. */
function readMembers(form: Form, seats: readonly Member[]): (MemberInput & { id?: string | undefined })[] {
  return typedRows(form)
    .filter(({ position, organisationId, title, name }) => position ?? organisationId ?? title ?? name)
    .map(row => {
      const seat = seats.find(one => one.id === row.id)
      return {
        id: seat?.id,
        position: row.position ?? '',
        organisationId: row.organisationId,
        accountId: seat?.accountId,
        title: row.title,
        name: row.name,
        email: row.email,
        dimension: MEMBER_DIMENSIONS.find(one => one === row.dimension),
      }
    })
}

async function membersView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const t = institutionPhrases(lang)
  const { region, institution } = await keptOf(visit)
  const offices = (await listRegionOffices(sql, region.code)).filter(one => !one.archived)
  const seats = await listInstitutionMembers(sql, region.code, [institution.id])
  const rows: Row[] = retry ? typedRows(retry.form) : [...seats, ...Array.from({ length: emptyRows }, () => ({}))]
  const title = t.members.title(institution.name)
  const here = institutionHref(region.code, institution.id, 'anggota')
  return {
    title,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'lembaga') },
      { label: institution.name, href: institutionHref(region.code, institution.id) },
      { label: t.detail.members },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-6">{t.members.lead}</p>
        {meanwhile(retry) && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">
              {t.form.meanwhile}{' '}
              {seats.map(one => `${one.position}: ${one.title ?? one.organisationName ?? one.name}`).join('; ')}
            </Call>
          </div>
        )}
        <form method="post" action={here} novalidate>
          <input type="hidden" name="version" value={versionOf(retry, institution.version)} />
          {rows.map((row, at) => (
            <Seat
              at={at}
              row={row}
              offices={offices.some(one => one.id === row.organisationId) ? offices : withGone(offices, row, seats)}
              retry={retry}
              visit={visit}
            />
          ))}
          <p class="note mb-4">{t.members.more}</p>
          <Button look="primary">{t.members.save}</Button>
        </form>
      </div>
    ),
  }
}

interface Choice {
  id: string
  name: string
}

/** An abolished office stays to be seen until it is replaced. */
function withGone(offices: readonly Choice[], row: Row, seats: readonly Member[]): readonly Choice[] {
  const gone = seats.find(one => one.organisationId === row.organisationId && row.organisationId !== undefined)
  return gone?.organisationId === undefined
    ? offices
    : [...offices, { id: gone.organisationId, name: gone.organisationName ?? gone.organisationId }]
}

function Seat({
  at,
  row,
  offices,
  retry,
  visit: { lang },
}: {
  at: number
  row: Row
  offices: readonly Choice[]
  retry: Retry | undefined
  visit: Visit
}) {
  const t = institutionPhrases(lang).members
  const field = (part: (typeof parts)[number]) => ({
    name: cell(at, part),
    lang,
    error: errorOf(retry, lang, cell(at, part)),
    value: row[part] ?? '',
  })
  return (
    <fieldset class="mb-8">
      <legend class="mb-3 font-semibold">{t.row(at + 1)}</legend>
      {row.id !== undefined && <input type="hidden" name={cell(at, 'id')} value={row.id} />}
      <Field {...field('position')} label={t.position} maxlength={LONGEST_INSTITUTION.text} />
      <Field
        kind="select"
        {...field('organisationId')}
        label={t.office}
        options={[{ value: '', label: t.noOffice }, ...offices.map(one => ({ value: one.id, label: one.name }))]}
        optional
      />
      <Field {...field('title')} label={t.memberTitle} maxlength={LONGEST_INSTITUTION.text} optional />
      <details
        class="plain-fold"
        open={row.name !== undefined || row.email !== undefined || row.dimension !== undefined}
      >
        <summary>{[t.name, ...[t.email, t.dimension].map(word => word.toLowerCase())].join(', ')}</summary>
        <div class="mt-3">
          <Field {...field('name')} label={t.name} maxlength={LONGEST_INSTITUTION.text} optional />
          <Field kind="email" {...field('email')} label={t.email} maxlength={LONGEST_INSTITUTION.text} optional />
          <Field
            kind="select"
            {...field('dimension')}
            label={t.dimension}
            options={[
              { value: '', label: t.noDimension },
              ...MEMBER_DIMENSIONS.map(one => ({ value: one, label: dimensionName(one, lang) })),
            ]}
            optional
          />
        </div>
      </details>
    </fieldset>
  )
}
