import { formatCount, formatDecimal, type Lang } from '#kit/format.ts'
import { Chip, type Status } from '#ui/chip.tsx'
import { Meter } from '#ui/meter.tsx'
import type { Card, CardOf } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { rankByPoints } from '../../rules/worksheet/priority.ts'
import { readinessShares } from '../../rules/worksheet/readiness.ts'
import type { LinkedCard } from '../../store/worksheet/links.ts'
import { elementWords, placeOptions, valueWords } from './fields.tsx'
import type { NamedTemplate } from './card-names.ts'
import { cardHref } from './place.ts'
import { CardGroups, CardLines, CardList, CardMeta, groupsOf, UNFOLDED } from './sheet-parts.tsx'
import { fieldsOf, PLACE_FIELD } from '../../model-card.ts'

export interface SheetData {
  lang: Lang
  template: NamedTemplate
  sheet: Sheet
  cards: readonly Card[]
  /** What the cards rest on and what rests on them. */
  links: { back: readonly LinkedCard[]; onward: readonly LinkedCard[] }
  mayWrite: (card: Card) => boolean
  /** Cards with most points first. */
  byPoints: boolean
}

/** The cards of a sheet in the form that fits it. */
export function SheetView(data: SheetData) {
  const { sheet, lang, byPoints } = data
  const cards = byPoints ? rankByPoints(data.cards).map(one => one.card) : data.cards
  const look = { lang, template: data.template }
  switch (sheet) {
    case 'readiness':
      return <ReadinessView {...data} />
    case 'swot':
      return <Grouped {...data} cards={cards} columns />
    case 'strategy':
      return (
        <CardGroups
          {...look}
          columns
          without={['pair']}
          groups={groupsOf(cards as CardOf<'strategy'>[], placeOptions(sheet, 'pair', lang), '')}
        />
      )
    case 'mission':
      return <MissionTree {...data} cards={cards} />
    case 'risk':
      return <RiskRows {...data} cards={cards} />
    case 'roadmap':
      return <RoadmapView {...data} cards={cards} />
    default:
      return PLACE_FIELD[sheet] === undefined ? (
        <CardList {...look} cards={cards} below={card => <Rests card={card} data={data} />} />
      ) : (
        <Grouped {...data} cards={cards} />
      )
  }
}

/** Links to the parts of a long sheet, with how many cards each has. */
export function GroupLinks({ lang, template, sheet, cards }: Pick<SheetData, 'lang' | 'template' | 'sheet' | 'cards'>) {
  if (cards.length <= UNFOLDED) return null
  const place = PLACE_FIELD[sheet]
  const parts =
    sheet === 'readiness'
      ? template.elements.map(one => ({ code: `e-${one.code}`, name: one.name[lang], prefix: `${one.code}/` }))
      : place === undefined
        ? []
        : placeOptions(sheet, place, lang).map(({ value, label }) => ({
            code: `g-${value}`,
            name: label,
            prefix: value,
          }))
  const counted = parts
    .map(part => ({ ...part, cards: cards.filter(one => one.place?.startsWith(part.prefix)).length }))
    .filter(part => part.cards > 0)
  if (counted.length < 2) return null
  return (
    <nav class="no-print mb-8 flex flex-wrap gap-x-5 gap-y-2" aria-label={worksheetPhrases(lang).parts}>
      {counted.map(part => (
        <a class="a font-normal" href={`#${part.code}`}>
          {part.name} <span class="text-muted">{formatCount(part.cards, lang)}</span>
        </a>
      ))}
    </nav>
  )
}

/** Cards under the parts of their sheet: quadrants, kinds, streams. */
function Grouped(data: SheetData & { columns?: boolean }) {
  const { sheet, lang, template, cards, columns } = data
  const place = PLACE_FIELD[sheet] ?? ''
  return (
    <CardGroups
      lang={lang}
      template={template}
      columns={columns}
      without={[place]}
      groups={groupsOf(cards as CardOf<Sheet>[], placeOptions(sheet, place, lang), worksheetPhrases(lang).otherGroup)}
    />
  )
}

/** "Bertumpu pada: …" below a card. */
function Rests({ card, data: { links, lang } }: { card: Card; data: SheetData }) {
  const own = links.back.filter(one => one.of === card.id && !one.archived)
  if (own.length === 0) return null
  return (
    <p class="note mt-1">
      {worksheetPhrases(lang).restsOn}: {own.map(one => one.title).join('; ')}
    </p>
  )
}

const conditionLook: Record<string, Status> = { good: 'ok', moderate: 'due', poor: 'late' }

