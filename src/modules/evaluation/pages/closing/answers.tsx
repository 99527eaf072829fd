import { formatDate, formatDateTime, formatDecimal } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { EvidenceRow } from '#ui/evidence-row.tsx'
import { Facts } from '#ui/facts.tsx'
import { Icon } from '#ui/icon.tsx'
import { mayReadResults } from '../../access.ts'
import { withoutPersonalData } from '../../actions/assessment/public-submission.ts'
import type { Dimension, Instrument } from '../../model.ts'
import type { RoundRegion, Submission, SubmittedAnswer, SubmittedEvidence } from '../../model-round.ts'
import { closingPhrases } from '../../phrases/closing.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { findSubmission } from '../../store/assessment/submissions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { regionPath } from '../assessment/place.ts'
import { crumbsOf, section } from '../round/words.ts'
import { count, dimensionWord } from '../words.ts'
import { SourceLine } from '../source/source-part.tsx'
import { codeParam, getResultStand } from './report.ts'

/** What a region handed in, for everybody once the round is closed; evidence with personal data is left out. */
export const answersPage: Page = {
  path: `/putaran/:round/${codeParam}/jawaban`,
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show(visit) {
    const { lang, platform } = visit
    const { round, region } = await getResultStand(visit)
    const t = closingPhrases(lang)
    const given = await findSubmission(platform.db.read, round.id, region.regionCode)
    const instrument = await findInstrument(platform.db.read, round.instrumentId)
    const title = t.answersTitle(region.regionName)
    return {
      title,
      section,
      crumbs: crumbsOf(round, lang, region.regionName),
      body: (
        <div class="pt-2">
          <h1>{title}</h1>
          {given && instrument ? (
            <Answers
              lang={lang}
              region={region}
              instrument={instrument.content}
              content={await withoutPersonalData(platform.db.read, given)}
            />
          ) : (
            <div class="mt-8">
              <Empty
                fact={t.noAnswers}
                reason={t.noAnswersReason}
                action={<Button href={`/putaran/${round.id}/${region.regionCode}/hasil`}>{t.toResult}</Button>}
              />
            </div>
          )}
        </div>
      ),
    }
  },
}

function Answers(props: { lang: Visit['lang']; region: RoundRegion; instrument: Instrument; content: Submission }) {
  const { lang, region, instrument, content } = props
  const t = closingPhrases(lang)
  const answers = new Map(content.answers.map(answer => [answer.questionId, answer]))
  return (
    <>
      <p class="lead mt-3 break-words">
        {t.answersLead(
          region.submittedAt ? formatDateTime(region.submittedAt, lang, region.zone) : '',
          region.submissionSha256 ?? '',
        )}
      </p>
      <p class="note mt-3">{t.answersPersonal}</p>
      {instrument.dimensions.map(dimension => (
        <DimensionAnswers
          lang={lang}
          dimension={dimension}
          name={dimensionWord(dimension.code, lang, instrument)}
          answers={answers}
          path={regionPath(content.round, region.regionCode)}
        />
      ))}
    </>
  )
}

function DimensionAnswers(props: {
  lang: Visit['lang']
  dimension: Dimension
  name: string
  answers: ReadonlyMap<string, SubmittedAnswer>
  path: string
}) {
  const { lang, dimension, name, answers, path } = props
  const questions = questionsOf(dimension)
  return (
    <section class="sec" aria-labelledby={`bagian-${dimension.code}`}>
      <h2 id={`bagian-${dimension.code}`}>{name}</h2>
      <details class="fold">
        <summary>
          <Icon name="chevron-down" />
          {closingPhrases(lang).openAnswers(count(questions.length, lang))}
        </summary>
        <ol class="max-w-[48rem]">
          {questions.map((question, at) => (
            <li class="border-t border-base-300 py-5">
              <h3 class="text-base">
                {at + 1}. {question.text[lang]}
              </h3>
              <OneAnswer lang={lang} answer={answers.get(question.id)} path={`${path}/soal/${question.id}`} />
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

function OneAnswer(props: { lang: Visit['lang']; answer: SubmittedAnswer | undefined; path: string }) {
  const { lang, answer, path } = props
  const t = scoringPhrases(lang)
  const silent = answer?.level === null && answer.narrative === undefined && answer.source === undefined
  if (!answer || silent) return <p class="note mt-2">{t.noAnswer}</p>
  return (
    <>
      <p class="text-sm text-muted mt-2">
        {answer.office === undefined ? t.answerOfSecretariat : t.answerOf(answer.office)}
        {answer.level !== null && `. ${t.ownEstimate}: ${t.ownEstimateOf(String(answer.level))}`}
      </p>
      <p class="mt-2 whitespace-pre-line">{answer.narrative ?? t.noNarrative}</p>
      {answer.figures.length > 0 && (
        <div class="mt-3 max-w-md">
          <Facts
            facts={answer.figures.map(({ label, value, unit }) => ({
              label,
              value: `${formatDecimal(value, lang, value.split('.')[1]?.length ?? 0)}${unit ? ` ${unit}` : ''}`,
            }))}
          />
        </div>
      )}
      <SourceLine lang={lang} source={answer.source} path={path} />
      {answer.evidence.length > 0 && (
        <ul class="mt-3">
          {answer.evidence.map(item => (
            <EvidenceRow
              icon={icons[item.kind]}
              title={item.title}
              href={`/bukti/${item.id}`}
              line={line(item, lang)}
            />
          ))}
        </ul>
      )}
    </>
  )
}

const icons = { file: 'file-text', photo: 'image', link: 'link', text: 'message-square' } as const

const line = ({ anchor, documentDate }: SubmittedEvidence, lang: Visit['lang']) =>
  [anchor, documentDate === undefined ? undefined : closingPhrases(lang).dated(formatDate(documentDate, lang))]
    .filter(part => part !== undefined)
    .join(', ')
