import { formatDate } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { parseForm } from '#platform/http/form.ts'
import type { Retry, Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { Table, type Column } from '#ui/table.tsx'
import {
  refuseArchive,
  refuseEndRole,
  refuseGiveAnyRole,
  refuseListOrganisations,
  refuseSeeMembers,
  rolesToGive,
} from '../access.ts'
import { organisationUnknown, sendInvitation } from '../actions/send-invitation.ts'
import { invitationForm, uuid, type Invitation, type Member, type Organisation } from '../model.ts'
import { invitationLetter } from '../phrases/letter.ts'
import { phrases } from '../phrases/index.ts'
import { invitationState } from '../rules/invitation-state.ts'
import { listWaitingInvitations } from '../store/invitation.ts'
import { listMembers } from '../store/membership.ts'
import { findOrganisation } from '../store/organisation.ts'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo } from './with-caller.ts'

/** The organisation named in the address. Throws `not-found`. */
export async function ofAddress(visit: Visit): Promise<Organisation> {
  const id = uuid.safeParse(visit.c.req.param('id'))
  const organisation = id.success ? await findOrganisation(visit.platform.db.sql, id.data) : undefined
  if (!organisation) throw organisationUnknown()
  return organisation
}

/** The same, for those who may give at least one role there. Throws `may-not` for everybody else. */
export async function toManage(visit: Visit): Promise<Organisation> {
  const organisation = await ofAddress(visit)
  if (rolesToGive(visit.actor, organisation).length > 0) return organisation
  throw mayNot({
    id: 'Peran di organisasi ini diatur oleh sekretariat daerahnya, kementerian, atau pengelola. Minta kepada mereka.',
    en: 'Roles in this organisation are managed by the secretariat of its region, the ministry, or an administrator. Ask them.',
  })
}

