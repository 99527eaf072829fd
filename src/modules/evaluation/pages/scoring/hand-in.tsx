import { formatCount } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Table } from '#ui/table.tsx'
import { mayScore } from '../../access.ts'
import { notSeen } from '../../actions/scoring/ground.ts'
import { submitSheet } from '../../actions/scoring/submit-sheet.ts'
import type { Dimension } from '../../model.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { shortNames } from '../../rules/scoring/short-names.ts'
import { dimensionWord } from '../words.ts'
import { loadSheet, placeOf, type Sheet, sheetPath, sheetPlace } from './sheet-data.ts'
import { SheetHead } from './sheet-head.tsx'

/** The last look before a sheet is handed in: what is missing, how the scores are spread. */
export const handInPage: Page = {
  path: `${sheetPlace}/nilai-kirim`,
  permission: 'evaluation.sheet.submit',
  may: mayScore,
  show: handInView,
  submit: {
    permission: 'evaluation.sheet.submit',
    may: mayScore,
    limit: 'write',
    audit: ['evaluation.sheet.submitted'],
    async handle(visit) {
      const { roundId, code } = placeOf(visit)
      await submitSheet(visit.platform, visit.actor, roundId, code, visit.writer)
      return visit.c.redirect(sheetPath(roundId, code), 303)
    },
  },
}

async function handInView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang } = visit
  const t = scoringPhrases(lang)
  const sheet = await loadSheet(visit)
  const { stand, ground, own, roundId, code, refusal } = sheet
  if (!stand.sight.ownScores) throw notSeen(stand, visit.platform.clock.now())
  const here = sheetPath(roundId, code)
  const { min, max } = ground.instrument.scale
  const spread = Array.from({ length: max - min + 1 }, (_, i) => min + i).map(score => ({
    score,
    times: [...own.values()].filter(one => one.score === score).length,
  }))
  return {
    title: t.handInTitle,
    crumbs: [
      { label: t.link, href: '/lembar' },
      { label: stand.region.regionName, href: here },
      { label: t.handInTitle },
    ],
    section: '/lembar',
    working: true,
    ...(retry ? { status: retry.problem.status } : {}),
    body: (
      <>
        <ErrorSummary problems={retry ? [{ message: retry.problem.sentence[lang] }] : []} lang={lang} />
        <SheetHead lang={lang} sheet={sheet} />
        <h2 class="mt-4 mb-3">{t.handInTitle}</h2>
        {refusal ? (
          <Call tone="due">{refusal[lang]}</Call>
        ) : sheet.scored === sheet.total ? (
          <form method="post" action={`${here}-kirim`}>
            <p class="lead">{t.handInReady}</p>
            <p class="mt-2 mb-5 max-w-prose">{t.handInWhat}</p>
            <Button look="primary">{t.handInDo}</Button>
          </form>
        ) : (
          <section aria-labelledby="kurang">
            <h3 id="kurang" class="font-bold">
              {t.missingTitle(formatCount(sheet.total - sheet.scored, lang))}
            </h3>
            {ground.instrument.dimensions.map(dimension => (
              <MissingOf lang={lang} sheet={sheet} dimension={dimension} />
            ))}
          </section>
        )}
        <section class="sec max-w-sm" aria-labelledby="sebaran">
          <h2 id="sebaran" class="mb-2">
            {t.distribution}
          </h2>
          <Table
            lang={lang}
            caption={t.distribution}
            rows={spread}
            columns={[
              { key: 'score', label: t.score, rowHeader: true, cell: ({ score }) => score },
              { key: 'times', label: t.times, align: 'right', cell: ({ times }) => formatCount(times, lang) },
            ]}
          />
        </section>
        <p class="mt-6">
          <a class="a" href={here}>
            {t.back}
          </a>
        </p>
      </>
    ),
  }
}

/** The questions of a part that have no score, as links. */
function MissingOf({ lang, sheet, dimension }: { lang: Visit['lang']; sheet: Sheet; dimension: Dimension }) {
  const { ground, own, roundId, code } = sheet
  const names = shortNames(ground.instrument)
  const missing = questionsOf(dimension)
    .map(({ id }, index) => ({ id, number: index + 1 }))
    .filter(({ id }) => typeof own.get(id)?.score !== 'number')
  if (missing.length === 0) return null
  return (
    <details class="mt-2" open={missing.length <= 12}>
      <summary class="a inline-block py-2 cursor-pointer">
        {dimensionWord(dimension.code, lang, ground.instrument)}, {formatCount(missing.length, lang)}
      </summary>
      <ul class="grid sm:grid-cols-2 gap-x-10 mb-3">
        {missing.map(({ id, number }) => (
          <li class="py-1.5">
            <a class="a" href={sheetPath(roundId, code, id)}>
              {number}. {names.get(id)?.[lang]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
