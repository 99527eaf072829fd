import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { refuseAddEvidence, refuseChangeEvidence } from '../access.ts'
import { saveEvidence, saveSeveral } from '../actions/save-evidence.ts'
import { getEvidence } from '../actions/see-evidence.ts'
import { acceptedTypes, largestFile, type EvidenceInput } from '../model.ts'
import { phrases } from '../phrases/index.ts'

/** `/bukti/baru`: a new piece of evidence, or with `?ganti=` the new version of one. */
export const newPage: Page = {
  path: '/bukti/baru',
  permission: 'evidence.item.add',
  may: actor => refuseAddEvidence(actor),
  show: newView,
  submit: {
    permission: 'evidence.item.add',
    may: actor => refuseAddEvidence(actor),
    limit: 'upload',
    audit: ['evidence.item.added', 'evidence.item.replaced', 'evidence.item.found_again'],
    // The file and the other parts of the form around it.
    maxBytes: largestFile + 128 * 1024,
    async handle(visit, form) {
      const files = await Promise.all(form.files('berkas').map(readFile))
      const input = readInput(form)
      if (files.length > 1 && input.replacesId === undefined && input.url === undefined && input.text === undefined) {
        const { length } = await saveSeveral(visit.platform, input, files, visit)
        return visit.c.redirect(`/bukti?tersimpan=${length}`, 303)
      }
      const { evidence, found } = await saveEvidence(visit.platform, { ...input, file: files.at(-1) }, visit)
      return visit.c.redirect(`/bukti/${evidence.id}?kabar=${found ? 'sama' : 'baru'}`, 303)
    },
  },
}

const readFile = async (file: File) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })

function readInput(form: Form): EvidenceInput {
  return {
    url: form.text('alamat'),
    text: form.text('teks'),
    title: form.text('judul'),
    documentDate: form.text('tanggal'),
    validUntil: form.text('berlaku'),
    personalData: form.text('pribadi') !== undefined,
    replacesId: form.text('ganti'),
  }
}

async function newView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, actor, platform, c } = visit
  const t = phrases(lang)
  const replacesId = retry?.form.text('ganti') ?? c.req.query('ganti')
  const replaced = replacesId === undefined ? undefined : await getEvidence(platform, actor, replacesId)
  const refusal = replaced && refuseChangeEvidence(actor, replaced)
  if (refusal) throw mayNot(refusal)
  const errorOf = (field: string) => retry?.problem.fields.find(error => error.field === field)?.sentence[lang]
  const typed = (field: string) => retry?.form.values[field]?.[0]
  const problems = retry
    ? retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ message: retry.problem.sentence[lang] }]
    : []
  const title = replaced ? t.replaceTitle : t.newTitle
  const only = replaced?.kind
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={problems} lang={lang} />
      <h1>{title}</h1>
      <p class="lead mt-3 mb-8">{replaced ? t.replaceLead(replaced.title) : t.newLead}</p>
      <form method="post" action="/bukti/baru" enctype="multipart/form-data" novalidate>
        {replaced && <input type="hidden" name="ganti" value={replaced.id} />}
        {only !== 'link' && only !== 'text' && (
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.file}
            hint={t.fileHint}
            error={errorOf('berkas')}
            multiple={replaced === undefined}
            accept={[...Object.keys(acceptedTypes), '.csv'].join(',')}
          />
        )}
        {(only === undefined || only === 'link') && (
          <Field
            kind="url"
            name="alamat"
            lang={lang}
            label={t.url}
            hint={t.urlHint}
            error={errorOf('alamat')}
            value={typed('alamat')}
            maxlength={1000}
          />
        )}
        {(only === undefined || only === 'text') && (
          <Field
            kind="textarea"
            name="teks"
            lang={lang}
            label={t.text}
            hint={t.textHint}
            error={errorOf('teks')}
            value={typed('teks')}
            rows={4}
            maxlength={20_000}
          />
        )}
        <Field
          name="judul"
          lang={lang}
          label={t.titleField}
          hint={t.titleHint}
          error={errorOf('judul')}
          value={typed('judul') ?? replaced?.title}
          maxlength={200}
          optional
        />
        <Field
          kind="date"
          name="tanggal"
          lang={lang}
          label={t.documentDate}
          hint={t.documentDateHint}
          error={errorOf('tanggal')}
          value={typed('tanggal')}
          short
          optional
        />
        <Field
          kind="date"
          name="berlaku"
          lang={lang}
          label={t.validUntil}
          hint={t.validUntilHint}
          error={errorOf('berlaku')}
          value={typed('berlaku')}
          short
          optional
        />
        <Field
          kind="checkbox"
          name="pribadi"
          lang={lang}
          label={t.personalData}
          hint={t.personalDataHint}
          checked={retry ? typed('pribadi') !== undefined : (replaced?.personalData ?? false)}
        />
        <Button look="primary">{t.save}</Button>
      </form>
    </div>
  )
  return {
    title,
    body,
    section: '/bukti',
    crumbs: [{ label: t.title, href: '/bukti' }, { label: title }],
    ...(retry ? { status: retry.problem.status } : {}),
  }
}
