import { formatCount, formatDateShort } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Table } from '#ui/table.tsx'
import { mayRunRounds } from '../../access.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { shortNames } from '../../rules/scoring/short-names.ts'
import { listPanel, type PanelMember } from '../../store/round/panel.ts'
import { countScores, listSubmittedScores, type SubmittedScore } from '../../store/scoring/scores.ts'
import { dimensionWord } from '../words.ts'
import { regionPath, type Sheet, sheetPath } from './sheet-data.ts'

interface PanelView {
  members: PanelMember[]
  counts: ReadonlyMap<string, number>
  scores: SubmittedScore[]
}

/** How far each assessor is, and the scores of sheets that are in; three statements. */
export async function loadPanel({ platform }: Visit, { roundId, code, stand }: Sheet): Promise<PanelView> {
  const { sql } = platform.db
  return {
    members: (await listPanel(sql, roundId, code)).filter(({ endedAt }) => endedAt === undefined),
    counts: await countScores(sql, roundId, code),
    scores: stand.sight.otherScores === 'none' ? [] : await listSubmittedScores(sql, roundId, code),
  }
}

/** For the ministry and the auditor. */
export function PanelPart({ visit, sheet, panel }: { visit: Visit; sheet: Sheet; panel: PanelView }) {
  const { lang, actor } = visit
  const t = scoringPhrases(lang)
  const { roundId, code, total, stand } = sheet
  const here = regionPath(roundId, code)
  const name = roundPhrases(lang).assessor
  const scoredOf = (accountId: string) =>
    t.scored(formatCount(panel.counts.get(accountId) ?? 0, lang), formatCount(total, lang))
  const mayReopen = mayRunRounds(actor) === undefined && stand.phase === 'submitted'
  return (
    <>
      <p class="lead mb-6">{t.panelLead}</p>
      {stand.phase === 'filling' && (
        <div class="mb-6">
          <Call>{t.notYet}</Call>
        </div>
      )}
      <div class="max-w-3xl">
        <Table
          lang={lang}
          caption={t.panelTitle(stand.region.regionName)}
          rows={panel.members}
          empty={{ fact: t.panelNobody, reason: t.panelNobodyWhy }}
          columns={[
            {
              key: 'place',
              label: t.assessor,
              rowHeader: true,
              cell: ({ place, accountId }) => (
                <>
                  {name(place)}
                  <span class="only-narrow block text-sm font-normal text-muted">{scoredOf(accountId)}</span>
                </>
              ),
            },
            {
              key: 'scored',
              label: t.progress,
              align: 'right',
              onlyWide: true,
              cell: ({ accountId }) => scoredOf(accountId),
            },
            {
              key: 'state',
              label: t.panelState,
              cell: ({ submittedAt }) =>
                submittedAt ? (
                  <Chip status="ok">{t.submittedAt(formatDateShort(submittedAt, lang, stand.region.zone))}</Chip>
                ) : (
                  <Chip status="idle">{t.panelOpen}</Chip>
                ),
            },
            ...(mayReopen
              ? [
                  {
                    key: 'reopen',
                    label: t.reopenLink,
                    labelHidden: true,
                    cell: ({ place, submittedAt }: PanelMember) =>
                      submittedAt && (
                        <a class="a" href={`${here}/buka-lembar?asesor=${place}`}>
                          {t.reopenLink}
                          <span class="sr-only">, {name(place)}</span>
                        </a>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {stand.sight.remarks !== 'none' && (
        <p class="mt-6">
          <Button href={`${here}/catatan`}>{t.remarksLink}</Button>
        </p>
      )}
      {panel.scores.length > 0 && <Matrix visit={visit} sheet={sheet} panel={panel} />}
    </>
  )
}

/** Sheets that are in, side by side. */
function Matrix({ visit: { lang }, sheet, panel }: { visit: Visit; sheet: Sheet; panel: PanelView }) {
  const { ground, roundId, code } = sheet
  const t = scoringPhrases(lang)
  const names = shortNames(ground.instrument)
  const places = [...new Set(panel.scores.map(({ place }) => place))]
  const byKey = new Map(panel.scores.map(score => [`${score.place} ${score.questionId}`, score]))
  return (
    <>
      {ground.instrument.dimensions.map(dimension => {
        const name = dimensionWord(dimension.code, lang, ground.instrument)
        return (
          <section class="sec" aria-labelledby={`bagian-${dimension.code}`}>
            <h2 id={`bagian-${dimension.code}`} class="mb-2">
              {name}
            </h2>
            <Table
              lang={lang}
              caption={name}
              rows={questionsOf(dimension)}
              columns={[
                {
                  key: 'question',
                  label: t.question,
                  rowHeader: true,
                  cell: ({ id }) => (
                    <a class="a wrap-anywhere" href={sheetPath(roundId, code, id)}>
                      {names.get(id)?.[lang]}
                    </a>
                  ),
                },
                ...places.map(place => ({
                  key: String(place),
                  label: (
                    <>
                      <span class="sr-only">{t.assessor} </span>
                      {place}
                    </>
                  ),
                  align: 'right' as const,
                  cell: ({ id }: { id: string }) => byKey.get(`${place} ${id}`)?.score ?? '–',
                })),
              ]}
            />
          </section>
        )
      })}
    </>
  )
}
