import { formatDate } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { mayReadInside, mayWritePortfolio } from '../../access.ts'
import {
  getInsideGround,
  getWritableGround,
  type Ground,
  mayCorrect,
  mayWriteIn,
  noQuickWin,
  yearIn as calendarYear,
} from '../../actions/quick-win/ground.ts'
import { validateQuickWin } from '../../actions/quick-win/validate-quick-win.ts'
import type { Catalogue } from '../../model.ts'
import { type QuickWin, type QuickWinYear, type Verdict, VERDICTS } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { dueYears, endedYear, yearState } from '../../rules/quick-win/revalidation.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { listYears } from '../../store/quick-win/checks.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { QuickWinHead } from './head.tsx'
import { stateLook } from './list-table.tsx'
import { crumbsOf, errorIn, placeOf, problemsOf, quickWinHref, quickWinPlace, yearIn } from './place.ts'

/** `/portofolio/:code/quick-win/:id/validasi`: is it still running? One verdict a year. */
export const validationPage: Page = {
  path: `${quickWinPlace}/validasi`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: validationView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.quick_win.judged'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const place = placeOf(visit)
      await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
      const year = yearIn(form.text('tahun')) ?? 0
      await validateQuickWin(
        platform,
        actor,
        {
          ...place,
          year,
          verdict: (form.text('putusan') ?? '') as Verdict,
          reason: form.text('alasan'),
          note: form.text('catatan'),
        },
        writer,
      )
      return c.redirect(`${quickWinHref(place.regionCode, place.programmeId, 'validasi')}?tersimpan=${year}`, 303)
    },
  },
}

const fieldOf = (field: string): string =>
  ({ year: 'tahun', verdict: 'putusan', reason: 'alasan', note: 'catatan' })[field] ?? field

async function validationView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const db = platform.db.sql
  const ground = await getInsideGround(db, actor, regionCode, programmeId)
  const [quickWin, years, catalogue, crumbs] = await Promise.all([
    findQuickWin(db, regionCode, programmeId),
    listYears(db, regionCode, programmeId),
    catalogueOf(db, ground.programme.catalogueId),
    crumbsOf(visit, ground, t.validationTitle),
  ])
  if (!quickWin || !ground.programme.quickWin) {
    if (retry) throw mayNot(retry.problem.sentence)
    throw noQuickWin()
  }
  const thisYear = calendarYear(platform.clock.now(), ground)
  const judged = { sinceYear: quickWin.sinceYear, years }
  const due = dueYears(judged, thisYear)
  const ended = endedYear(judged)
  const asked = yearIn(retry?.form.text('tahun') ?? c.req.query('tahun'))
  const corrects = mayCorrect(actor, regionCode)
  const choices = Array.from(
    { length: Math.max(0, thisYear - quickWin.sinceYear + 1) },
    (_, at) => thisYear - at,
  ).filter(year => (ended === undefined || year <= ended) && (corrects || !years.some(one => one.year === year)))
  const year = asked !== undefined && choices.includes(asked) ? asked : (due.at(-1) ?? choices[0])
  const saved = yearIn(c.req.query('tersimpan'))
  return {
    title: `${t.validationTitle}: ${ground.programme.name}`,
    section: '/portofolio',
    working: true,
    crumbs,
    ...(saved === undefined || retry ? {} : { flash: t.validated(String(saved)) }),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problemsOf(retry, lang, fieldOf)} lang={lang} />
        <QuickWinHead
          visit={visit}
          ground={ground}
          current="validation"
          title={
            ended !== undefined
              ? t.validationHead.ended(String(ended))
              : due.length > 0
                ? t.validationHead.due(String(due.at(-1)))
                : t.validationHead.done
          }
        >
          <p class="lead mt-3">{t.validationLead}</p>
        </QuickWinHead>
        <div class="two wide-left">
          <div class="min-w-0">
            {mayWriteIn(actor, ground) && year !== undefined ? (
              <VerdictForm
                visit={visit}
                ground={ground}
                catalogue={catalogue}
                choices={choices}
                year={year}
                stored={years.find(one => one.year === year)}
                retry={retry}
              />
            ) : (
              <p class="note">{t.readOnly(ground.programme.leadName)}</p>
            )}
          </div>
          <Years
            visit={visit}
            ground={ground}
            quickWin={quickWin}
            years={years}
            catalogue={catalogue}
            thisYear={thisYear}
          />
        </div>
      </div>
    ),
  }
}

