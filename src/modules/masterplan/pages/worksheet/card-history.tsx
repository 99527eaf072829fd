import { formatDateTime } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Timeline } from '#ui/timeline.tsx'
import type { CardStand } from '../../actions/worksheet/ground.ts'
import { fieldsOf } from '../../model-card.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import type { CardChange } from '../../store/worksheet/changes.ts'
import type { NamedTemplate } from './card-names.ts'
import { valueWords } from './fields.tsx'

/** What happened to a card, the last first. */
export function CardHistory({
  visit,
  stand,
  template,
  changes,
  names,
}: {
  visit: Visit
  stand: CardStand
  template: NamedTemplate
  changes: readonly CardChange[]
  names: ReadonlyMap<string, string>
}) {
  const { lang } = visit
  const t = worksheetPhrases(lang)
  return (
    <section class="sec" aria-labelledby="riwayat">
      <h2 id="riwayat">{t.history}</h2>
      <Timeline
        moments={changes.map(one => ({
          when: formatDateTime(one.changedAt, lang, stand.region.timezone),
          datetime: one.changedAt.toISOString(),
          fact: t.event[one.event] ?? one.event,
          line: historyLine(visit, one, stand, template, names),
        }))}
      />
    </section>
  )
}

/** Who, for which office, and what changed into what. */
function historyLine(
  { lang }: Visit,
  change: CardChange,
  { card }: CardStand,
  template: NamedTemplate,
  names: ReadonlyMap<string, string>,
): string {
  const t = worksheetPhrases(lang)
  const fields = new Map(fieldsOf(card.sheet))
  const labels: Record<string, string> = {
    title: t.title,
    dimension: t.dimension,
    organisationId: t.office,
    restsOn: t.restsOn,
    programme: t.programme,
    budgetLine: t.budgetLine,
    choice: t.column.choice,
    reason: t.reason,
  }
  const said = change.fields.map(({ field, after }) => {
    const shape = fields.get(field)
    const label = shape?.words[lang === 'id' ? 0 : 1] ?? labels[field] ?? field
    if (field === 'organisationId' || field === 'dimension') return label
    const raw = shape?.kind === 'degree' ? Number(after) : shape?.kind === 'flag' ? after === 'true' : after
    const value =
      after === undefined
        ? t.nothing
        : field === 'choice'
          ? t.choice[after as keyof typeof t.choice]
          : shape
            ? valueWords(shape, raw, lang, template)
            : after
    return `${label}: ${(value ?? '').slice(0, 120)}`
  })
  const who = change.accountId === undefined ? t.system : (names.get(change.accountId) ?? t.system)
  return [`${who}${change.office === undefined ? '' : `, ${change.office}`}`, ...said].join('. ')
}
