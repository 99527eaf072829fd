import { formatCount, formatDecimal } from '#kit/format.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listUses } from '#modules/evidence/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenAssessment, mayWriteAssessment, refuseSubmit } from '../../access.ts'
import { type Assessment, readAssessment } from '../../actions/assessment/read-assessment.ts'
import { submitAssessment } from '../../actions/assessment/submit-assessment.ts'
import { getGround } from '../../actions/scoring/ground.ts'
import { lostSources } from '../../actions/source/linkable.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { assessmentEn } from '../../phrases/assessment-en.ts'
import { assessmentId } from '../../phrases/assessment-id.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { sourcePhrases } from '../../phrases/source.ts'
import { type SubmissionCheck, submissionChecks } from '../../rules/assessment/submission-checks.ts'
import { placeOf, questionPath, regionPath, regionPlace } from './place.ts'
import { crumbsOf, DueLine, FrozenCall } from './round-head.tsx'

/** What the regional head is asked before handing in, and the form that freezes it all. */
export const submitPage: Page = {
  path: `${regionPlace}/kirim`,
  permission: 'evaluation.assessment.review',
  may: mayOpenAssessment,
  show: submitView,
  submit: {
    permission: 'evaluation.assessment.submit',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.assessment.submitted'],
    async handle(visit, form) {
      const { roundId, code } = placeOf(visit)
      const { stand, facts } = await readAssessment(visit.platform, visit.actor, roundId, code)
      const refusal = refuseSubmit(facts)
      if (refusal) throw mayNot(refusal)
      const name = stand.region.regionName
      const plain = (text: string | undefined) => (text ?? '').toLowerCase().replace(/\s+/g, ' ').trim()
      if (plain(form.text('nama')) !== plain(name)) {
        throw invalid({
          field: 'nama',
          sentence: { id: assessmentId.confirmNameWrong(name), en: assessmentEn.confirmNameWrong(name) },
        })
      }
      const empty = /^\d{1,4}$/.exec(form.text('kosong') ?? '')?.[0]
      await submitAssessment(visit.platform, visit.actor, roundId, code, visit.writer, {
        unanswered: empty === undefined ? undefined : Number(empty),
      })
      return visit.c.redirect(`${regionPath(roundId, code)}?pesan=terkirim`, 303)
    },
  },
}

async function submitView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, actor, platform } = visit
  const t = assessmentPhrases(lang)
  const { roundId, code } = placeOf(visit)
  const assessment = await readAssessment(platform, actor, roundId, code)
  const { stand, facts } = assessment
  const refusal = refuseSubmit(facts)
  if (facts.relation !== 'regional-head' && facts.relation !== 'secretariat') {
    throw mayNot(refusal ?? { id: assessmentId.submitOnlyHead, en: assessmentEn.submitOnlyHead })
  }
  const checks = await checksOf(visit, assessment)
  const lost = stand.phase === 'filling' ? await lostSources(platform, assessment) : []
  const unanswered = assessment.rows.filter(row => (row.answer?.level ?? null) === null).length
  const name = stand.region.regionName
  const problems = (retry?.problem.fields ?? []).map(({ field, sentence }) => ({ field, message: sentence[lang] }))
  const errorOf = (field: string) => problems.find(problem => problem.field === field)?.message
  const body = (
    <div class="pt-2">
      <ErrorSummary
        problems={retry && problems.length === 0 ? [{ message: retry.problem.sentence[lang] }] : problems}
        lang={lang}
      />
      <h1>{t.submitTitle(name)}</h1>
      <FrozenCall visit={visit} stand={stand} />
      {stand.phase === 'filling' && (
        <>
          <DueLine visit={visit} stand={stand} />
          <p class="lead mt-3 mb-10">{t.submitLead}</p>
          {checks.length === 0 ? (
            <p>{t.submitNothing}</p>
          ) : (
            <Checks visit={visit} assessment={assessment} checks={checks} />
          )}
          <LostSources visit={visit} assessment={assessment} lost={lost} />
        </>
      )}
      {refusal ? (
        stand.phase === 'filling' && (
          <div class="mt-12">
            <Call tone="info">{refusal[lang]}</Call>
          </div>
        )
      ) : (
        <form method="post" action={`${regionPath(roundId, code)}/kirim`} class="mt-12 max-w-[40rem]" novalidate>
          {unanswered > 0 && (
            <Field
              name="kosong"
              lang={lang}
              short
              inputmode="numeric"
              label={t.confirmEmpty}
              hint={t.confirmEmptyHint(formatCount(unanswered, lang))}
              error={errorOf('kosong')}
              value={retry?.form.text('kosong')}
              autocomplete="off"
            />
          )}
          <Field
            name="nama"
            lang={lang}
            label={t.confirmName}
            hint={t.confirmNameHint(name)}
            error={errorOf('nama')}
            value={retry?.form.text('nama')}
            autocomplete="off"
          />
          <Button look="primary">{t.submitDo}</Button>
        </form>
      )}
    </div>
  )
  return {
    title: t.submitTitle(name),
    body,
    working: true,
    section: '/putaran',
    crumbs: crumbsOf(visit, stand, { label: t.submit }),
  }
}

