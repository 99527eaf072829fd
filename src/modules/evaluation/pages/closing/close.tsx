import type { Child } from 'hono/jsx'
import { formatDate, formatDateTime } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { findProgress, type Progress as JobProgress } from '#platform/jobs/jobs.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { Figures } from '#ui/figures.tsx'
import { Progress } from '#ui/progress.tsx'
import { mayReadClosing, mayRunRounds } from '../../access.ts'
import { queueClose } from '../../actions/closing/close-round.ts'
import { type ClosingFacts, readClosingFacts } from '../../actions/closing/closing-facts.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import type { Round } from '../../model-round.ts'
import { closingPhrases } from '../../phrases/closing.ts'
import { findFrozenRound } from '../../store/closing/frozen.ts'
import { findClosingProgress } from '../../store/closing/write-closing.ts'
import { crumbsOf, roundTitle, section } from '../round/words.ts'
import { count } from '../words.ts'
import { AbsentToBe, Blockers, FarApartQuestions, Provisional } from './before-close.tsx'

/** What stands in the way of closing a round, what its results would be, and the button that closes it. */
export const closePage: Page = {
  path: '/putaran/:round/tutup',
  permission: 'evaluation.closing.read',
  may: mayReadClosing,
  show: closeView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.round.close_queued', 'evaluation.round.closed'],
    async handle({ c, platform, actor, writer }, form) {
      const id = c.req.param('round') ?? ''
      await queueClose(platform, actor, id, { field: 'konfirmasi', value: form.text('konfirmasi') }, writer)
      return c.redirect(`/putaran/${id}/tutup`, 303)
    },
  },
}

async function closeView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = closingPhrases(lang)
  const round = await getSeenRound(platform.db.sql, actor, c.req.param('round') ?? '')
  const progressId = await findClosingProgress(platform.db.sql, round.id)
  const progress = progressId === undefined ? undefined : await findProgress(platform.db, progressId)
  const running = round.state === 'open' && (progress?.state === 'queued' || progress?.state === 'running')
  const problems = retry
    ? retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ message: retry.problem.sentence[lang] }]
    : []
  return {
    title: `${t.closeTitle}: ${roundTitle(round, lang)}`,
    section,
    working: true,
    crumbs: crumbsOf(round, lang, t.closeTitle),
    ...(retry ? { status: retry.problem.status } : {}),
    // The progress asks for a fresh copy of itself; once there is none, the whole page is shown anew.
    ...(c.req.header('hx-request') && !running ? { headers: { 'hx-refresh': 'true' } } : {}),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problems} lang={lang} />
        <h1>
          {t.closeTitle}: {roundTitle(round, lang)}
        </h1>
        {round.state === 'draft' && <p class="lead mt-3">{t.draftLead}</p>}
        {running && progress && <Running visit={visit} round={round} progress={progress} />}
        {round.state === 'closed' && (await Closed({ visit, round }))}
        {round.state === 'open' && !running && (await Before({ visit, round, progress, retry }))}
      </div>
    ),
  }
}

function Running({ visit: { lang }, round, progress }: { visit: Visit; round: Round; progress: JobProgress }) {
  const t = closingPhrases(lang)
  const path = `/putaran/${round.id}/tutup`
  return (
    <section class="mt-8" aria-labelledby="berjalan">
      <h2 id="berjalan">{t.running}</h2>
      <p class="note mt-1 mb-4">{t.runningLead}</p>
      <Progress
        lang={lang}
        percent={progress.total ? Math.floor((progress.done / progress.total) * 100) : 0}
        words={progress.step ?? t.waiting}
        refreshHref={path}
      >
        <p class="mt-4">
          <a class="a" href={path}>
            {t.refresh}
          </a>
        </p>
      </Progress>
    </section>
  )
}

