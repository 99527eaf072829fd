import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadRounds, mayRunRounds } from '../../access.ts'
import type { Round } from '../../model-round.ts'
import { roundPagePhrases, roundPhrases } from '../../phrases/round.ts'
import { seesRound } from '../../rules/round/sees-round.ts'
import { countRegionsOfRounds } from '../../store/round/past-regions.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { count, groupWord } from '../words.ts'
import { roundTitle, section, stepsNow } from './words.ts'

export const stateLook: Record<Round['state'], Status> = { draft: 'idle', open: 'due', closed: 'ok' }

/** `/putaran`: all rounds, newest edition first; drafts only for those who see them. */
export const roundsPage: Page = {
  path: '/putaran',
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  async show({ platform, actor, lang }) {
    const t = roundPagePhrases(lang)
    const sql = platform.db.sql
    const now = platform.clock.now()
    const [all, counts] = await Promise.all([listRounds(sql), countRegionsOfRounds(sql)])
    const rounds = all.filter(round => seesRound(actor, round))
    const runs = mayRunRounds(actor) === undefined
    const make = <Button href="/putaran/baru">{t.make}</Button>
    return {
      title: t.title,
      section,
      body: (
        <div class="pt-6">
          <h1>{t.title}</h1>
          <p class="lead mt-3 mb-8">{t.lead}</p>
          {runs && rounds.length > 0 && <p class="mb-8">{make}</p>}
          <Table<Round>
            lang={lang}
            caption={t.title}
            rows={rounds}
            empty={{
              fact: t.none,
              reason: runs ? t.noneMinistry : t.noneReason,
              ...(runs ? { action: make } : {}),
            }}
            columns={[
              {
                key: 'round',
                label: t.column.round,
                rowHeader: true,
                cell: round => (
                  <>
                    <a class="a" href={`/putaran/${round.id}`}>
                      {roundTitle(round, lang)}
                    </a>
                    <small class="block font-normal text-muted">
                      {round.edition}, {groupWord(round.group, lang)}
                      {round.stage && `, ${roundPhrases(lang).stage[round.stage]}`}
                    </small>
                  </>
                ),
              },
              {
                key: 'state',
                label: t.column.state,
                cell: round => (
                  <Chip status={stateLook[round.state]}>{roundPhrases(lang).roundState[round.state]}</Chip>
                ),
              },
              {
                key: 'now',
                label: t.column.now,
                onlyWide: true,
                cell: round => (round.state === 'closed' ? t.over : stepsNow(round, now, lang)),
              },
              {
                key: 'regions',
                label: t.column.regions,
                align: 'right',
                cell: round => count(counts.get(round.id) ?? 0, lang),
              },
            ]}
          />
        </div>
      ),
    }
  },
}
