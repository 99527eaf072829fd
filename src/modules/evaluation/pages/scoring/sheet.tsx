import { invalid } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { mayOpenSheets, mayScore } from '../../access.ts'
import { getGround, notSeen } from '../../actions/scoring/ground.ts'
import { saveScore } from '../../actions/scoring/save-score.ts'
import type { Dimension, Question } from '../../model.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { readScore } from '../../rules/scoring/check-score.ts'
import { dimensionWord } from '../words.ts'
import { scoringId } from '../../phrases/scoring-id.ts'
import { scoringEn } from '../../phrases/scoring-en.ts'
import { AnswerColumn } from './answer-column.tsx'
import { answerIslands, loadAnswer } from './answer-data.ts'
import { QuestionNav } from './question-nav.tsx'
import { ScoreColumn } from './score-column.tsx'
import { loadSheet, placeOf, sheetPath, sheetPlace } from './sheet-data.ts'
import { SheetHead } from './sheet-head.tsx'
import { noSuchQuestion } from '../../actions/round/stand.ts'

/** Names of the controls, by the names of the API. */
const controls: Record<string, string> = { score: 'nilai', note: 'catatan' }

/** One question of an assessor's sheet: what the region handed in, and the own score. */
export const sheetPage: Page = {
  path: `${sheetPlace}/nilai/:question{[A-Za-z0-9.-]+}`,
  permission: 'evaluation.sheet.read',
  may: mayOpenSheets,
  show: sheetView,
  submit: {
    permission: 'evaluation.score.write',
    may: mayScore,
    limit: 'write',
    audit: ['evaluation.score.saved'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { roundId, code } = placeOf(visit)
      const questionId = c.req.param('question') ?? ''
      const ground = await getGround(platform.db.sql, roundId, code)
      const { scale } = ground.instrument
      const clears = form.text('aksi') === 'kosongkan'
      const typed = readScore(clears ? undefined : form.text('nilai'), scale)
      if (typed.error) throw invalid({ field: 'score', sentence: typed.error })
      const note = form.text('catatan') ?? ''
      const flagged = form.text('tandai') !== undefined
      if (typed.score === undefined && !clears && note === '' && !flagged) {
        throw invalid({
          field: 'score',
          sentence: {
            id: scoringId.chooseScore(scale.min, scale.max),
            en: scoringEn.chooseScore(scale.min, scale.max),
          },
        })
      }
      await saveScore(
        platform,
        actor,
        {
          roundId,
          regionCode: code,
          questionId,
          // A form without a choice keeps what is stored: only the button says "clear".
          ...(clears ? { score: null } : typed.score === undefined ? {} : { score: typed.score }),
          note,
          flagged,
          version: Number(form.text('versi') ?? 0) || undefined,
        },
        writer,
      )
      const ids = [...ground.questions.keys()]
      const next = clears || form.text('aksi') === 'tetap' ? questionId : ids[ids.indexOf(questionId) + 1]
      return c.redirect(sheetPath(roundId, code, next), 303)
    },
  },
}

/** Its number within the part. */
const numberOf = ({ question, dimension }: { question: Question; dimension: Dimension }): number =>
  questionsOf(dimension).findIndex(({ id }) => id === question.id) + 1

async function sheetView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, c } = visit
  const t = scoringPhrases(lang)
  const sheet = await loadSheet(visit)
  const { stand, ground, roundId, code } = sheet
  const questionId = c.req.param('question') ?? ''
  const found = ground.questions.get(questionId)
  if (!found) throw noSuchQuestion(questionId)
  if (stand.sight.answers !== 'all') throw notSeen(stand, visit.platform.clock.now())
  const given = await loadAnswer(visit, sheet, questionId)
  const errors = retry?.problem.fields.map(({ field, sentence }) => ({
    field: controls[field] ?? field,
    message: sentence[lang],
  }))
  const conflict = retry?.problem.code === 'changed-meanwhile'
  const problems = !retry || conflict ? [] : errors?.length ? errors : [{ message: retry.problem.sentence[lang] }]
  const place = dimensionWord(found.dimension.code, lang, ground.instrument)
  return {
    title: `${place} ${numberOf(found)}, ${stand.region.regionName}`,
    crumbs: [
      { label: t.link, href: '/lembar' },
      { label: stand.region.regionName, href: sheetPath(roundId, code) },
      { label: place },
    ],
    section: '/lembar',
    working: true,
    islands: ['score-sheet.ts', ...answerIslands(given)],
    ...(retry ? { status: retry.problem.status } : {}),
    body: (
      <>
        <ErrorSummary problems={problems} lang={lang} />
        <SheetHead lang={lang} sheet={sheet} />
        <div class="grid lg:grid-cols-[15rem_1fr_19rem] gap-x-10 border-t border-base-300">
          <QuestionNav lang={lang} sheet={sheet} questionId={questionId} />
          <AnswerColumn lang={lang} sheet={sheet} questionId={questionId} given={given} />
          <ScoreColumn
            visit={visit}
            sheet={sheet}
            questionId={questionId}
            given={given}
            retry={retry}
            errors={Object.fromEntries((conflict ? [] : (errors ?? [])).map(({ field, message }) => [field, message]))}
          />
        </div>
      </>
    ),
  }
}