/** That it is done, under which hash, and where to look and recompute. */
async function Closed({ visit: { lang, platform }, round }: { visit: Visit; round: Round }): Promise<Child> {
  const t = closingPhrases(lang)
  const frozen = await findFrozenRound(platform.db.sql, round.id)
  return (
    <div class="mt-8 grid gap-8 max-w-[48rem]">
      <Call tone="ok" title={t.closed(round.closedAt ? formatDate(round.closedAt, lang) : '')}>
        <p>{t.closedLead}</p>
      </Call>
      {frozen && (
        <Facts
          facts={[
            { label: t.facts.round, value: <span class="hash">{frozen.sha256}</span> },
            { label: t.facts.rule, value: frozen.ruleVersion },
            { label: t.facts.frozenAt, value: formatDateTime(frozen.frozenAt, lang, 'WIB') },
            { label: t.command, value: <code>npm run -s tudang -- recompute {round.id}</code> },
          ]}
        />
      )}
      <p class="flex flex-wrap gap-3">
        <Button look="primary" href={`/hasil/${round.edition}?kelompok=${round.group}`}>
          {t.seeResults}
        </Button>
        <Button href={`/putaran/${round.id}/beku.json`} icon="download">
          {t.frozenFile}
        </Button>
      </p>
    </div>
  )
}

interface BeforeProps {
  visit: Visit
  round: Round
  progress: JobProgress | undefined
  retry: Retry | undefined
}

async function Before({ visit, round, progress, retry }: BeforeProps): Promise<Child> {
  const { lang, platform, actor } = visit
  const t = closingPhrases(lang)
  const facts = await readClosingFacts(platform.db.sql, round, platform.clock.now())
  const { ready, blockers, scored } = facts.readiness
  const failure = progress?.state === 'failed' ? progress.failure?.[lang] : undefined
  return (
    <>
      <p class="lead mt-3 mb-8">{t.closeLead}</p>
      <Counts facts={facts} lang={lang} />
      {failure && (
        <div class="mt-8">
          <Call tone="late" title={t.failed}>
            {failure}
          </Call>
        </div>
      )}
      <div class="mt-8 max-w-[48rem]">
        {ready ? (
          <Call tone="ok" title={t.ready}>
            {mayRunRounds(actor) === undefined && (
              <CloseForm lang={lang} round={round} retry={retry} again={!!failure} />
            )}
          </Call>
        ) : (
          <Call tone="due" title={scored.length === 0 ? t.nobody : t.notReady(count(blockers.length, lang))}>
            {scored.length > 0 && <p>{t.notReadyLead}</p>}
            <p class="mt-3">
              <a class="a" href={`/putaran/${round.id}/panel`}>
                {t.panelLink}
              </a>
            </p>
          </Call>
        )}
      </div>
      <Blockers visit={visit} round={round} facts={facts} />
      <AbsentToBe visit={visit} round={round} facts={facts} />
      {await Provisional({ visit, round, facts })}
      {await FarApartQuestions({ visit, round, facts })}
    </>
  )
}

function Counts({ facts: { regions, readiness }, lang }: { facts: ClosingFacts; lang: Visit['lang'] }) {
  const t = closingPhrases(lang).figures
  const { scored, absent, sheets, blockers } = readiness
  return (
    <Figures
      figures={[
        {
          label: t.handedIn,
          number: count(scored.length, lang),
          line: `${t.regions}: ${count(regions.length, lang)}`,
        },
        { label: t.absent, number: count(absent.length, lang) },
        { label: t.sheets, number: count(sheets.done, lang), line: t.sheetsOf(count(sheets.all, lang)) },
        { label: t.blockers, number: count(blockers.length, lang) },
      ]}
    />
  )
}

function CloseForm(props: { lang: Visit['lang']; round: Round; retry: Retry | undefined; again: boolean }) {
  const { lang, round, retry, again } = props
  const t = closingPhrases(lang)
  return (
    <form method="post" action={`/putaran/${round.id}/tutup`} class="mt-4" novalidate>
      <Field
        lang={lang}
        name="konfirmasi"
        label={t.confirm}
        hint={t.confirmHint(round.id)}
        value={retry?.form.values['konfirmasi']?.[0]}
        error={retry?.problem.fields.find(({ field }) => field === 'konfirmasi')?.sentence[lang]}
        autocomplete="off"
        maxlength={60}
      />
      <Button look="primary">{again ? t.closeAgain : t.close}</Button>
    </form>
  )
}
