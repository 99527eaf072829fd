import type { Refusal } from '#kit/actor.ts'
import type { SectionState } from '../../model-book.ts'

/** The steps that people take with a section; from empty to draft it goes by writing. */
export const MOVES = ['submit', 'withdraw', 'accept', 'return', 'lock', 'unlock'] as const
export type Move = (typeof MOVES)[number]

/** Who takes a step: writers of the office, reviewers, the secretariat. */
export type Hand = 'write' | 'review' | 'keep'

interface Step {
  from: readonly SectionState[]
  to: SectionState
  hand: Hand
  /** A sentence must say why. */
  note: boolean
}

export const STEPS: Record<Move, Step> = {
  submit: { from: ['empty', 'draft'], to: 'review', hand: 'write', note: false },
  withdraw: { from: ['review'], to: 'draft', hand: 'write', note: false },
  accept: { from: ['review'], to: 'accepted', hand: 'review', note: false },
  return: { from: ['review', 'accepted'], to: 'draft', hand: 'review', note: true },
  lock: { from: ['accepted'], to: 'locked', hand: 'keep', note: false },
  unlock: { from: ['locked'], to: 'accepted', hand: 'keep', note: true },
}

/** States in which the words and blocks of a section may change. */
export const WRITABLE: readonly SectionState[] = ['empty', 'draft', 'review']

/** The steps that stand open to somebody who has these hands. */
export const movesOf = (state: SectionState, hands: ReadonlySet<Hand>): Move[] =>
  MOVES.filter(move => STEPS[move].from.includes(state) && hands.has(STEPS[move].hand))

/** Why a step is not possible from this state; undefined when it is. A section without a word is not given to review. */
export function refuseMove(move: Move, section: { state: SectionState; words: number; wordsWanted: number }): Refusal {
  if (move === 'submit' && section.words === 0 && section.wordsWanted > 0) {
    return {
      id: 'Bagian ini belum berisi tulisan. Tulis dahulu, lalu kirim untuk ditinjau.',
      en: 'Nothing was written in this section. Write first, then send it to review.',
    }
  }
  if (STEPS[move].from.includes(section.state)) return undefined
  return NEEDED[move]
}

const NEEDED: Record<Move, { id: string; en: string }> = {
  submit: {
    id: 'Hanya bagian yang sedang ditulis dapat dikirim untuk ditinjau. Muat ulang halaman untuk melihat keadaannya.',
    en: 'Only a section in writing can be sent to review. Reload the page to see its state.',
  },
  withdraw: {
    id: 'Bagian ini tidak sedang ditinjau. Muat ulang halaman untuk melihat keadaannya.',
    en: 'This section is not in review. Reload the page to see its state.',
  },
  accept: {
    id: 'Hanya bagian yang sedang ditinjau dapat diterima. Minta OPD pemiliknya mengirimnya dahulu.',
    en: 'Only a section in review can be accepted. Ask the office that owns it to send it first.',
  },
  return: {
    id: 'Hanya bagian yang ditinjau atau diterima dapat dikembalikan. Yang terkunci dibuka dahulu oleh sekretariat.',
    en: 'Only a section in review or accepted can be returned. The secretariat opens a locked one first.',
  },
  lock: {
    id: 'Hanya bagian yang sudah diterima dapat dikunci. Minta peninjau menerimanya dahulu.',
    en: 'Only an accepted section can be locked. Ask a reviewer to accept it first.',
  },
  unlock: {
    id: 'Bagian ini tidak terkunci. Muat ulang halaman untuk melihat keadaannya.',
    en: 'This section is not locked. Reload the page to see its state.',
  },
}

/** Why the words or blocks of a section do not change now; undefined when they do. */
export function refuseText(state: SectionState): Refusal {
  if (WRITABLE.includes(state)) return undefined
  return state === 'locked'
    ? {
        id: 'Bagian ini terkunci. Minta sekretariat daerah membukanya, atau tulis komentar.',
        en: 'This section is locked. Ask the secretariat to open it, or write a comment.',
      }
    : {
        id: 'Bagian ini sudah diterima. Minta peninjau mengembalikannya untuk ditulis, atau tulis komentar.',
        en: 'This section was accepted. Ask a reviewer to return it for writing, or write a comment.',
      }
}
