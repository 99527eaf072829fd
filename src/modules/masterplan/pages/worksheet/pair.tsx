import { formatCount } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayWritePlans } from '../../access.ts'
import { refuseCard } from '../../actions/worksheet/ground.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import { type CardOf, LONGEST_TITLE } from '../../model-card.ts'
import { DIMENSIONS } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { type Pair, PAIRS, refusePair } from '../../rules/worksheet/pair.ts'
import { rankByPoints } from '../../rules/worksheet/priority.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr } from '../workshop/retry.tsx'
import { dimensionOptions, placeOptions } from './fields.tsx'
import { flashOf, seriesHref, seriesOf, seriesPlace, sheetCrumbs, sheetHref } from './place.ts'
import { SPARED, UNFOLDED } from './sheet-parts.tsx'

const pairs = Object.keys(PAIRS) as Pair[]
const pairOf = (text: string | undefined): Pair => pairs.find(one => one === text) ?? 'so'

/** `…/:series/pasangkan`: ticks SWOT cards of two quadrants and writes the strategy that rests on them. */
export const pairPage: Page = {
  path: `${seriesPlace}/pasangkan`,
  permission: 'masterplan.card.add',
  may: mayWritePlans,
  show: pairView,
  submit: {
    permission: 'masterplan.card.add',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.added'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await seriesOf(visit)
      refuseCard(actor, stand, undefined)
      const { region, series } = stand
      const pair = pairOf(form.text('pair'))
      const restsOn = form.all('restsOn')
      const ticked = restsOn.length === 0 ? [] : await swotOf(visit, region.code, series.id, restsOn)
      const missing = refusePair(
        pair,
        ticked.map(one => one.content.quadrant),
      )
      const title = form.text('title') ?? ''
      if (missing) {
        const untitled = {
          field: 'title',
          sentence: { id: 'Tulis strateginya, satu kalimat.', en: 'Write the strategy, one sentence.' },
        }
        throw invalid(...(title === '' ? [untitled, missing] : [missing]))
      }
      await saveCard(
        platform,
        actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          sheet: 'strategy',
          input: { title, dimension: DIMENSIONS.find(one => one === form.text('dimension')), content: { pair } },
          restsOn,
        },
        writer,
      )
      return c.redirect(`${seriesHref(region.code, series.id)}/pasangkan?pasangan=${pair}&pesan=strategi`, 303)
    },
  },
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const swotOf = async ({ platform }: Visit, regionCode: string, seriesId: string, ids: readonly string[]) =>
  await listCards(platform.db.sql, regionCode, seriesId, 'swot', { ids: ids.filter(id => uuid.test(id)) })

async function pairView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await seriesOf(visit)
  refuseCard(actor, stand, undefined)
  const { region, series } = stand
  const pair = pairOf(retry?.form.text('pair') ?? c.req.query('pasangan'))
  const swot = rankByPoints(await listCards(sql, region.code, series.id, 'swot')).map(one => one.card)
  const made = await listCards(sql, region.code, series.id, 'strategy', { place: pair })
  const here = `${seriesHref(region.code, series.id)}/pasangkan`
  const ticked = retry?.form.all('restsOn') ?? []
  const quadrants = placeOptions('swot', 'quadrant', lang)
  return {
    title: t.pairTitle,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(
      visit,
      stand,
      { label: t.sheet.swot, href: sheetHref(region.code, series.id, 'swot') },
      { label: t.pairTitle },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.pairTitle}</h1>
        <p class="lead mt-3 mb-6">{t.pairLead}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <div class="mt-6">
          <Seg
            label={t.pairChoose}
            links={pairs.map(one => ({
              href: `${here}?pasangan=${one}`,
              label: t.pairOf[one],
              current: one === pair,
            }))}
          />
        </div>
        <form method="post" action={`${here}?pasangan=${pair}`} novalidate class="mt-6">
          <input type="hidden" name="pair" value={pair} />
          {errorOf(retry, lang, 'restsOn') !== undefined && (
            <p class="note is-late text-(--c)! mb-3">{errorOf(retry, lang, 'restsOn')}</p>
          )}
          <div class="grid gap-x-10 gap-y-6 md:grid-cols-2" id="f-restsOn">
            {PAIRS[pair].map(quadrant => (
              <Quadrant
                name={quadrants.find(one => one.value === quadrant)?.label ?? quadrant}
                cards={swot.filter(one => one.content.quadrant === quadrant)}
                ticked={ticked}
                lang={lang}
              />
            ))}
          </div>
          <div class="mt-8 max-w-[44rem]">
            <Field
              name="title"
              lang={lang}
              label={t.pairStrategy}
              error={errorOf(retry, lang, 'title')}
              value={typedOr(retry, 'title', '')}
              maxlength={LONGEST_TITLE}
              autocomplete="off"
            />
            <Field
              kind="select"
              name="dimension"
              lang={lang}
              label={t.dimension}
              value={typedOr(retry, 'dimension', '')}
              placeholder={t.whole}
              options={dimensionOptions(lang)}
              optional
            />
            <Button look="primary">{t.pairSave}</Button>
          </div>
        </form>
        {made.length > 0 && (
          <p class="mt-8">
            <a class="a" href={`${sheetHref(region.code, series.id, 'strategy')}#g-${pair}`}>
              {t.pairMade(formatCount(made.length, lang))}
            </a>
          </p>
        )}
      </div>
    ),
  }
}

function Quadrant({
  name,
  cards,
  ticked,
  lang,
}: {
  name: string
  cards: readonly CardOf<'swot'>[]
  ticked: readonly string[]
  lang: Visit['lang']
}) {
  const t = worksheetPhrases(lang)
  const choice = (card: CardOf<'swot'>) => (
    <label>
      <input type="checkbox" class="checkbox" name="restsOn" value={card.id} checked={ticked.includes(card.id)} />
      <span>
        {card.title}
        {card.points > 0 && <small>{t.pointsOf(formatCount(card.points, lang), formatCount(card.voters, lang))}</small>}
      </span>
    </label>
  )
  const first = cards.length > UNFOLDED + SPARED ? UNFOLDED : cards.length
  const rest = cards.slice(first)
  return (
    <fieldset>
      <legend class="text-xl font-bold">{name}</legend>
      {cards.length === 0 ? (
        <p class="note mt-2">{t.emptyGroup}</p>
      ) : (
        <>
          <div class="pick mt-3">{cards.slice(0, first).map(choice)}</div>
          {rest.length > 0 && (
            <details class="plain-fold mt-3" open={rest.some(card => ticked.includes(card.id))}>
              <summary>{t.moreCards(formatCount(rest.length, lang))}</summary>
              <div class="pick mt-2">{rest.map(choice)}</div>
            </details>
          )}
        </>
      )}
    </fieldset>
  )
}
