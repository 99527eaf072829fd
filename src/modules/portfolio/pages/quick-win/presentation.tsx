import { formatDate } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { regencyDrawing } from '#ui/boundaries.ts'
import { Button } from '#ui/button.tsx'
import { Dim } from '#ui/dim.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { readPresentation } from '../../actions/quick-win/read-presentation.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { PortfolioNav } from '../nav.tsx'
import { crumbsOf, placeOf, programmeHref, quickWinHref, quickWinPlace } from './place.ts'
import { PlacesMap } from './places-map.tsx'
import { Costs, GoesOn, Journey, Part, Prose, Results, Ten, Together } from './presentation-parts.tsx'
import { districtsOf, figuresOf } from './presentation-words.ts'

/** `…/quick-win/:id/unggulan`: what the quick win is and has brought, for everybody, and for the wall of a meeting room. */
export const presentationPage: Page = {
  path: `${quickWinPlace}/unggulan`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: presentationView,
}

async function presentationView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const data = await readPresentation(platform, actor, regionCode, programmeId)
  const { region, programme, quickWin, sight, setting } = data
  const here = quickWinHref(regionCode, programmeId, 'unggulan')
  const screen = c.req.query('layar') === '1'
  return {
    title: programme.name,
    section: '/portofolio',
    crumbs: await crumbsOf(visit, data, t.tab.presentation),
    body: (
      <article class={screen ? 'show is-screen' : 'show'}>
        {!screen && <PortfolioNav lang={lang} code={regionCode} current="quick-win" sight={sight} actor={actor} />}
        <header class="show-head">
          <div class="min-w-0">
            <div class="flex flex-wrap items-center gap-x-5 gap-y-2">
              <Dim dimension={programme.dimension} lang={lang} />
              <span class="text-muted font-semibold">{t.eyebrow(String(data.sinceYear))}</span>
            </div>
            <h1>{programme.name}</h1>
            <p class="show-aim">{quickWin?.aim ?? programme.problem}</p>
            <p class="text-muted mt-4">
              {region.name}. {programme.leadName}.
            </p>
            <p class="no-print mt-6 flex flex-wrap gap-3">
              {screen ? (
                <Button href={here}>{t.leaveScreen}</Button>
              ) : (
                <>
                  <Button look="primary" href={`${here}.pdf`} icon="printer">
                    {t.sheet}
                  </Button>
                  <Button href={`${here}?layar=1`} icon="video">
                    {t.screen}
                  </Button>
                </>
              )}
            </p>
          </div>
          <div class="show-map min-w-0">
            <PlacesMap
              lang={lang}
              drawing={regencyDrawing(regionCode)}
              districts={districtsOf(data)}
              places={data.places}
              label={t.mapLabel(region.name)}
            />
          </div>
        </header>
        <dl class="figs show-figs">
          {figuresOf(data, lang).map(({ label, number, line }) => (
            <div>
              <dt>{label}</dt>
              <dd class="n">{number}</dd>
              {line !== undefined && <dd class="s">{line}</dd>}
            </div>
          ))}
        </dl>
        {quickWin?.aim !== undefined && (
          <Part title={t.problem}>
            <Prose text={programme.problem} />
          </Part>
        )}
        {quickWin?.design !== undefined && (
          <Part title={t.what}>
            <Prose text={quickWin.design} />
          </Part>
        )}
        {quickWin?.benefit !== undefined && (
          <Part title={t.whom}>
            <Prose text={quickWin.benefit} />
          </Part>
        )}
        <Results visit={visit} data={data} />
        <Journey visit={visit} data={data} />
        <Costs visit={visit} data={data} />
        <Together visit={visit} data={data} />
        <Ten visit={visit} data={data} />
        <GoesOn visit={visit} data={data} />
        <footer class="show-part">
          <div />
          <div>
            <p class="note">{t.source(region.name, formatDate(data.today, lang))}</p>
            {!setting.public && <p class="note mt-2">{t.closedNote}</p>}
            <p class="no-print mt-3 flex flex-wrap gap-x-6 gap-y-1">
              <a class="a" href={programmeHref(regionCode, programmeId)}>
                {t.programmeOf}: {programme.code}
              </a>
              <a class="a" href={quickWinHref(regionCode, programmeId, 'profil.xlsx')}>
                {t.innovation} (XLSX)
              </a>
              <a class="a" href={quickWinHref(regionCode, programmeId, 'profil.json')}>
                {t.innovation} (JSON)
              </a>
            </p>
          </div>
        </footer>
      </article>
    ),
  }
}
