import { formatCount } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayOpenAssessment, refuseAnswer, refuseAssign, refuseSubmit } from '../../access.ts'
import { type Assessment, readAssessment } from '../../actions/assessment/read-assessment.ts'
import { linkableIn } from '../../actions/source/linkable.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { sourcePhrases } from '../../phrases/source.ts'
import { AllPart } from '../source/all-part.tsx'
import { dimensionWord } from '../words.ts'
import { Completeness } from './completeness.tsx'
import { SignPart, VerifyPart } from './deed-parts.tsx'
import { placeOf, questionPath, regionPath, regionPlace } from './place.ts'
import { filterHref, readFilter } from './question-filter.ts'
import { QuestionTable, StateChip } from './question-table.tsx'
import { crumbsOf, DueLine, FrozenCall, RegionStages } from './round-head.tsx'
import { waitingFor } from './waiting.ts'

/** The self-assessment of a region: what waits for the viewer, how far it is, and every question in sight. */
export const overviewPage: Page = {
  path: regionPlace,
  permission: 'evaluation.assessment.open',
  may: mayOpenAssessment,
  show: overviewView,
}

async function overviewView(visit: Visit): Promise<View> {
  const { c, lang, actor, platform } = visit
  const t = assessmentPhrases(lang)
  const { roundId, code } = placeOf(visit)
  const assessment = await readAssessment(platform, actor, roundId, code)
  const { stand, facts } = assessment
  const path = regionPath(roundId, code)
  const filter = readFilter(name => c.req.query(name), assessment)
  const waiting = waitingFor(assessment)
  const linkable = await linkableIn(platform, assessment)
  const body = (
    <div class="pt-2">
      <h1>{titleOf(visit, assessment, waiting.count)}</h1>
      <p class="eyebrow mt-3">
        {stand.region.regionName}, {stand.round.title[lang]}
      </p>
      {stand.phase === 'filling' && <DueLine visit={visit} stand={stand} />}
      <div class="tasks-first">
        <div class="dates my-8">
          <RegionStages visit={visit} stand={stand} />
        </div>
        <div>
          <FrozenCall visit={visit} stand={stand} />
          {stand.sight.answers === 'none' && stand.phase === 'filling' && (
            <Empty fact={t.stillFilling} reason={t.stillFillingWhy} />
          )}
          <Todo visit={visit} assessment={assessment} waiting={waiting} />
        </div>
      </div>
      <SignPart visit={visit} assessment={assessment} />
      <VerifyPart visit={visit} assessment={assessment} />
      {!refuseSubmit(facts) && (
        <p class="mt-8">
          <Button look="primary" href={`${path}/kirim`}>
            {t.toSubmit}
          </Button>
        </p>
      )}
      <Completeness visit={visit} assessment={assessment} path={path} />
      {stand.sight.answers !== 'none' && (
        <QuestionTable visit={visit} assessment={assessment} filter={filter} path={path} />
      )}
      {linkable && <AllPart visit={visit} linkable={linkable} path={path} />}
      <Ways visit={visit} assessment={assessment} path={path} />
    </div>
  )
  const said = c.req.query('pesan')
  const number = formatCount(Number(/^\d{1,4}$/.exec(c.req.query('n') ?? '')?.[0] ?? 0), lang)
  const flash =
    said === 'disetujui'
      ? t.signed(number)
      : said === 'diperiksa'
        ? t.verified(number)
        : said === 'terkirim'
          ? t.submitted
          : said === 'terunggah'
            ? t.workbookApplied(number)
            : said === 'tertaut'
              ? sourcePhrases(lang).allDone(number)
              : undefined
  return {
    title: t.title(stand.region.regionName),
    body,
    section: '/putaran',
    crumbs: crumbsOf(visit, stand),
    ...(flash === undefined ? {} : { flash }),
  }
}

/** One sentence that says the state of things for this viewer. */
export function titleOf({ lang }: Visit, { stand, facts }: Pick<Assessment, 'stand' | 'facts'>, count: number): string {
  const t = assessmentPhrases(lang)
  if (stand.phase === 'closed') return t.closed
  if (stand.phase === 'submitted') return t.handedIn
  switch (facts.relation) {
    case 'office-member':
      return t.waitingOfficer(count)
    case 'office-head':
      return t.waitingHead(count)
    case 'secretariat':
      return t.waitingSecretariat(count)
    case 'regional-head':
      return t.waitingRegionalHead(count)
    default:
      return t.filling
  }
}

const most = 6

function Todo({
  visit,
  assessment,
  waiting,
}: {
  visit: Visit
  assessment: Assessment
  waiting: ReturnType<typeof waitingFor>
}) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { stand, instrument } = assessment
  if (stand.phase !== 'filling' || stand.relation === 'regional-head' || waiting.rows.length === 0) return null
  const path = regionPath(stand.round.id, stand.region.regionCode)
  return (
    <section class="mt-10" aria-labelledby="harus">
      <h2 id="harus" class="mb-4">
        {t.todo}
      </h2>
      <ul class="todo max-w-3xl">
        {waiting.rows.slice(0, most).map(row => (
          <TodoRow
            href={questionPath(stand.round.id, stand.region.regionCode, row.id)}
            title={row.question.text[lang]}
            line={
              row.answer?.returnReason === undefined
                ? dimensionWord(row.dimension.code, lang, instrument)
                : t.returnedBecause(row.answer.returnReason)
            }
          >
            <StateChip visit={visit} state={row.answer?.state} />
          </TodoRow>
        ))}
      </ul>
      {waiting.rows.length > most && (
        <p class="mt-4">
          <a
            class="a"
            href={`${filterHref(path, { state: undefined, dimension: undefined, office: undefined, from: undefined }, stand.relation === 'secretariat' ? { state: 'menunggu-periksa' } : {})}#pertanyaan`}
          >
            {t.moreTodo(waiting.rows.length)}
          </a>
        </p>
      )}
    </section>
  )
}

/** The ways on from here that are open to the viewer. */
function Ways({ visit: { lang }, assessment, path }: { visit: Visit; assessment: Assessment; path: string }) {
  const t = assessmentPhrases(lang)
  const { facts, rows, stand } = assessment
  const writes = refuseAnswer(facts, { ownOffice: true, state: undefined }) === undefined
  const links = [
    ...(refuseAssign(facts) ? [] : [{ href: `${path}/pembagian`, label: t.toAssignment }]),
    ...(rows.length > 0 ? [{ href: `${path}/isian.xlsx`, label: t.toWorkbook }] : []),
    ...(writes ? [{ href: `${path}/unggah`, label: t.toUpload }] : []),
    ...(facts.relation === 'secretariat' && facts.phase === 'filling'
      ? [{ href: `${path}/kirim`, label: t.toSubmit }]
      : []),
    ...(['ministry', 'auditor'].includes(facts.relation) && stand.sight.otherScores === 'submitted'
      ? [{ href: `${path}/nilai`, label: t.toSheets }]
      : []),
  ]
  if (links.length === 0) return null
  return (
    <section class="sec no-print" aria-labelledby="luring">
      <h2 id="luring">{t.offline}</h2>
      <p class="note mt-1 mb-4">{t.offlineLead}</p>
      <p class="flex flex-wrap gap-3">
        {links.map(link => (
          <Button href={link.href}>{link.label}</Button>
        ))}
      </p>
    </section>
  )
}
