import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Meter } from '#ui/meter.tsx'
import { Saved } from '#ui/saved.tsx'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { savedWords, type Sheet } from './sheet-data.ts'

/** Name of the region, how far the sheet is, when it was saved. */
export function SheetHead({ lang, sheet }: { lang: Visit['lang']; sheet: Sheet }) {
  const t = scoringPhrases(lang)
  const { scored, total, stand } = sheet
  return (
    <div class="flex flex-wrap items-center gap-x-8 gap-y-2 pb-4">
      <h1 class="!text-2xl">{stand.region.regionName}</h1>
      {stand.sight.ownScores && (
        <>
          <div class="flex items-center gap-3 grow max-sm:basis-full max-w-md">
            <Meter value={scored} max={total} class="grow" />
            <span class="text-sm font-semibold whitespace-nowrap">
              {t.scored(formatCount(scored, lang), formatCount(total, lang))}
            </span>
          </div>
          <span class="ml-auto" data-sheet-state>
            <Saved words={savedWords(sheet, lang)} />
          </span>
        </>
      )}
    </div>
  )
}