/** `/organisasi/:id`: who works here in which role, for those who may see it; invitations, for those who may send them. */
export const organisationPage: Page = {
  path: '/organisasi/:id',
  permission: 'people.organisations.read',
  may: refuseListOrganisations,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const { db, clock } = visit.platform
    const now = clock.now()
    const organisation = await ofAddress(visit)
    const hidden = refuseSeeMembers(visit.actor, organisation)
    const roles = rolesToGive(visit.actor, organisation)
    const [members, invitations] = await Promise.all([
      hidden ? [] : listMembers(db.sql, organisation.id, now),
      roles.length === 0 ? [] : listWaitingInvitations(db.sql, organisation.id),
    ])
    const done = t.done[visit.c.req.query('pesan') ?? '']
    const place = organisation.regionName ?? t.worksNationally
    return {
      title: organisation.name,
      section: '/organisasi',
      crumbs: [{ label: t.organisationsTitle, href: '/organisasi' }, { label: organisation.name }],
      ...(done === undefined || retry ? {} : { flash: done }),
      body: (
        <div class="pt-6">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{organisation.name}</h1>
          <p class="mt-2 text-muted">
            {[
              t.kinds[organisation.kind],
              place,
              ...(organisation.parentName === undefined ? [] : [t.partOf(organisation.parentName)]),
              ...(organisation.example ? [t.example] : []),
              ...(organisation.archivedAt ? [t.archivedOn(formatDate(organisation.archivedAt, visit.lang))] : []),
            ].join(', ')}
          </p>
          <section class="sec">
            <h2>{t.membersTitle}</h2>
            {hidden ? (
              <Call>{hidden[visit.lang]}</Call>
            ) : (
              <Table
                lang={visit.lang}
                caption={t.membersTitle}
                rows={members}
                columns={memberColumns(visit, organisation, now)}
                empty={{
                  fact: t.membersNone,
                  reason: roles.length > 0 ? t.membersNoneWhy : t.membersNoneWhyNot,
                }}
              />
            )}
          </section>
          {invitations.length > 0 && <Waiting visit={visit} invitations={invitations} now={now} />}
          {roles.length > 0 && organisation.archivedAt === undefined && (
            <InviteForm visit={visit} retry={retry} organisation={organisation} />
          )}
          {organisation.archivedAt === undefined && refuseArchive(visit.actor, organisation) === undefined && (
            <p class="mt-8">
              <a class="a" href={`/organisasi/${organisation.id}/arsip`}>
                {t.archiveLink}
              </a>
            </p>
          )}
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.role.give',
    may: refuseGiveAnyRole,
    audit: ['people.invitation.sent'],
    limit: 'write',
    async handle(visit, form) {
      const { id } = await toManage(visit)
      const given = parseForm(form, invitationForm)
      await sendInvitation(callerOf(visit), visit.actor, id, given, invitationLetter)
      return goTo(`/organisasi/${id}?pesan=undangan`)
    },
  },
}

function memberColumns(visit: Visit, organisation: Organisation, now: Date): Column<Member>[] {
  const t = phrases(visit.lang)
  const day = (date: Date) => formatDate(date, visit.lang)
  const present = (member: Member) => member.to === undefined || member.to > now
  return [
    {
      key: 'name',
      label: t.name,
      rowHeader: true,
      cell: member => (
        <>
          {member.name}
          <small class="only-narrow block font-normal">{t.roles[member.role]}</small>
          <small class="block font-normal text-muted break-all">{member.email}</small>
        </>
      ),
    },
    { key: 'role', label: t.role, onlyWide: true, cell: member => t.roles[member.role] },
    {
      key: 'period',
      label: t.period,
      onlyWide: true,
      cell: member =>
        member.to === undefined ? t.since(day(member.from)) : t.fromTo(day(member.from), day(member.to)),
    },
    {
      key: 'end',
      label: t.endRole,
      labelHidden: true,
      align: 'right',
      cell: member =>
        present(member) && refuseEndRole(visit.actor, organisation, member) === undefined ? (
          <form method="post" action={`/organisasi/${organisation.id}/akhiri`}>
            <input type="hidden" name="id" value={member.membershipId} />
            <button type="submit" class="btn btn-line">
              {t.endRole}
              <span class="sr-only">
                : {member.name}, {t.roles[member.role]}
              </span>
            </button>
          </form>
        ) : null,
    },
  ]
}

function Waiting({ visit, invitations, now }: { visit: Visit; invitations: Invitation[]; now: Date }) {
  const t = phrases(visit.lang)
  return (
    <section class="sec">
      <h2>{t.waitingTitle}</h2>
      <ul class="list mt-4">
        {invitations.map(invitation => {
          const open = invitationState(invitation, now) === 'open'
          const until = formatDate(invitation.expiresAt, visit.lang)
          return (
            <li class="rule flex flex-wrap items-center justify-between gap-3 py-2">
              <span>
                <b>{invitation.email}</b>
                <small class="block text-muted">{t.roles[invitation.role]}</small>
              </span>
              <div class="flex flex-wrap items-center gap-3">
                <Chip status={open ? 'due' : 'late'}>{open ? t.waitingUntil(until) : t.waitingOver(until)}</Chip>
                <form method="post" action={`/organisasi/${invitation.organisationId}/tarik`}>
                  <input type="hidden" name="id" value={invitation.id} />
                  <button type="submit" class="btn btn-line">
                    {t.withdraw}
                    <span class="sr-only">: {invitation.email}</span>
                  </button>
                </form>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface InviteProps {
  visit: Visit
  retry: Retry | undefined
  organisation: Organisation
}

function InviteForm({ visit, retry, organisation }: InviteProps) {
  const t = phrases(visit.lang)
  return (
    <section class="sec">
      <h2>{t.inviteTitle}</h2>
      <p class="mt-2">{t.inviteLead}</p>
      <form method="post" action={`/organisasi/${organisation.id}`} class="mt-6" novalidate>
        <Field
          kind="email"
          name="email"
          label={t.email}
          lang={visit.lang}
          autocomplete="off"
          inputmode="email"
          value={typedIn(retry, 'email') ?? ''}
          error={errorOf(retry, 'email', visit.lang)}
        />
        <Field
          kind="select"
          name="role"
          label={t.role}
          lang={visit.lang}
          options={rolesToGive(visit.actor, organisation).map(role => ({ value: role, label: t.roles[role] }))}
          value={typedIn(retry, 'role')}
          error={errorOf(retry, 'role', visit.lang)}
        />
        <Button look="primary">{t.inviteButton}</Button>
      </form>
    </section>
  )
}
