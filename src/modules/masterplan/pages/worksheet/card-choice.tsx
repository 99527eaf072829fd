import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { CardStand } from '../../actions/worksheet/ground.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { errorOf, typedOr } from '../workshop/retry.tsx'
import { cardHref } from './place.ts'

/** The secretariat's decision about a candidate. */
export function CardChoice({
  visit: { lang },
  stand: { card },
  retry,
}: {
  visit: Visit
  stand: CardStand
  retry: Retry | undefined
}) {
  const t = worksheetPhrases(lang)
  return (
    <section class="sec no-print" aria-labelledby="putuskan">
      <h2 id="putuskan">{t.choose}</h2>
      <form method="post" action={cardHref(card, 'keputusan')} novalidate class="mt-4">
        <input type="hidden" name="version" value={String(card.version)} />
        <Field
          name="reason"
          lang={lang}
          label={t.reason}
          hint={t.reasonHint}
          error={errorOf(retry, lang, 'reason')}
          value={typedOr(retry, 'reason', card.choiceReason)}
          maxlength={500}
          optional
        />
        <div class="flex flex-wrap gap-3">
          {(['chosen', 'dropped', 'open'] as const)
            .filter(one => one !== card.choice)
            .map(one => (
              <Button name="choice" value={one}>
                {t.chooseDo[one]}
              </Button>
            ))}
        </div>
      </form>
    </section>
  )
}
