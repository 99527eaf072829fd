import { dayIn, formatDate, formatDateTime, type Lang } from '#kit/format.ts'
import { EvidenceList, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Dim } from '#ui/dim.tsx'
import { Facts } from '#ui/facts.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { DECREE_SUBJECT } from '../../model.ts'
import type { Member } from '../../model-institution.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { phrases } from '../../phrases/index.ts'
import { termState } from '../../rules/institution/monthly.ts'
import { listInstitutionMembers, listInstitutions } from '../../store/institution/institutions.ts'
import { listMeetingsOf } from '../../store/institution/meetings-of.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, section } from '../task/place.tsx'
import { decreeLine, institutionHref, institutionPlace, ruleLine, standOf, termLine } from './place.ts'

/** `…/lembaga/:institution`: decree, term, duties, members and meetings; printable as the official list. */
export const institutionPage: Page = {
  path: institutionPlace,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: detailView,
}

const meetingsShown = 12

async function detailView(visit: Visit): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = institutionPhrases(lang)
  const { region, sight, institution } = await standOf(visit)
  const today = dayIn(platform.clock.now(), region.timezone)
  const { id, monthly } = institution
  const [members, meetings, all, uses, crumbs] = await Promise.all([
    listInstitutionMembers(sql, region.code, [id]),
    listMeetingsOf(sql, region.code, id, meetingsShown),
    listInstitutions(sql, region.code),
    listUses(sql, region.code, DECREE_SUBJECT, [id]),
    meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'lembaga') },
      { label: institution.name },
    ),
  ])
  const seen = (uses.get(id) ?? []).filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const state = termState(institution.termUntil, today)
  const keeps = refuseKeep(actor, region.code) === undefined && institution.archivedAt === undefined
  const partners = all.filter(one => monthly?.withIds.includes(one.id)).map(one => one.name)
  const ends = formatDate(institution.termUntil ?? today, lang)
  return {
    title: institution.name,
    crumbs,
    section,
    working: true,
    ...flashOf(visit, t.done),
    body: (
      <div class="pt-2">
        <p class="eyebrow">{t.kinds[institution.kind]}</p>
        <h1>{institution.name}</h1>
        <div class="mt-6">
          <MeetingNav lang={lang} code={region.code} current="lembaga" sight={sight} actor={actor} />
        </div>
        {institution.archivedAt !== undefined && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.detail.archived}</Call>
          </div>
        )}
        {institution.archivedAt === undefined && (state === 'ending' || state === 'ended') && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone={state === 'ended' ? 'late' : 'due'}>
              {state === 'ended' ? t.warnEnded(institution.name, ends) : t.warnEnding(institution.name, ends)}
            </Call>
          </div>
        )}
        <div class="mt-6 max-w-[44rem]">
          <Facts
            facts={[
              { label: t.detail.decree, value: decreeLine(institution, lang) },
              { label: t.detail.term, value: termLine(institution, lang) },
              {
                label: t.detail.rule,
                value:
                  monthly === undefined
                    ? t.detail.noRule
                    : [
                        `${ruleLine(monthly, region.timezone, lang)}.`,
                        ...(partners.length > 0 ? [t.detail.withOthers(partners.join(', '))] : []),
                      ].join(' '),
              },
            ]}
          />
        </div>
        {keeps && (
          <p class="no-print mt-6 flex flex-wrap gap-3">
            <Button look="primary" href={institutionHref(region.code, id, 'anggota')}>
              {t.detail.editMembers}
            </Button>
            <Button href={institutionHref(region.code, id, 'ubah')}>{t.detail.edit}</Button>
            <Button href={institutionHref(region.code, id, 'masa-tugas')}>{t.detail.renew}</Button>
          </p>
        )}
        <section class="sec" aria-labelledby="anggota">
          <h2 id="anggota" class="mb-4">
            {t.detail.members}
          </h2>
          <Members members={members} lang={lang} />
          <p class="note no-print mt-3">{t.print}</p>
        </section>
        <section class="sec" aria-labelledby="tugas-lembaga">
          <h2 id="tugas-lembaga" class="mb-3">
            {t.detail.duties}
          </h2>
          {institution.duties === undefined ? (
            <p class="note">{t.detail.noDuties}</p>
          ) : (
            <ul class="list-disc pl-5">
              {institution.duties.split('\n').map(line => line.trim() !== '' && <li>{line}</li>)}
            </ul>
          )}
        </section>
        <section class="sec" aria-labelledby="berkas-sk">
          <h2 id="berkas-sk" class="mb-3">
            {t.detail.files}
          </h2>
          {seen.length === 0 ? (
            <p class="note">
              {t.detail.noFiles} {keeps && t.detail.noFilesNext}
            </p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
          )}
        </section>
        <section class="sec no-print" aria-labelledby="rapat-lembaga">
          <h2 id="rapat-lembaga" class="mb-3">
            {t.detail.meetings}
          </h2>
          {meetings.length === 0 ? (
            <p class="note">
              {t.detail.noMeetings}{' '}
              {keeps && (
                <a class="a" href={`${meetingsHref(region.code)}/baru`}>
                  {t.detail.planOne}
                </a>
              )}
            </p>
          ) : (
            <ul class="todo">
              {meetings.map(one => (
                <li>
                  <div>
                    <a class="a" href={meetingHref(region.code, one.id)}>
                      {one.title}
                    </a>
                    <p>
                      {formatDateTime(one.startsAt, lang, one.zone)}, {phrases(lang).state[one.state]}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    ),
  }
}

function Members({ members, lang }: { members: Member[]; lang: Lang }) {
  const t = institutionPhrases(lang).detail
  return (
    <Table<Member>
      lang={lang}
      caption={t.members}
      rows={members}
      empty={{ fact: t.noMembers, reason: t.noMembersWhy }}
      columns={[
        {
          key: 'who',
          label: t.seat.who,
          rowHeader: true,
          cell: one => {
            const lines = [one.title, one.name ?? one.accountName, one.organisationName].filter(
              (line): line is string => line !== undefined,
            )
            return (
              <>
                {lines[0] ?? one.position}
                {lines.slice(1).map(line => (
                  <small class="block font-normal text-muted">{line}</small>
                ))}
              </>
            )
          },
        },
        { key: 'position', label: t.seat.position, cell: one => one.position },
        {
          key: 'dimension',
          label: t.seat.dimension,
          onlyWide: true,
          cell: one =>
            one.dimension === undefined ? <Absent lang={lang} /> : <Dim dimension={one.dimension} lang={lang} />,
        },
      ]}
    />
  )
}
