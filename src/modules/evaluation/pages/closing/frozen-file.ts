import { notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadResults } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import type { FrozenRound } from '../../model-closing.ts'
import type { Round } from '../../model-round.ts'
import { closingEn } from '../../phrases/closing-en.ts'
import { closingId } from '../../phrases/closing-id.ts'
import { RULE_TEXT } from '../../rules/closing/rule-version.ts'
import { findFrozenRound, listFrozenRegions } from '../../store/closing/frozen.ts'

const chunk = 60

/** Everything that a closed round was computed from, for anybody to compute it again; a region after the other. */
export const frozenFilePage: Page = {
  path: '/putaran/:round/beku.json',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  limit: 'document',
  async show({ c, platform, actor }) {
    const sql = platform.db.read
    const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
    const frozen = await findFrozenRound(sql, round.id)
    if (!frozen) throw notFound(closingId.noFrozen, closingEn.noFrozen)
    const parts = async function* () {
      // The last bracket is left open for the regions.
      yield `${JSON.stringify(headOf(round, frozen), null, 1).slice(0, -2)},\n "regions": [`
      for (let after = '', first = true; ;) {
        const regions = await listFrozenRegions(sql, round.id, { after, limit: chunk })
        for (const { regionCode, sha256, inputs, outcome } of regions) {
          yield `${first ? '' : ','}\n${JSON.stringify({ region: regionCode, sha256, inputs, outcome })}`
          first = false
        }
        if (regions.length < chunk) break
        after = regions.at(-1)?.regionCode ?? ''
      }
      yield '\n]}\n'
    }
    return new Response(streamOf(parts()), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="beku-${round.id}.json"`,
      },
    })
  },
}

/** A part is made when the reader asks for it. */
function streamOf(parts: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
}

const headOf = (round: Round, frozen: FrozenRound) => ({
  how: {
    id: [
      'Hitung ulang semuanya: npm run -s tudang -- recompute PUTARAN.',
      'SHA-256 daerah: atas teks kanonik (RFC 8785) dari {round, region, rule, instrument, inputs, outcome}; instrument adalah SHA-256 instrumennya.',
      'SHA-256 putaran: atas teks kanonik dari {round, rule, regions}; regions adalah SHA-256 tiap daerah menurut kodenya.',
    ],
    en: [
      'Recompute all of it: npm run -s tudang -- recompute ROUND.',
      'SHA-256 of a region: over the canonical text (RFC 8785) of {round, region, rule, instrument, inputs, outcome}; instrument is the SHA-256 of the instrument.',
      'SHA-256 of the round: over the canonical text of {round, rule, regions}; regions holds the SHA-256 of each region by its code.',
    ],
  },
  round: round.id,
  edition: round.edition,
  group: round.group,
  title: round.title,
  instrument: round.instrumentSha256,
  instrument_id: round.instrumentId,
  rule: frozen.ruleVersion,
  rule_text: RULE_TEXT,
  sha256: frozen.sha256,
  frozen_at: frozen.frozenAt.toISOString(),
})
