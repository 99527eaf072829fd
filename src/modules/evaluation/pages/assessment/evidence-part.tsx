import { formatBytes } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { type Evidence, EvidenceList, largestFile } from '#modules/evidence/index.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { placeOf, questionPath } from './place.ts'
import type { QuestionData } from './question-data.ts'
import type { ShownAnswer } from './shown-answer.ts'

/** What is attached, where to look in it, what the library offers, and a new upload. */
export function EvidencePart({ visit, data, shown }: { visit: Visit; data: QuestionData; shown: ShownAnswer }) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { uses, warnings, hiddenUses } = data
  const { roundId, code, questionId } = placeOf(visit)
  const here = questionPath(roundId, code, questionId)
  return (
    <section aria-labelledby="bukti">
      <h2 id="bukti" class="text-xl">
        {t.evidence}
      </h2>
      {uses.length === 0 ? (
        <p class="note mt-2">{t.evidenceNone}</p>
      ) : (
        <EvidenceList lang={lang} uses={uses} warnings={warnings} hrefOf={item => `${here}?bukti=${item.id}#bukti`} />
      )}
      {hiddenUses > 0 && <p class="note mt-2">{t.hiddenEvidence(hiddenUses)}</p>}
      {uses.map(({ evidence }) => (
        <details class="plain-fold mt-3">
          <summary>
            {t.anchor}: {evidence.title}
          </summary>
          <input type="hidden" name="bukti" value={evidence.id} />
          <div class="mt-3">
            <Field
              name={`letak-${evidence.id}`}
              lang={lang}
              short
              label={t.anchor}
              hint={t.anchorHint}
              value={shown.value(`letak-${evidence.id}`)}
              maxlength={60}
            />
            <Field
              name={`catatan-${evidence.id}`}
              lang={lang}
              label={t.evidenceNote}
              value={shown.value(`catatan-${evidence.id}`)}
              maxlength={500}
            />
            <Tick name="lepas" item={evidence} checked={shown.ticked('lepas', evidence.id)} label={t.detach} />
          </div>
        </details>
      ))}
      <Library visit={visit} data={data} shown={shown} />
      <details
        class="plain-fold mt-3"
        open={shown.errorOf('berkas') !== undefined || shown.errorOf('alamat') !== undefined}
      >
        <summary>{t.upload}</summary>
        <div class="mt-3">
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.uploadFile}
            hint={t.uploadHint(formatBytes(largestFile, lang))}
            error={shown.errorOf('berkas')}
          />
          <Field
            name="tautan"
            kind="url"
            lang={lang}
            label={t.uploadLink}
            value={shown.value('tautan')}
            error={shown.errorOf('alamat')}
          />
          <Field
            name="judul"
            lang={lang}
            label={t.uploadTitle}
            optional
            value={shown.value('judul')}
            error={shown.errorOf('judul')}
            maxlength={200}
          />
          <Field
            kind="checkbox"
            name="pribadi"
            lang={lang}
            label={t.uploadPersonal}
            checked={shown.value('pribadi') !== undefined}
          />
          <Button name="aksi" value="unggah" icon="upload">
            {t.uploadDo}
          </Button>
        </div>
      </details>
    </section>
  )
}

function Library({ visit: { lang }, data, shown }: { visit: Visit; data: QuestionData; shown: ShownAnswer }) {
  const t = assessmentPhrases(lang)
  const { library, search } = data
  return (
    <details class="plain-fold mt-6" open={search !== undefined}>
      <summary>{t.fromLibrary}</summary>
      <div class="mt-3">
        <Field name="cari" kind="search" lang={lang} label={t.search} value={shown.value('cari') ?? search} />
        <Button name="aksi" value="cari" icon="search">
          {t.searchDo}
        </Button>
        <p class="mt-4 font-semibold">{search === undefined ? t.newest : t.found(search)}</p>
        {library.length === 0 ? (
          <p class="note">{t.searchNone}</p>
        ) : (
          <ul>
            {library.map(item => (
              <li>
                <Tick
                  name="tambah"
                  item={item}
                  checked={shown.ticked('tambah', item.id)}
                  label={`${t.attach}: ${item.title}`}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

function Tick({ name, item, checked, label }: { name: string; item: Evidence; checked: boolean; label: string }) {
  return (
    <label class="check">
      <input type="checkbox" class="checkbox" name={name} value={item.id} checked={checked} />
      <span>{label}</span>
    </label>
  )
}