function VerdictForm({
  visit: { lang },
  ground: { region, programme },
  catalogue,
  choices,
  year,
  stored,
  retry,
}: {
  visit: Visit
  ground: Ground
  catalogue: Catalogue
  choices: readonly number[]
  year: number
  stored: QuickWinYear | undefined
  retry: Retry | undefined
}) {
  const t = quickWinPhrases(lang)
  const value = (field: string, there: string | undefined) => (retry ? retry.form.text(field) : there)
  return (
    <form method="post" action={quickWinHref(region.code, programme.id, 'validasi')} class="max-w-[40rem]" novalidate>
      <Field
        kind="select"
        name="tahun"
        lang={lang}
        label={t.chooseYear}
        options={choices.map(one => ({ value: String(one), label: String(one) }))}
        value={String(year)}
        error={errorIn(retry, lang, 'year')}
      />
      <Field
        kind="radio"
        name="putusan"
        lang={lang}
        label={t.verdictLabel}
        options={VERDICTS.map(one => ({ value: one, label: t.verdict[one], note: t.verdictNote[one] }))}
        value={value('putusan', stored?.verdict)}
        error={errorIn(retry, lang, 'verdict')}
      />
      <Field
        kind="select"
        name="alasan"
        lang={lang}
        label={t.reason}
        hint={t.reasonHint}
        optional
        placeholder={t.notSaid}
        options={catalogue.reasons.map(one => ({ value: one.code, label: one.name[lang] }))}
        value={value('alasan', stored?.reason)}
        error={errorIn(retry, lang, 'reason')}
      />
      <Field
        kind="textarea"
        rows={3}
        name="catatan"
        lang={lang}
        label={t.note}
        optional
        value={value('catatan', stored?.note)}
        error={errorIn(retry, lang, 'note')}
        maxlength={1000}
      />
      {stored && <p class="note mb-4">{t.correctWords}</p>}
      <Button look="primary">{stored ? t.correct : t.validate}</Button>
    </form>
  )
}

function Years({
  visit: { lang },
  ground: { region },
  quickWin,
  years,
  catalogue,
  thisYear,
}: {
  visit: Visit
  ground: Ground
  quickWin: QuickWin
  years: readonly QuickWinYear[]
  catalogue: Catalogue
  thisYear: number
}) {
  const t = quickWinPhrases(lang)
  const judged = { sinceYear: quickWin.sinceYear, years }
  const last = Math.min(endedYear(judged) ?? thisYear, thisYear)
  const all = Array.from({ length: Math.max(0, last - quickWin.sinceYear + 1) }, (_, at) => last - at)
  return (
    <section aria-labelledby="tahun-demi-tahun">
      <h2 id="tahun-demi-tahun" class="mb-3">
        {t.years}
      </h2>
      <ol class="time">
        {all.map(year => {
          const one = years.find(row => row.year === year)
          const state = yearState(judged, year, thisYear)
          const reason = catalogue.reasons.find(row => row.code === one?.reason)?.name[lang]
          return (
            <li>
              <span class="when">{year}</span>
              <div>
                <Chip status={stateLook[state]}>{t.state[state]}</Chip>
                {one ? (
                  <p>
                    {[reason, one.note].filter(Boolean).join('. ')}
                    {(reason ?? one.note) !== undefined && <br />}
                    {t.judgedOn(formatDate(one.decidedAt, lang, region.timezone))}
                  </p>
                ) : (
                  <p>{state === 'first' ? t.firstYear : state === 'due' ? t.validationDue : t.validationMissed}</p>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
