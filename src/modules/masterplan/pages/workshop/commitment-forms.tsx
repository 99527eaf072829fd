import type { RegionOffice } from '#modules/people/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { type Commitment, LONGEST_WORKSHOP, SIGNATORY_ROLES, type Signature } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { errorOf, typedOr } from './retry.tsx'

interface Props {
  visit: Visit
  retry: Retry | undefined
  commitment: Commitment
  signatures: readonly Signature[]
  offices: readonly RegionOffice[]
  here: string
}

/** The draft: text, place, day, and who signs. Every button keeps what was typed in the others' fields. */
export function EditCommitment({ visit: { lang }, retry, commitment, signatures, offices, here }: Props) {
  const t = workshopPhrases(lang).commitment
  return (
    <section class="sec" aria-labelledby="draf">
      <h2 id="draf" class="mb-5">
        {t.edit}
      </h2>
      <form method="post" action={`${here}/ubah`} novalidate class="max-w-[40rem]">
        <input type="hidden" name="version" value={String(commitment.version)} />
        <Field
          kind="textarea"
          name="text"
          lang={lang}
          label={t.text}
          rows={7}
          maxlength={LONGEST_WORKSHOP.commitment}
          error={errorOf(retry, lang, 'text')}
          value={typedOr(retry, 'text', commitment.text)}
        />
        <Field
          name="place"
          lang={lang}
          label={t.place}
          maxlength={LONGEST_WORKSHOP.place}
          error={errorOf(retry, lang, 'place')}
          value={typedOr(retry, 'place', commitment.place)}
        />
        <Field
          kind="date"
          name="dated"
          lang={lang}
          label={t.dated}
          short
          error={errorOf(retry, lang, 'dated')}
          value={typedOr(retry, 'dated', commitment.dated)}
        />
        <Button look="primary" name="aksi" value="simpan">
          {workshopPhrases(lang).save}
        </Button>
        <h3 class="mt-8 mb-2">{t.signatories}</h3>
        {errorOf(retry, lang, 'signatories') !== undefined && (
          <p class="err" id="signatories">
            {errorOf(retry, lang, 'signatories')}
          </p>
        )}
        {signatures.length > 0 && (
          <ul class="todo mb-4">
            {signatures.map(one => (
              <li>
                <div>
                  {one.title}
                  {one.name !== undefined && <p>{one.name}</p>}
                </div>
                <button class="a" name="aksi" value={`hapus:${one.id}`} aria-label={t.removeOf(one.title)}>
                  {t.remove}
                </button>
              </li>
            ))}
          </ul>
        )}
        <p class="mb-4">
          <Button name="aksi" value="usul">
            {t.propose}
          </Button>
        </p>
        <details class="plain-fold" open={retry?.form.text('aksi') === 'tambah'}>
          <summary>{t.add}</summary>
          <div class="mt-4">
            <Field
              kind="select"
              name="role"
              lang={lang}
              label={t.role}
              placeholder={t.roles.paper}
              value={typedOr(retry, 'role', '')}
              options={SIGNATORY_ROLES.map(role => ({ value: role, label: t.roles[role] }))}
            />
            <Field
              kind="select"
              name="office"
              lang={lang}
              label={t.office}
              optional
              placeholder={workshopPhrases(lang).unset}
              value={typedOr(retry, 'office', '')}
              options={offices
                .filter(one => !one.archived && one.kind !== 'village-office')
                .map(one => ({ value: one.id, label: one.name }))}
            />
            <Field
              name="signatoryTitle"
              lang={lang}
              label={t.jobTitle}
              maxlength={LONGEST_WORKSHOP.title}
              value={typedOr(retry, 'signatoryTitle', '')}
            />
            <Field
              name="signatoryName"
              lang={lang}
              label={t.name}
              optional
              maxlength={LONGEST_WORKSHOP.name}
              value={typedOr(retry, 'signatoryName', '')}
            />
            <Button name="aksi" value="tambah">
              {t.add}
            </Button>
          </div>
        </details>
      </form>
      {signatures.length > 0 && commitment.place !== undefined && commitment.dated !== undefined && (
        <form method="post" action={`${here}/ubah`} class="mt-8">
          <input type="hidden" name="version" value={String(commitment.version)} />
          <p class="note mb-3">{t.openWhy}</p>
          <Button name="aksi" value="buka">
            {t.open}
          </Button>
        </form>
      )}
    </section>
  )
}
