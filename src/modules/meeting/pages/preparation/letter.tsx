import { formatDate, type Lang } from '#kit/format.ts'
import { EvidenceList, type EvidenceUse } from '#modules/evidence/index.ts'
import { Facts } from '#ui/facts.tsx'
import type { Board } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { meetingHref } from '../nav.tsx'

/** What the letter of the ministry asks, by when and for which meeting, with its file. */
export function Letter({ board, seen, lang }: { board: Board; seen: readonly EvidenceUse[]; lang: Lang }) {
  const t = preparationPhrases(lang)
  const date = board.letterDate === undefined ? '' : formatDate(board.letterDate, lang)
  const noted = board.letterFrom ?? board.letterNumber ?? board.letterDate
  return (
    <div class="mt-6 max-w-[44rem]">
      <Facts
        facts={[
          { label: t.due, value: formatDate(board.dueOn, lang) },
          ...(noted === undefined
            ? []
            : [{ label: t.letterFile, value: t.letter(board.letterFrom ?? '', board.letterNumber ?? '', date) }]),
          ...(board.what === undefined ? [] : [{ label: t.asks, value: board.what }]),
          ...(board.meetingId === undefined
            ? []
            : [
                {
                  label: t.forMeeting,
                  value: (
                    <a class="a" href={meetingHref(board.regionCode, board.meetingId)}>
                      {board.meetingTitle}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {seen.length === 0 ? (
        <p class="note mt-3">{t.noLetterFile}</p>
      ) : (
        <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
      )}
    </div>
  )
}
