import type { Lang } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPortfolio, mayOpenPortfolio } from '../../access.ts'
import { archiveProgramme } from '../../actions/programme/archive-programme.ts'
import type { Programme } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { portfolioHref } from '../nav.tsx'
import { placeOf, programmeHref, programmePlace, wholeIn } from './place.ts'

/** `/portofolio/:code/program/:id/arsip`: takes a programme out of all lists, or back; a form on its page. */
export const archiveProgrammePage: Page = {
  path: `${programmePlace}/arsip`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'write',
    audit: ['portfolio.programme.archived', 'portfolio.programme.restored'],
    async handle(visit, form) {
      const { regionCode, id } = placeOf(visit)
      const archived = form.text('aksi') !== 'pulihkan'
      await archiveProgramme(
        visit.platform,
        visit.actor,
        { regionCode, id, version: wholeIn(form.text('version')), reason: form.text('reason'), archived },
        visit.writer,
      )
      return visit.c.redirect(
        archived
          ? `${portfolioHref(regionCode, 'program')}?pesan=diarsipkan`
          : `${programmeHref(regionCode, id)}?pesan=dipulihkan`,
        303,
      )
    },
  },
}

/** The form for it, for the secretariat. */
export function ArchivePart({ lang, programme }: { lang: Lang; programme: Programme }) {
  const t = programmePhrases(lang).archive
  const archived = programme.archivedAt !== undefined
  return (
    <details class="plain-fold no-print mt-10">
      <summary>{archived ? t.restore : t.archive}</summary>
      <form method="post" action={programmeHref(programme.regionCode, programme.id, 'arsip')} class="mt-3">
        <p class="note mb-4">{archived ? t.restoreLead : t.archiveLead}</p>
        <input type="hidden" name="version" value={String(programme.version)} />
        {archived && <input type="hidden" name="aksi" value="pulihkan" />}
        <Field name="reason" lang={lang} label={phrases(lang).field.reason} maxlength={1000} />
        <Button look={archived ? 'line' : 'danger'}>{archived ? t.restore : t.archive}</Button>
      </form>
    </details>
  )
}
