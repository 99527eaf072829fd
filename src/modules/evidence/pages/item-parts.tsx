import { formatBytes, formatDate, formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import type { Evidence } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { typeName } from './evidence-list.tsx'

/** A use of a piece of evidence; `named` is missing when its module does not tell the reader of it. */
export interface LabelledUse {
  anchor: string | undefined
  note: string | undefined
  named: { label: string; href: string } | undefined
}

/** The facts of a piece of evidence; who uploaded it only for readers who are signed in. */
export function ItemFacts({
  lang,
  zone,
  evidence,
  named,
}: {
  lang: Lang
  zone: Zone
  evidence: Evidence
  named: boolean
}) {
  const t = phrases(lang)
  const { documentDate, validUntil, bytes, sha256, fileName, replacesId, replacedById } = evidence
  const link = (id: string, words: string) => (
    <a class="a" href={`/bukti/${id}`}>
      {words}
    </a>
  )
  const isPdf = evidence.mediaType === 'application/pdf'
  const pages = evidence.pages ?? (evidence.examinedAt === undefined ? t.notExamined : '–')
  return (
    <>
      <Facts
        facts={[
          { label: t.regionLabel, value: evidence.regionName },
          { label: t.ownerLabel, value: evidence.organisationName ?? '–' },
          { label: t.type, value: typeName(evidence, lang) },
          ...(isPdf ? [{ label: t.pagesLabel, value: String(pages) }] : []),
          ...(bytes === undefined ? [] : [{ label: t.size, value: formatBytes(bytes, lang) }]),
          ...(documentDate === undefined ? [] : [{ label: t.documentDate, value: formatDate(documentDate, lang) }]),
          ...(validUntil === undefined ? [] : [{ label: t.validUntil, value: formatDate(validUntil, lang) }]),
          { label: t.personalData, value: evidence.personalData ? t.yes : t.no },
          { label: t.addedLabel, value: formatDateTime(evidence.createdAt, lang, zone) },
          ...(named ? [{ label: t.by, value: evidence.ownerName ?? '–' }] : []),
          ...(named && replacesId !== undefined
            ? [{ label: t.replaces, value: link(replacesId, t.olderVersion) }]
            : []),
          ...(named && replacedById !== undefined
            ? [{ label: t.replacedBy, value: link(replacedById, t.newerVersion) }]
            : []),
        ]}
      />
      {fileName !== undefined && (
        <p class="note mt-4 break-all">
          {t.fileName}: {fileName}
        </p>
      )}
      {sha256 !== undefined && (
        <p class="note mt-1 break-all">
          {t.hash}: <code>{sha256}</code>
        </p>
      )}
    </>
  )
}

/** Changing the facts, replacing and archiving, for who may. A refused form shows what is stored now beside what was typed. */
export function ItemForm({ lang, evidence, retry }: { lang: Lang; evidence: Evidence; retry?: Retry | undefined }) {
  const t = phrases(lang)
  const errorOf = (field: string) => retry?.problem.fields.find(error => error.field === field)?.sentence[lang]
  const typed = (field: string) => retry?.form.values[field]?.[0]
  const meanwhile = retry?.problem.code === 'changed-meanwhile'
  const stored = (value: string | undefined, shown: string | undefined) =>
    meanwhile && (value ?? '') !== (shown ?? '') ? <p class="note">{t.storedNow(value ?? t.empty)}</p> : null
  const personal = retry ? typed('pribadi') !== undefined : evidence.personalData
  const archived = evidence.archivedAt !== undefined
  return (
    <section class="mt-10" aria-labelledby="ubah">
      <h2 id="ubah" class="side-title mb-4">
        {t.edit}
      </h2>
      <form method="post" action={`/bukti/${evidence.id}`} novalidate>
        <input type="hidden" name="versi" value={String(evidence.version)} />
        <Field
          name="judul"
          lang={lang}
          label={t.titleField}
          error={errorOf('judul')}
          value={retry ? typed('judul') : evidence.title}
          maxlength={200}
        >
          {stored(evidence.title, typed('judul'))}
        </Field>
        <Field
          kind="date"
          name="tanggal"
          lang={lang}
          label={t.documentDate}
          error={errorOf('tanggal')}
          value={retry ? typed('tanggal') : evidence.documentDate}
          short
          optional
        >
          {stored(evidence.documentDate, typed('tanggal'))}
        </Field>
        <Field
          kind="date"
          name="berlaku"
          lang={lang}
          label={t.validUntil}
          error={errorOf('berlaku')}
          value={retry ? typed('berlaku') : evidence.validUntil}
          short
          optional
        >
          {stored(evidence.validUntil, typed('berlaku'))}
        </Field>
        <Field kind="checkbox" name="pribadi" lang={lang} label={t.personalData} checked={personal}>
          {stored(evidence.personalData ? t.yes : t.no, personal ? t.yes : t.no)}
        </Field>
        <Button>{t.saveChange}</Button>
      </form>
      <div class="mt-8 flex flex-wrap gap-3">
        {!archived && (
          <Button href={`/bukti/baru?ganti=${evidence.id}`} icon="refresh-cw">
            {t.replace}
          </Button>
        )}
        <form method="post" action={`/bukti/${evidence.id}/arsip`}>
          <Button name="aksi" value={archived ? 'pakai' : 'arsip'} icon="archive">
            {archived ? t.restore : t.archive}
          </Button>
        </form>
      </div>
      {!archived && <p class="note mt-3">{t.archiveWhy}</p>}
    </section>
  )
}

/** Why the form was refused, above the title. */
export function ItemProblems({ lang, retry }: { lang: Lang; retry?: Retry | undefined }) {
  if (!retry) return null
  const { fields, sentence, code } = retry.problem
  const problems =
    fields.length > 0
      ? fields.map(({ field, sentence: words }) => ({ field, message: words[lang] }))
      : [{ message: code === 'changed-meanwhile' ? phrases(lang).changedMeanwhile : sentence[lang] }]
  return <ErrorSummary problems={problems} lang={lang} />
}
