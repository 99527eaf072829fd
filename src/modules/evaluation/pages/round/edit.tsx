import { Problem } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { mayRunRounds } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { updateRound } from '../../actions/round/update-round.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { listInstruments } from '../../store/instruments.ts'
import { RoundErrors, RoundForm, readRoundForm, usable, valuesOf } from './form.tsx'
import { crumbsOf, flashOf, roundTitle, section } from './words.ts'

/** `/putaran/:round/ubah`: dates, title and letter; after somebody else's change with both versions. */
export const editRoundPage: Page = {
  path: '/putaran/:round/ubah',
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  show: editView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.round.changed'],
    async handle({ c, platform, actor, writer }, form) {
      const roundId = c.req.param('round') ?? ''
      const version = Number(/^\d{1,9}$/.exec(form.text('version') ?? '')?.[0] ?? 0)
      await updateRound(platform, actor, { roundId, version, input: readRoundForm(form) }, writer)
      return c.redirect(`/putaran/${roundId}/ubah?pesan=disimpan`, 303)
    },
  },
}

async function editView({ c, lang, platform, actor }: Visit, retry?: Retry): Promise<View> {
  const t = roundPagePhrases(lang).form
  const sql = platform.db.sql
  const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
  if (round.state === 'closed' && !retry) throw closed()
  const values = valuesOf(round)
  const title = t.editTitle(roundTitle(round, lang))
  return {
    title,
    section,
    crumbs: crumbsOf(round, lang, t.dates),
    ...(retry ? {} : flashOf(c.req.query('pesan'), lang)),
    body: (
      <div class="pt-2">
        <RoundErrors retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3">{round.state === 'open' ? t.editLeadOpen : t.editLead}</p>
        {round.state === 'open' && (
          <div class="mt-6 max-w-[40rem]">
            <Call>{`${t.instrument}: ${round.instrumentId}, ${t.fixed}.`}</Call>
          </div>
        )}
        <RoundForm
          lang={lang}
          action={`/putaran/${round.id}/ubah`}
          values={values}
          retry={retry}
          instruments={usable(await listInstruments(sql))}
          groups={[]}
          round={round}
          stored={retry?.problem.code === 'changed-meanwhile' ? values : undefined}
        />
      </div>
    ),
  }
}

const closed = () =>
  new Problem('conflict', {
    id: 'Putaran ini sudah ditutup. Tidak ada yang diubah lagi.',
    en: 'This round is closed. Nothing changes any more.',
  })