/** The share of good answers, then the questions by element and sub-element, each answered with one tap. */
function ReadinessView({ cards, lang, template, mayWrite }: SheetData) {
  const t = worksheetPhrases(lang)
  const own = cards as readonly CardOf<'readiness'>[]
  const shares = readinessShares(own)
  const options = placeOptions('readiness', 'condition', lang)
  return (
    <div class="grid gap-y-12">
      {shares.elements.map(element => (
        <section aria-labelledby={`e-${element.element}`}>
          <div class="flex flex-wrap items-baseline justify-between gap-x-6">
            <h2 id={`e-${element.element}`} class="text-xl">
              {elementWords(template, element.element, lang)}
            </h2>
            <p class="note">
              {element.percentGood !== undefined && `${t.good(formatDecimal(element.percentGood, lang, 1))}, `}
              {t.goodOf(formatCount(element.answered, lang), formatCount(element.questions, lang))}
            </p>
          </div>
          <Meter value={element.percentGood} max={100} class="mt-2 mb-4" />
          {element.subElements.map(({ subElement }) => (
            <div class="mt-5">
              <h3>{elementWords(template, subElement, lang)}</h3>
              <ul class="mt-2 border-t border-base-300">
                {own
                  .filter(one => one.content.element === element.element && one.content.subElement === subElement)
                  .map(card => (
                    <li id={`k-${card.id}`} class="border-b border-base-300 py-3">
                      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
                        <a class="a min-w-0" href={cardHref(card)}>
                          {card.title}
                        </a>
                        {mayWrite(card) ? (
                          <form method="post" action={cardHref(card, 'kondisi')} class="flex gap-2">
                            <input type="hidden" name="version" value={String(card.version)} />
                            {options.map(({ value, label }) => (
                              <button
                                type="submit"
                                name="condition"
                                value={value}
                                class={card.content.condition === value ? 'btn btn-primary px-3' : 'btn btn-line px-3'}
                                aria-pressed={card.content.condition === value ? 'true' : 'false'}
                              >
                                {label}
                                <span class="sr-only">, {card.title}</span>
                              </button>
                            ))}
                          </form>
                        ) : (
                          <Chip status={conditionLook[card.content.condition ?? ''] ?? 'idle'}>
                            {options.find(one => one.value === card.content.condition)?.label.toLowerCase() ??
                              t.unanswered}
                          </Chip>
                        )}
                      </div>
                      <CardLines card={card} lang={lang} template={template} without={['condition']} />
                      <CardMeta card={card} lang={lang} />
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

/** Missions with the targets that rest on them. */
function MissionTree(data: SheetData) {
  const { cards, links, lang, template } = data
  const t = worksheetPhrases(lang)
  return (
    <CardList
      cards={cards}
      lang={lang}
      template={template}
      below={card => {
        const targets = links.onward.filter(one => one.of === card.id && one.sheet === 'target' && !one.archived)
        return targets.length === 0 ? null : (
          <div class="mt-3 border-l-2 border-base-300 pl-4">
            <p class="note">{t.sheet.target}</p>
            <ul>
              {targets.map(one => (
                <li class="py-1">
                  <a
                    class="a font-normal"
                    href={cardHref({
                      regionCode: card.regionCode,
                      seriesId: card.seriesId,
                      sheet: 'target',
                      id: one.id,
                    })}
                  >
                    {one.title}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )
      }}
    />
  )
}

/** Steps by term, and within a term by year. */
function RoadmapView(data: SheetData) {
  const { cards, lang, template } = data
  const sorted = [...(cards as CardOf<'roadmap'>[])].sort(
    (a, b) => (a.content.year ?? 9999) - (b.content.year ?? 9999) || a.position - b.position,
  )
  return (
    <CardGroups
      lang={lang}
      template={template}
      without={['term']}
      groups={groupsOf(sorted, placeOptions('roadmap', 'term', lang), worksheetPhrases(lang).otherGroup)}
    />
  )
}

/** Risks, the worst first, with the level that likelihood and impact give. */
function RiskRows(data: SheetData) {
  const { cards, lang, template } = data
  const t = worksheetPhrases(lang)
  const size = ({ content }: CardOf<'risk'>) => (content.likelihood ?? 0) * (content.impact ?? 0)
  const sorted = [...(cards as CardOf<'risk'>[])].sort((a, b) => size(b) - size(a) || a.position - b.position)
  return (
    <CardList
      cards={sorted}
      lang={lang}
      template={template}
      below={card => {
        const risk = card as CardOf<'risk'>
        const level = size(risk) >= 6 ? 'high' : size(risk) >= 3 ? 'medium' : 'low'
        return (
          <>
            {size(risk) > 0 && (
              <p class="mt-1">
                <Chip status={level === 'high' ? 'late' : level === 'medium' ? 'due' : 'ok'} icon="triangle-alert">
                  {t.column.level}: {t.level[level]}
                </Chip>
              </p>
            )}
            <Rests card={card} data={data} />
          </>
        )
      }}
    />
  )
}

/** A table-free line of all fields of a card, for its own page. */
export const factsOf = (card: Card, lang: Lang, template: NamedTemplate): { label: string; value: string }[] => {
  const content = card.content as Record<string, string | number | boolean | undefined>
  return fieldsOf(card.sheet).flatMap(([name, field]) => {
    const value = valueWords(field, content[name], lang, template)
    return value === undefined ? [] : [{ label: field.words[lang === 'id' ? 0 : 1], value }]
  })
}
