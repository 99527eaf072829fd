import type { Child } from 'hono/jsx'
import { formatDateTime } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Delta } from '#ui/delta.tsx'
import { Facts } from '#ui/facts.tsx'
import { mayReadResults } from '../../access.ts'
import { readReport, type Report } from '../../documents/result-report.ts'
import { REMARK_KINDS } from '../../model-round.ts'
import { closingPhrases } from '../../phrases/closing.ts'
import { phrases } from '../../phrases/index.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { RULE_TEXT } from '../../rules/closing/rule-version.ts'
import { findResult, findQuestionScores } from '../../store/results.ts'
import { Arithmetic } from '../arithmetic.tsx'
import { crumbsOf, section } from '../round/words.ts'
import { count, dimensionWord, editionWord, score, sourceWords } from '../words.ts'
import { OutcomeQuestions } from './outcome-questions.tsx'
import { codeParam, getResultStand } from './report.ts'

/** The frozen result of a region in a round, for everybody after the close: how it came about and how to recompute it. */
export const outcomePage: Page = {
  path: `/putaran/:round/${codeParam}/hasil`,
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show(visit) {
    const { lang, platform } = visit
    const { round, region } = await getResultStand(visit)
    const report = await readReport(platform, round.id, region.regionCode)
    const t = closingPhrases(lang)
    const { before } = report.frozen.inputs
    const [present, past] = await Promise.all([
      findResult(platform.db.read, round.edition, region.regionCode),
      before ? findQuestionScores(platform.db.read, before.edition, region.regionCode) : {},
    ])
    const corrected = present !== undefined && present.index !== report.frozen.outcome.index
    const title = `${report.region.regionName}: ${t.resultTitle(editionWord(report.edition, lang))}`
    return {
      title,
      section,
      crumbs: crumbsOf(round, lang, report.region.regionName),
      body: (
        <div class="pt-2">
          <h1>{title}</h1>
          <p class="lead mt-3">{originWords(report, lang)}</p>
          {round.example && (
            <p class="mt-4">
              <Chip status="info">{roundPhrases(lang).example}</Chip>
            </p>
          )}
          <Lead lang={lang} report={report} />
          {corrected && (
            <div class="mt-8 max-w-[48rem]">
              <Call tone="due" title={t.corrected}>
                <p>{t.correctedLead}</p>
              </Call>
            </div>
          )}
          <p class="mt-8 flex flex-wrap gap-3">
            <Button look="primary" href={`/putaran/${round.id}/${region.regionCode}/laporan.pdf`} icon="printer">
              {t.report}
            </Button>
            {region.submittedAt && (
              <Button href={`/putaran/${round.id}/${region.regionCode}/jawaban`}>{t.toAnswers}</Button>
            )}
            <Button href={`/daerah/${region.regionCode}/evaluasi?tahun=${round.edition}`}>{t.toEvaluation}</Button>
          </p>
          <How lang={lang} report={report} />
          <OutcomeQuestions lang={lang} report={report} past={past} />
          <PanelRemarks lang={lang} report={report} />
          <Frozen visit={visit} report={report} />
        </div>
      ),
    } satisfies View
  },
}

function originWords({ frozen, edition, round, region }: Report, lang: Visit['lang']): string {
  const t = closingPhrases(lang)
  if (frozen.inputs.printed !== null) return t.adopted(sourceWords(edition.source, lang))
  return t.closedHere(round.closedAt ? formatDateTime(round.closedAt, lang, region.zone) : '')
}

