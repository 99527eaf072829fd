import type { Child } from 'hono/jsx'
import { formatCount, type Lang } from '#kit/format.ts'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { type Card, type CardField, type CardOf, fieldsOf } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import type { LinkedCard } from '../../store/worksheet/links.ts'
import { fieldLabel, valueWords } from './fields.tsx'
import type { NamedTemplate } from './card-names.ts'
import { cardHref } from './place.ts'

interface Look {
  lang: Lang
  template: NamedTemplate
}

/** What stands below the sentence of a card: dimension, office, points, what became of it. */
export function CardMeta({ card, lang }: { card: Card; lang: Lang }) {
  const t = worksheetPhrases(lang)
  const n = (value: number) => formatCount(value, lang)
  const words = [
    card.organisationName,
    card.points > 0 ? t.pointsOf(n(card.points), n(card.voters)) : undefined,
  ].filter(one => one !== undefined)
  if (card.dimension === undefined && words.length === 0 && card.programmeId === undefined && card.choice === 'open') {
    return null
  }
  return (
    <p class="note mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
      {card.dimension !== undefined && <Dim dimension={card.dimension} lang={lang} />}
      {words.length > 0 && <span>{words.join(', ')}</span>}
      {card.programmeId !== undefined && (
        <Chip status="ok" icon="link">
          {t.programme.toLowerCase()}
        </Chip>
      )}
      {card.choice !== 'open' && (
        <Chip status={card.choice === 'chosen' ? 'ok' : 'idle'}>{t.choice[card.choice].toLowerCase()}</Chip>
      )}
    </p>
  )
}

/** Listed fields of a card that say something, as one line each; the field that places it is left out. */
export function CardLines({
  card,
  lang,
  template,
  without = [],
}: Look & { card: Card; without?: readonly string[] | undefined }) {
  const content = card.content as Record<string, string | number | boolean | undefined>
  const shown = fieldsOf(card.sheet).filter(
    ([name, field]) => field.listed && content[name] !== undefined && !without.includes(name),
  )
  if (shown.length === 0) return null
  const rows: (typeof shown)[] = []
  for (const one of shown) {
    const last = rows.at(-1)
    if (last && isShort(one[1]) && last.every(([, field]) => isShort(field))) last.push(one)
    else rows.push([one])
  }
  return (
    <div class="mt-1 text-[15px]">
      {rows.map(row => (
        <p class="flex flex-wrap gap-x-5">
          {row.map(([name, field]) => (
            <span>
              <span class="text-muted">{fieldLabel(field, lang)}:</span>{' '}
              {valueWords(field, content[name], lang, template)}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}

/** Fields of a few letters stand beside each other. */
const isShort = (field: CardField): boolean => field.kind !== 'block' && (field.kind !== 'line' || field.most <= 60)

/** Cards as rows of a list, the rest of a long one folded; `below` stands under a card: what rests on it, a form. */
export function CardList({
  cards,
  lang,
  template,
  without,
  below,
}: Look & {
  cards: readonly Card[]
  without?: readonly string[] | undefined
  below?: ((card: Card) => Child) | undefined
}) {
  const t = worksheetPhrases(lang)
  const rows = (some: readonly Card[], look: string) => (
    <ul class={look}>
      {some.map(card => (
        <li id={`k-${card.id}`} class="border-b border-base-300 py-3">
          <a class="a" href={cardHref(card)}>
            {card.title}
          </a>
          <CardLines {...{ card, lang, template, without }} />
          <CardMeta card={card} lang={lang} />
          {below?.(card)}
        </li>
      ))}
    </ul>
  )
  const first = cards.length > UNFOLDED + SPARED ? cards.slice(0, UNFOLDED) : cards
  return (
    <>
      {rows(first, 'mt-3 border-t border-base-300')}
      {first.length < cards.length && (
        <details class="plain-fold">
          <summary class="py-3">{t.moreCards(formatCount(cards.length - first.length, lang))}</summary>
          {rows(cards.slice(first.length), 'border-t border-base-300')}
        </details>
      )}
    </>
  )
}

/** Of a long list so many cards stand open; a rest of a few is not worth a fold. */
export const UNFOLDED = 20
export const SPARED = 5

/** Groups of cards under headings; an empty one says so. */
export function CardGroups({
  groups,
  columns,
  ...look
}: Look & {
  groups: readonly { name: string; code: string; cards: readonly Card[] }[]
  /** Side by side on a wide screen. */
  columns?: boolean | undefined
  without?: readonly string[] | undefined
}) {
  const t = worksheetPhrases(look.lang)
  return (
    <div class={columns ? 'grid gap-x-10 gap-y-10 md:grid-cols-2' : 'grid gap-y-10'}>
      {groups.map(({ name, code, cards }) => (
        <section aria-labelledby={`g-${code}`}>
          <h2 id={`g-${code}`} class="text-xl">
            {name} <span class="text-muted font-normal">{formatCount(cards.length, look.lang)}</span>
          </h2>
          {cards.length === 0 ? <p class="note mt-2">{t.emptyGroup}</p> : <CardList {...look} cards={cards} />}
        </section>
      ))}
    </div>
  )
}

/** Linked cards as a list of links with the name of their sheet. */
export function LinkedList({
  cards,
  lang,
  regionCode,
  seriesId,
}: {
  cards: readonly LinkedCard[]
  lang: Lang
  regionCode: string
  seriesId: string
}) {
  const t = worksheetPhrases(lang)
  return (
    <ul class="mt-3 border-t border-base-300">
      {cards.map(card => (
        <li class="border-b border-base-300 py-3">
          <a class="a" href={cardHref({ regionCode, seriesId, sheet: card.sheet, id: card.id })}>
            {card.title}
          </a>
          <p class="note">{t.sheet[card.sheet]}</p>
        </li>
      ))}
    </ul>
  )
}

/** Cards by what places them in their sheet, in the order of the options; those without a place last. */
export function groupsOf<S extends Sheet>(
  cards: readonly CardOf<S>[],
  options: readonly { value: string; label: string }[],
  other: string,
): { name: string; code: string; cards: Card[] }[] {
  const groups = options.map(({ value, label }) => ({
    name: label,
    code: value,
    cards: cards.filter(card => card.place === value) as unknown as Card[],
  }))
  const rest = cards.filter(card => !options.some(one => one.value === card.place)) as unknown as Card[]
  return rest.length === 0 ? groups : [...groups, { name: other, code: 'lain', cards: rest }]
}
