import { type SheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Chip } from '#ui/chip.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayReadInside } from '../../access.ts'
import { readCheck } from '../../actions/check/check-plan.ts'
import { type CheckItem, COMPONENTS, type Verdict } from '../../model-check.ts'
import { checkPhrases } from '../../phrases/check.ts'
import { planCrumbs, planHref, PlanNav, planPlace, planSection } from '../nav.tsx'

const place = `${planPlace}/buku/:plan{[0-9a-f-]{36}}/periksa`

/** `/masterplan/:code/buku/:plan/periksa`: what a plan has and lacks, with ways to mend it; `?tampil=belum` only what lacks. */
export const checkPage: Page = {
  path: place,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: checkView,
}

const checkOf = async ({ c, platform, actor }: Visit) =>
  await readCheck(platform, actor, { regionCode: c.req.param('code') ?? '', planId: c.req.param('plan') ?? '' })

async function checkView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = checkPhrases(lang)
  const { region, sight, plan, items } = await checkOf(visit)
  const openOnly = c.req.query('tampil') === 'belum'
  const count = (verdict: Verdict) => items.filter(one => one.verdict === verdict).length
  const plansHref = planHref(region.code, 'buku')
  const here = `${plansHref}/${plan.id}/periksa`
  const shown = openOnly ? items.filter(one => one.verdict === 'not-met') : items
  return {
    title: t.title,
    section: planSection,
    crumbs: await planCrumbs(
      platform.db.sql,
      region,
      lang,
      { label: plan.title, href: `${plansHref}/${plan.id}` },
      { label: t.title },
    ),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="buku" sight={sight} actor={actor} />
        <p class="mt-6 mb-4 font-semibold">{t.counts(count('met'), count('not-met'), count('unknown'))}</p>
        <div class="no-print mb-4">
          <Seg
            label={t.filter}
            links={[
              { href: here, label: t.all, current: !openOnly },
              { href: `${here}?tampil=belum`, label: t.open, current: openOnly },
            ]}
          />
        </div>
        <p class="no-print mb-2">
          <a class="a" href={`${here}.csv`}>
            CSV
          </a>{' '}
          <a class="a ml-4" href={`${here}.xlsx`}>
            XLSX
          </a>
        </p>
        {shown.length === 0 && <p class="note">{t.nothing}</p>}
        {COMPONENTS.map(component => {
          const of = shown.filter(one => one.component === component)
          if (of.length === 0) return null
          return (
            <section class="sec" aria-labelledby={`komponen-${component}`}>
              <h2 id={`komponen-${component}`}>{t.components[component]}</h2>
              <ul class="todo mt-3">
                {of.map(one => (
                  <Item visit={visit} item={one} />
                ))}
              </ul>
            </section>
          )
        })}
        <p class="note mt-10">{t.source}</p>
      </div>
    ),
  }
}

const chips: Record<Verdict, 'ok' | 'due' | 'idle'> = { met: 'ok', 'not-met': 'due', unknown: 'idle' }

function Item({ visit: { lang }, item }: { visit: Visit; item: CheckItem }) {
  const t = checkPhrases(lang)
  return (
    <li id={`${item.component}-${item.code}`}>
      <div>
        <strong>{item.asks[lang]}</strong>
        <p>{item.reason[lang]}</p>
        {item.mend && item.verdict !== 'met' && (
          <a class="a" href={item.mend.href}>
            {item.mend.label[lang]}
            <span class="sr-only">: {item.asks[lang]}</span>
          </a>
        )}
      </div>
      <Chip status={chips[item.verdict]}>{t.verdicts[item.verdict]}</Chip>
    </li>
  )
}

/** The same as a file. */
export const checkFile = (format: SheetFormat): Page => ({
  path: `${place}.${format}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { lang } = visit
    const t = checkPhrases(lang)
    const { region, items } = await checkOf(visit)
    return await sheetResponse<CheckItem>(
      {
        name: `pemeriksaan-rencana-${region.code}`,
        rows: items,
        columns: [
          { key: 'component', label: t.component, value: row => t.components[row.component], width: 20 },
          { key: 'item', label: t.asks, value: row => row.asks[lang], width: 60 },
          { key: 'verdict', label: t.verdict, value: row => t.verdicts[row.verdict], width: 20 },
          { key: 'reason', label: t.reason, value: row => row.reason[lang], width: 80 },
        ],
      },
      format,
    )
  },
})
