import { formatDateTime } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { findResult } from '../store/results.ts'
import { findFormerResult, type FormerResult } from '../store/token-contents.ts'
import { findToken, type VerificationToken } from '../store/tokens.ts'
import { editionWord, score } from './words.ts'

/** What a printed sheet says, and whether it is still the present result. Reached by the QR on the sheet. */
export const verifyPage: Page = {
  path: '/v/:token',
  permission: 'evaluation.result.verify',
  may: mayReadResults,
  limit: 'search',
  async show(visit) {
    const { c, lang, platform } = visit
    const typed = c.req.param('token') ?? ''
    const sql = platform.db.sql
    const token = await findToken(sql, typed)
    if (!token) return unknownView(visit, typed)
    const [result, editions, former] = await Promise.all([
      findResult(sql, token.edition, token.regionCode),
      listEditions(sql),
      findFormerResult(sql, token),
    ])
    const edition = editions.find(({ id }) => id === token.edition)
    if (!result || !edition) return unknownView(visit, typed)
    const t = phrases(lang).verify
    const word = editionWord(edition, lang)
    const matches = token.supersededAt === undefined && token.contentSha256 === result.contentSha256
    const said: FormerResult | undefined = matches ? result : former
    const body = (
      <div class="pt-8 max-w-3xl">
        <p class="eyebrow mb-2">{t.title}</p>
        <h1>
          {result.regionName}, {word}
        </h1>
        <p class="mt-4">
          <Chip status={matches ? 'ok' : 'late'}>{matches ? t.match : t.mismatch}</Chip>
        </p>
        <p class="lead mt-4">
          {matches ? t.matchLead(result.regionName, word) : t.mismatchLead(result.regionName, word)}
        </p>
        <h2 class="side-title mt-10">{t.sheetSaid}</h2>
        <Facts
          facts={[
            { label: t.region, value: `${result.regionName}, ${result.provinceName}` },
            { label: t.edition, value: phrases(lang).national.title(word) },
            { label: t.index, value: said ? indexWords(said, visit) : t.notStored },
            ...tokenFacts(token, visit),
          ]}
        />
        {!matches && (
          <>
            <h2 class="side-title mt-10">{t.nowSays}</h2>
            <Facts
              facts={[
                { label: t.index, value: indexWords(result, visit) },
                { label: t.hash, value: <span class="hash">{result.contentSha256}</span> },
              ]}
            />
          </>
        )}
        <p class="mt-8">
          <Button look="primary" href={`/daerah/${token.regionCode}/evaluasi?tahun=${token.edition}`}>
            {t.open}
          </Button>
        </p>
      </div>
    )
    return { title: t.title, body, headers: { 'x-robots-tag': 'noindex' } }
  },
}

/** The same, typed by hand. */
export const typedTokenPage: Page = {
  path: '/v',
  permission: 'evaluation.result.verify',
  may: mayReadResults,
  show: async visit => {
    const typed = visit.c.req.query('tanda')?.trim() ?? ''
    return typed === ''
      ? { title: phrases(visit.lang).verify.title, body: <TypeIt visit={visit} typed="" /> }
      : visit.c.redirect(`/v/${encodeURIComponent(typed.slice(0, 40))}`, 303)
  },
}

function indexWords(said: FormerResult, { lang }: Visit): string {
  if (said.index !== null) return score(said.index, lang)
  return said.tookPart ? phrases(lang).noIndex : phrases(lang).absent
}

function tokenFacts(token: VerificationToken, { lang }: Visit) {
  const t = phrases(lang).verify
  return [
    { label: t.token, value: token.token },
    { label: t.issued, value: formatDateTime(token.issuedAt, lang, 'WIB') },
    ...(token.supersededAt ? [{ label: t.replaced, value: formatDateTime(token.supersededAt, lang, 'WIB') }] : []),
    { label: t.hash, value: <span class="hash">{token.contentSha256}</span> },
  ]
}

function unknownView(visit: Visit, typed: string): View {
  const t = phrases(visit.lang).verify
  return { title: t.unknownTitle, body: <TypeIt visit={visit} typed={typed.slice(0, 40)} />, status: 404 }
}

function TypeIt({ visit: { lang }, typed }: { visit: Visit; typed: string }) {
  const t = phrases(lang).verify
  return (
    <div class="pt-8 max-w-2xl">
      <h1>{typed === '' ? t.title : t.unknownTitle}</h1>
      {typed !== '' && <p class="lead mt-4">{t.unknown(typed)}</p>}
      <form method="get" action="/v" class="mt-8">
        <Field
          lang={lang}
          name="tanda"
          label={t.typed}
          hint={t.typedHint}
          value={typed}
          maxlength={40}
          autocomplete="off"
        />
        <Button look="primary">{t.check}</Button>
      </form>
    </div>
  )
}
