import type { Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { refuseSign, refuseVerify } from '../../access.ts'
import type { Assessment } from '../../actions/assessment/read-assessment.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { questionPath, regionPath } from './place.ts'

/** For the head of an office: what is ready to be signed, and what is missing. */
export function SignPart({ visit: { lang }, assessment }: { visit: Visit; assessment: Assessment }) {
  const { stand, facts, rows } = assessment
  if (refuseSign(facts)) return null
  const t = assessmentPhrases(lang)
  const ready = rows.filter(row => row.answer?.state === 'ready').length
  const missing = rows.filter(row => !['ready', 'signed', 'verified'].includes(row.answer?.state ?? ''))
  return (
    <section class="sec" aria-labelledby="setuju">
      <h2 id="setuju">{t.sign}</h2>
      <p class="mt-2 mb-4">{ready === 0 ? t.signNothing : t.signLead(ready, missing.length)}</p>
      {missing.length > 0 && (
        <details class="plain-fold mb-4">
          <summary>{t.missing}</summary>
          <ul class="list-disc pl-6 mt-2">
            {missing.map(row => (
              <li>
                <a class="a" href={questionPath(stand.round.id, stand.region.regionCode, row.id)}>
                  {row.question.text[lang]}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ready > 0 && (
        <form method="post" action={`${regionPath(stand.round.id, stand.region.regionCode)}/setuju`}>
          <Button look="primary">{t.signDo(ready)}</Button>
        </form>
      )}
    </section>
  )
}

/** For the secretariat: the queue of answers to verify, one by one or all at once. */
export function VerifyPart({ visit: { lang }, assessment }: { visit: Visit; assessment: Assessment }) {
  const { stand, facts, rows } = assessment
  if (refuseVerify(facts)) return null
  const t = assessmentPhrases(lang)
  const queue = rows.filter(row => row.verifiable)
  const first = queue[0]
  return (
    <section class="sec" aria-labelledby="periksa">
      <h2 id="periksa">{t.verify}</h2>
      <p class="mt-2 mb-4">{first ? t.verifyLead(queue.length) : t.verifyNone}</p>
      {first && (
        <form
          method="post"
          action={`${regionPath(stand.round.id, stand.region.regionCode)}/periksa`}
          class="flex flex-wrap gap-3"
        >
          <Button look="primary" href={questionPath(stand.round.id, stand.region.regionCode, first.id)}>
            {t.verifyNext}
          </Button>
          <Button>{t.verifyAll(queue.length)}</Button>
        </form>
      )}
    </section>
  )
}
