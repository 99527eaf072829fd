import { invalid, mayNot } from '#kit/problem.ts'
import { largestFile, saveEvidence } from '#modules/evidence/index.ts'
import type { Form, Page, Visit } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, mayVote, mayWritePlans, refuseKeep } from '../../access.ts'
import { archiveCard } from '../../actions/worksheet/archive-card.ts'
import { chooseCard } from '../../actions/worksheet/choose-card.ts'
import { cardArchived, noSuchCard, refuseCard } from '../../actions/worksheet/ground.ts'
import { moveCard } from '../../actions/worksheet/move-card.ts'
import { proveCard } from '../../actions/worksheet/prove-card.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import { setVoting } from '../../actions/worksheet/set-voting.ts'
import { refuseVoting, voteCard } from '../../actions/worksheet/vote-card.ts'
import { CHOICES } from '../../model-card.ts'
import { wholeIn } from '../workshop/retry.tsx'
import { cardView } from './card.tsx'
import { choiceView } from './choice.tsx'
import { cardHref, cardPlace, cardStandOf, seriesHref, seriesOf, seriesPlace, sheetHref } from './place.ts'

/** `…/:card/kondisi`: answers a readiness question with one tap. */
export const conditionPage: Page = {
  path: `${cardPlace}/kondisi`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      const { card } = stand
      refuseCard(actor, stand, card)
      if (card.sheet !== 'readiness') throw noSuchCard()
      const { title, organisationId } = card
      const content = { ...card.content, condition: form.text('condition') }
      await saveCard(
        platform,
        actor,
        { ...card, version: wholeIn(form.text('version')), input: { title, organisationId, content } },
        writer,
      )
      return c.redirect(`${sheetHref(card.regionCode, card.seriesId, 'readiness')}?pesan=tersimpan#k-${card.id}`, 303)
    },
  },
}

/** `…/:card/arsip`: takes a card off its sheet or brings it back. */
export const archiveCardPage: Page = {
  path: `${cardPlace}/arsip`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.archived', 'masterplan.card.restored'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      refuseCard(actor, stand, stand.card)
      const archived = form.text('kembali') === undefined
      const card = await archiveCard(
        platform,
        actor,
        {
          regionCode: stand.region.code,
          cardId: stand.card.id,
          version: wholeIn(form.text('version')),
          archived,
        },
        writer,
      )
      return c.redirect(`${cardHref(card)}?pesan=${archived ? 'diarsipkan' : 'dikembalikan'}`, 303)
    },
  },
}

/** `…/:card/urutan`: one place up or down. */
export const moveCardPage: Page = {
  path: `${cardPlace}/urutan`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.moved'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      refuseCard(actor, stand, stand.card)
      const by = form.text('arah') === 'naik' ? -1 : 1
      const { regionCode, id: cardId } = stand.card
      await moveCard(platform, actor, { regionCode, cardId, by }, writer)
      return c.redirect(`${cardHref(stand.card)}?pesan=dipindah`, 303)
    },
  },
}

/** `…/:card/suara`: points of one person for one card. */
export const votePage: Page = {
  path: `${cardPlace}/suara`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.vote',
    may: mayVote,
    limit: 'write',
    audit: ['masterplan.card.voted'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      refuseVoting(actor, stand, stand.region.code)
      const typed = form.text('points')
      const points = typed === undefined ? undefined : (wholeIn(typed) ?? 0)
      await voteCard(platform, actor, { regionCode: stand.region.code, cardId: stand.card.id, points }, writer)
      return c.redirect(`${cardHref(stand.card)}?pesan=poin`, 303)
    },
  },
}

/** `…/:card/keputusan`: the secretariat chooses or drops a candidate. */
export const choosePage: Page = {
  path: `${cardPlace}/keputusan`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.card.choice_changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      const refusal = refuseKeep(actor, stand.region.code)
      if (refusal) throw mayNot(refusal)
      const choice = CHOICES.find(one => one === form.text('choice'))
      if (choice === undefined) {
        throw invalid({ field: 'choice', sentence: { id: 'Pilih keputusannya.', en: 'Choose a decision.' } })
      }
      const card = await chooseCard(
        platform,
        actor,
        {
          regionCode: stand.region.code,
          cardId: stand.card.id,
          version: wholeIn(form.text('version')),
          choice,
          reason: form.text('reason'),
        },
        writer,
      )
      return c.redirect(`${cardHref(card)}?pesan=keputusan`, 303)
    },
  },
}

/** `…/:card/bukti`: attaches a photo, a file or a page to a card, or takes evidence off. */
export const proofPage: Page = {
  path: `${cardPlace}/bukti`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: cardView,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'upload',
    audit: ['masterplan.card.proven', 'evidence.item.added', 'evidence.item.found_again', 'evidence.uses.changed'],
    maxBytes: largestFile + 128 * 1024,
    handle: saveProof,
  },
}

async function saveProof(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const stand = await cardStandOf(visit)
  refuseCard(actor, stand, stand.card)
  if (stand.card.archivedAt !== undefined) throw cardArchived()
  const { regionCode, id } = stand.card
  const file = form.file('berkas')
  const url = form.text('alamat')
  const hasFile = file !== undefined && file.size > 0
  const off = new Set(form.all('lepas'))
  if (!hasFile && url === undefined && off.size === 0) {
    throw invalid({
      field: 'berkas',
      sentence: {
        id: 'Pilih foto atau berkas, tulis alamat halaman, atau centang bukti yang dilepas.',
        en: 'Choose a photo or file, write an address, or tick what is taken off.',
      },
    })
  }
  const added =
    hasFile || url !== undefined
      ? await saveEvidence(
          platform,
          {
            regionCode,
            title: form.text('judul') ?? stand.card.title,
            ...(hasFile ? { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } } : { url }),
          },
          { actor, writer },
        )
      : undefined
  await proveCard(
    platform,
    actor,
    { regionCode, cardId: id, attach: added ? [added.evidence.id] : [], detach: [...off] },
    writer,
  )
  return c.redirect(`${cardHref(stand.card)}?pesan=bukti#bukti`, 303)
}

/** `…/:series/suara`: opens or closes points, weights and scores. */
export const votingPage: Page = {
  path: `${seriesPlace}/suara`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: choiceView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.voting.opened', 'masterplan.voting.closed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await seriesOf(visit)
      const refusal = refuseKeep(actor, region.code)
      if (refusal) throw mayNot(refusal)
      const voting = form.text('voting') === 'closed' ? 'closed' : 'open'
      await setVoting(platform, actor, { regionCode: region.code, seriesId: series.id, voting }, writer)
      return c.redirect(`${seriesHref(region.code, series.id)}/pilihan?pesan=suara`, 303)
    },
  },
}
