import { formatBytes, formatCount } from '#kit/format.ts'
import { EvidenceList, type EvidenceUse, largestFile, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { CardStand } from '../../actions/worksheet/ground.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { errorOf, typedOr } from '../workshop/retry.tsx'
import { cardHref } from './place.ts'

/** What proves a card, as far as the visitor may see it, and the form that attaches and takes off. */
export function CardProof({
  visit: { lang, actor },
  stand: { card },
  uses,
  writes,
  retry,
}: {
  visit: Visit
  stand: CardStand
  uses: readonly EvidenceUse[]
  writes: boolean
  retry: Retry | undefined
}) {
  const t = worksheetPhrases(lang)
  const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  return (
    <section class="sec" aria-labelledby="bukti">
      <h2 id="bukti">{t.proof}</h2>
      {seen.length === 0 && uses.length > 0 ? (
        <p class="note mt-2">{t.proofHidden(formatCount(uses.length, lang))}</p>
      ) : (
        <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
      )}
      {writes && (
        <details class="plain-fold mt-4" open={errorOf(retry, lang, 'berkas') !== undefined}>
          <summary>{t.addProof}</summary>
          <form method="post" action={cardHref(card, 'bukti')} enctype="multipart/form-data" novalidate class="mt-4">
            <Field
              kind="file"
              name="berkas"
              lang={lang}
              label={t.file}
              hint={t.fileHint(formatBytes(largestFile, lang))}
              error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
              optional
            />
            <Field
              kind="url"
              name="alamat"
              lang={lang}
              label={t.link}
              error={errorOf(retry, lang, 'alamat')}
              value={typedOr(retry, 'alamat', '')}
              optional
            />
            <Field
              name="judul"
              lang={lang}
              label={t.proofTitle}
              value={typedOr(retry, 'judul', '')}
              maxlength={200}
              optional
            />
            {seen.length > 0 && (
              <Field
                kind="checks"
                name="lepas"
                lang={lang}
                label={t.detach}
                options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
                optional
              />
            )}
            <Button>{t.attach}</Button>
          </form>
        </details>
      )}
    </section>
  )
}
