import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { mayRunRounds } from '../../access.ts'
import { getStand } from '../../actions/round/stand.ts'
import { reopenSheet } from '../../actions/scoring/reopen-sheet.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { listPanel } from '../../store/round/panel.ts'
import { placeOf, sheetPath, sheetPlace } from './sheet-data.ts'

/** The ministry opens a sheet that was handed in. */
export const reopenPage: Page = {
  path: `${sheetPlace}/buka-lembar`,
  permission: 'evaluation.sheet.reopen',
  may: mayRunRounds,
  show: reopenView,
  submit: {
    permission: 'evaluation.sheet.reopen',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.sheet.reopened'],
    async handle(visit, form) {
      const { roundId, code } = placeOf(visit)
      await reopenSheet(
        visit.platform,
        visit.actor,
        {
          roundId,
          regionCode: code,
          place: Number(form.text('asesor') ?? 0) || 0,
          reason: form.text('alasan') ?? '',
        },
        visit.writer,
      )
      return visit.c.redirect(sheetPath(roundId, code), 303)
    },
  },
}

async function reopenView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, c, platform, actor } = visit
  const t = scoringPhrases(lang)
  const name = roundPhrases(lang).assessor
  const { roundId, code } = placeOf(visit)
  const { sql } = platform.db
  const stand = await getStand(sql, actor, roundId, code)
  const members = (await listPanel(sql, roundId, code)).filter(
    ({ endedAt, submittedAt }) => endedAt === undefined && submittedAt !== undefined,
  )
  const wanted = retry?.form.text('asesor') ?? c.req.query('asesor')
  const chosen = members.find(({ place }) => String(place) === wanted) ?? members[0]
  const here = sheetPath(roundId, code)
  const reasonWrong = retry?.problem.fields.find(({ field }) => field === 'reason')?.sentence[lang]
  const title = t.reopenTitle(chosen ? name(chosen.place) : t.assessor.toLowerCase())
  return {
    title,
    crumbs: [
      { label: stand.round.title[lang], href: `/putaran/${roundId}` },
      { label: stand.region.regionName, href: here },
      { label: t.reopenLink },
    ],
    working: true,
    ...(retry ? { status: retry.problem.status } : {}),
    body: (
      <>
        <ErrorSummary
          lang={lang}
          problems={
            retry
              ? [reasonWrong ? { field: 'alasan', message: reasonWrong } : { message: retry.problem.sentence[lang] }]
              : []
          }
        />
        <h1>{title}</h1>
        {members.length === 0 ? (
          <Empty fact={t.reopenNone} reason={t.reopenNoneWhy} action={<Button href={here}>{t.back}</Button>} />
        ) : (
          <form method="post" action={c.req.path} class="max-w-2xl mt-4">
            <p class="lead mb-6">{t.reopenWhat}</p>
            <Field
              lang={lang}
              kind="radio"
              name="asesor"
              label={t.reopenWho}
              options={members.map(({ place }) => ({ value: String(place), label: name(place) }))}
              value={chosen ? String(chosen.place) : undefined}
            />
            <Field
              lang={lang}
              kind="textarea"
              name="alasan"
              label={t.reopenWhy}
              value={retry?.form.text('alasan')}
              error={reasonWrong}
              maxlength={1000}
            />
            <Button look="primary">{t.reopenDo}</Button>
          </form>
        )}
      </>
    ),
  }
}