async function checksOf({ platform }: Visit, { rows, stand, instrument }: Assessment): Promise<SubmissionCheck[]> {
  const { sql } = platform.db
  const { round, region } = stand
  const subjects = rows.map(row => answerSubject(round.id, row.id))
  const uses = await listUses(sql, region.regionCode, ANSWER_SUBJECT, subjects)
  const ground = await getGround(sql, round.id, region.regionCode)
  return submissionChecks(
    rows.map(row => ({
      questionId: row.id,
      level: row.answer?.level ?? null,
      state: row.answer?.state,
      evidenceAdded: (uses.get(answerSubject(round.id, row.id)) ?? []).map(use => use.evidence.createdAt),
      last: ground.last(row.id),
    })),
    instrument.scale.max,
    platform.clock.now(),
  )
}

/** Answers whose figure of the portfolio has vanished: they go in with what was typed. */
function LostSources(props: { visit: Visit; assessment: Assessment; lost: readonly string[] }) {
  const { visit, assessment, lost } = props
  if (lost.length === 0) return null
  const { stand, rows } = assessment
  return (
    <div class="mt-8 max-w-3xl">
      <Call tone="due" title={sourcePhrases(visit.lang).lost(formatCount(lost.length, visit.lang))}>
        <ul class="list-disc pl-5">
          {lost.map(id => (
            <li>
              <a class="a" href={questionPath(stand.round.id, stand.region.regionCode, id)}>
                {rows.find(row => row.id === id)?.question.text[visit.lang] ?? id}
              </a>
            </li>
          ))}
        </ul>
      </Call>
    </div>
  )
}

const mostLines = 10

function Checks({
  visit: { lang },
  assessment,
  checks,
}: {
  visit: Visit
  assessment: Assessment
  checks: SubmissionCheck[]
}) {
  const t = assessmentPhrases(lang)
  const { rows, stand } = assessment
  const link = (id: string) => (
    <a class="a" href={questionPath(stand.round.id, stand.region.regionCode, id)}>
      {rows.find(row => row.id === id)?.question.text[lang] ?? id}
    </a>
  )
  return (
    <ul class="list max-w-3xl">
      {checks.map((check, at) => {
        const ids =
          check.kind === 'all-highest'
            ? []
            : check.kind === 'jump'
              ? check.questions.map(one => one.questionId)
              : check.questionIds
        const count = check.kind === 'all-highest' ? check.count : ids.length
        const jumps = check.kind === 'jump' ? new Map(check.questions.map(one => [one.questionId, one])) : undefined
        return (
          <li>
            <b>{at + 1}</b>
            <div>
              <strong>{t.check[check.kind](count)}</strong>
              {ids.length > 0 && (
                <ul class="list-disc pl-5 mt-2">
                  {ids.slice(0, mostLines).map(id => {
                    const jump = jumps?.get(id)
                    return (
                      <li>
                        {link(id)}
                        {jump && ` ${t.jumpLine(formatDecimal(jump.before, lang), jump.edition, String(jump.level))}`}
                      </li>
                    )
                  })}
                  {ids.length > mostLines && <li>{t.moreLines(ids.length - mostLines)}</li>}
                </ul>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
