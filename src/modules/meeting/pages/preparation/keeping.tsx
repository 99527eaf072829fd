import type { Lang } from '#kit/format.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import type { Retry } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { type Board, LONGEST_BOARD } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { errorOf, typedOr } from '../task/retry.tsx'

/** For who keeps a board: reminding those who are not ready, and more items. */
export function Keeping({
  lang,
  retry,
  path,
  board,
  offices,
  officeId,
}: {
  lang: Lang
  retry: Retry | undefined
  path: string
  board: Board
  offices: readonly RegionOffice[]
  officeId: string | undefined
}) {
  const t = preparationPhrases(lang)
  return (
    <>
      {board.items > 0 && (
        <section class="sec no-print" aria-labelledby="ingatkan">
          <h2 id="ingatkan">{t.remind}</h2>
          <p class="note mt-1 mb-4">{t.remindLead}</p>
          <form method="post" action={path}>
            {officeId !== undefined && <input type="hidden" name="opd" value={officeId} />}
            <Button name="aksi" value="ingatkan">
              {officeId === undefined ? t.remindAll : t.remind}
            </Button>
          </form>
        </section>
      )}
      <section class="sec no-print" aria-labelledby="tambah-butir">
        <h2 id="tambah-butir" class="mb-4">
          {t.addItems}
        </h2>
        <form method="post" action={path} novalidate>
          <Field
            name="what"
            lang={lang}
            label={t.what}
            hint={t.whatHint}
            error={errorOf(retry, lang, 'what')}
            value={typedOr(retry, 'what', '')}
            maxlength={LONGEST_BOARD.item}
          />
          <Field
            kind="date"
            name="dueOn"
            lang={lang}
            label={t.due}
            error={errorOf(retry, lang, 'dueOn')}
            value={typedOr(retry, 'dueOn', board.dueOn)}
            short
          />
          <Field
            kind="checks"
            name="organisationId"
            lang={lang}
            label={t.offices}
            hint={t.officesHint}
            error={errorOf(retry, lang, 'organisationId')}
            values={retry?.form.all('organisationId') ?? []}
            options={offices
              .filter(one => one.kind !== 'village-office')
              .map(one => ({ value: one.id, label: one.name }))}
          />
          <Button look="primary">{t.addDo}</Button>
        </form>
      </section>
    </>
  )
}