function Lead({ lang, report }: { lang: Visit['lang']; report: Report }) {
  const t = closingPhrases(lang)
  const { frozen, rows, region, edition } = report
  const { outcome, inputs } = frozen
  const own = rows.find(({ regionCode }) => regionCode === region.regionCode)
  const scored = rows.filter(({ rank }) => rank !== null).length
  const change = outcome.change.value ?? inputs.printed?.change ?? null
  const before = inputs.before?.edition ?? String(edition.year - 1)
  return (
    <div class="mt-8 flex flex-wrap items-end gap-x-12 gap-y-6">
      <div>
        <p class="eyebrow mb-2">{phrases(lang).result.indexOf(editionWord(edition, lang))}</p>
        {outcome.index === null ? (
          <p class="idx word">{outcome.tookPart ? phrases(lang).noIndex : t.absent}</p>
        ) : (
          <p class="idx">
            {score(outcome.index, lang)}
            <small>{phrases(lang).ofFour}</small>
          </p>
        )}
      </div>
      {outcome.tookPart && (
        <dl class="side-figs">
          <div>
            <dt>{t.changeFrom(before)}</dt>
            <dd>
              {change === null ? (
                <Absent lang={lang} words={phrases(lang).national.noChange[outcome.change.basis]} />
              ) : (
                <Delta change={change} lang={lang} />
              )}
              {change !== null && outcome.change.value === null && (
                <small class="block text-sm">{phrases(lang).national.printedMark}</small>
              )}
            </dd>
          </div>
          <div>
            <dt>{t.rank}</dt>
            <dd>
              {own === undefined || own.rank === null ? (
                <Absent lang={lang} />
              ) : (
                <>
                  {own.rank} <small>{t.rankOf(count(scored, lang))}</small>
                </>
              )}
            </dd>
          </div>
        </dl>
      )}
    </div>
  )
}

function How({ lang, report: { worked, instrument } }: { lang: Visit['lang']; report: Report }) {
  const { working } = worked
  if (!working) return null
  return (
    <section class="sec" aria-labelledby="hitungan">
      <h2 id="hitungan">{closingPhrases(lang).howTitle}</h2>
      <p class="note mt-2 mb-5">{phrases(lang).result.how[working.rounding]}</p>
      <Arithmetic lang={lang} instrument={instrument.content} working={working} />
    </section>
  )
}

/** Strengths, weaknesses, recommendations, each by dimension where the panel wrote them so. */
function PanelRemarks({ lang, report }: { lang: Visit['lang']; report: Report }) {
  const { remarks } = report.frozen.inputs
  if (remarks.length === 0) return null
  const part = (kind: (typeof REMARK_KINDS)[number]): Child => {
    const own = remarks.filter(remark => remark.kind === kind)
    if (own.length === 0) return null
    return (
      <div>
        <h3 class="text-lg font-bold mb-3">{roundPhrases(lang).remarkKinds[kind]}</h3>
        {[...Map.groupBy(own, ({ dimension }) => dimension)].map(([dimension, lines]) => (
          <>
            {dimension !== null && (
              <p class="note mt-3 mb-1">{dimensionWord(dimension, lang, report.instrument.content)}</p>
            )}
            <ol class="list" lang="id">
              {lines.map(({ text }, index) => (
                <li>
                  <b>{index + 1}</b>
                  <span>{text}</span>
                </li>
              ))}
            </ol>
          </>
        ))}
      </div>
    )
  }
  return (
    <section class="sec" aria-labelledby="catatan">
      <h2 id="catatan" class="mb-5">
        {closingPhrases(lang).remarksTitle}
      </h2>
      <div class="two">
        {part('strength')}
        {part('weakness')}
      </div>
      <div class="mt-10">{part('recommendation')}</div>
    </section>
  )
}

function Frozen({ visit: { lang }, report }: { visit: Visit; report: Report }) {
  const t = closingPhrases(lang)
  const { round, frozen, frozenRound, region } = report
  return (
    <section class="sec" aria-labelledby="beku">
      <h2 id="beku">{t.frozenTitle}</h2>
      <p class="note mt-2">{t.frozenLead}</p>
      <p class="note mt-2 mb-5">{RULE_TEXT[lang]}</p>
      <Facts
        facts={[
          { label: t.facts.region, value: <span class="hash">{frozen.sha256}</span> },
          { label: t.facts.round, value: <span class="hash">{frozenRound.sha256}</span> },
          { label: t.facts.instrument, value: <span class="hash">{round.instrumentSha256}</span> },
          ...(frozen.inputs.submission === null
            ? []
            : [{ label: t.facts.submission, value: <span class="hash">{frozen.inputs.submission}</span> }]),
          { label: t.facts.rule, value: frozenRound.ruleVersion },
          { label: t.facts.frozenAt, value: formatDateTime(frozenRound.frozenAt, lang, region.zone) },
          { label: t.command, value: <code>npm run -s tudang -- recompute {round.id}</code> },
        ]}
      />
      <p class="mt-5">
        <Button href={`/putaran/${round.id}/beku.json`} icon="download">
          {t.frozenFile}
        </Button>
      </p>
    </section>
  )
}
