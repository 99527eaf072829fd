import { mayNot } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { refuseArchive, refuseArchiveAny } from '../access.ts'
import { archiveOrganisation } from '../actions/archive-organisation.ts'
import { officeDutiesOf } from '../actions/office-duties.ts'
import { phrases } from '../phrases/index.ts'
import { ofAddress } from './organisation.tsx'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo } from './with-caller.ts'

/** `/organisasi/:id/arsip`: archives an office that was abolished, once nothing is left for it to do. */
export const archiveOrganisationPage: Page = {
  path: '/organisasi/:id/arsip',
  permission: 'people.organisation.archive',
  may: refuseArchiveAny,
  async show(visit, retry) {
    const { lang, platform, actor } = visit
    const t = phrases(lang)
    const organisation = await ofAddress(visit)
    const refusal = refuseArchive(actor, organisation)
    if (refusal) throw mayNot(refusal)
    const duties = await officeDutiesOf(platform.db.sql, organisation.id)
    const title = t.archiveTitle(organisation.name)
    return {
      title,
      section: '/organisasi',
      crumbs: [
        { label: t.organisationsTitle, href: '/organisasi' },
        { label: organisation.name, href: `/organisasi/${organisation.id}` },
        { label: t.archiveDo },
      ],
      body: (
        <div class="pt-6">
          <RetrySummary retry={retry} lang={lang} />
          <h1>{title}</h1>
          <p class="lead mt-3 mb-8">{t.archiveLead}</p>
          {duties.length > 0 ? (
            <div class="max-w-[40rem]">
              <Call title={t.archiveBlocked} tone="due">
                <ul>
                  {duties.map(duty => (
                    <li>
                      <a class="a" href={duty.href}>
                        {duty.sentence[lang]}
                      </a>
                    </li>
                  ))}
                </ul>
              </Call>
            </div>
          ) : (
            <form method="post" action={`/organisasi/${organisation.id}/arsip`} novalidate>
              <Field
                name="reason"
                lang={lang}
                label={t.archiveReason}
                hint={t.archiveReasonHint}
                value={typedIn(retry, 'reason') ?? ''}
                error={errorOf(retry, 'reason', lang)}
                maxlength={500}
              />
              <Button look="danger">{t.archiveDo}</Button>
            </form>
          )}
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.organisation.archive',
    may: refuseArchiveAny,
    audit: ['people.organisation.archived'],
    limit: 'write',
    async handle(visit, form) {
      const { id } = await ofAddress(visit)
      await archiveOrganisation(callerOf(visit), visit.actor, id, { reason: form.text('reason') })
      return goTo(`/organisasi/${id}?pesan=diarsipkan`)
    },
  },
}
