import { formatDate, formatDateTime } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenPlans } from '../../access.ts'
import { verifyEdition } from '../../actions/edition/read-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { planSection } from '../nav.tsx'
import { editionHref, hashGroups, regulationLine } from './place.ts'

/** `/periksa-edisi/:token`: where the QR of every printed edition leads. The hash is computed while one waits. */
export const verifyPage: Page = {
  path: '/periksa-edisi/:token{[0-9a-f]{64}}',
  permission: 'masterplan.read',
  may: mayOpenPlans,
  limit: 'document',
  show: verifyView,
}

async function verifyView(visit: Visit): Promise<View> {
  const { c, lang, platform } = visit
  const { region, edition, signatories, computed, matches } = await verifyEdition(platform, c.req.param('token') ?? '')
  const all = editionPhrases(lang)
  const t = all.verify
  const typed = c.req.query('sidik')?.replace(/\s+/g, '').toLowerCase()
  const zone = region.timezone
  return {
    title: t.title,
    section: planSection,
    headers: { 'cache-control': 'no-store' },
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <div class="my-6 max-w-[40rem]">
          <Call title={matches ? t.good : t.bad} tone={matches ? 'ok' : 'late'}>
            {matches ? t.goodLead : t.badLead}
          </Call>
        </div>
        <Facts
          facts={[
            { label: t.region, value: region.name },
            { label: t.edition, value: `${all.of(edition.year)}: ${edition.title}` },
            {
              label: t.state,
              value: `${all.states[edition.state]}${edition.publishedAt ? `, ${formatDate(edition.publishedAt, lang, zone)}` : ''}`,
            },
            { label: all.facts.frozen, value: formatDateTime(edition.frozenAt, lang, zone) },
            { label: all.facts.regulation, value: regulationLine(visit, edition) ?? all.regulationNone },
            { label: t.stored, value: <span class="break-words">{hashGroups(edition.sha256)}</span> },
            { label: t.computed, value: <span class="break-words">{hashGroups(computed)}</span> },
            ...signatories.map(one => ({
              label: one.title,
              value: one.signed ? all.signedOn[one.signed.how](formatDate(one.signed.on, lang)) : all.signedNot,
            })),
          ]}
        />
        <form method="get" class="no-print mt-8 max-w-[40rem]">
          <Field name="sidik" lang={lang} label={t.compare} hint={t.compareHint} value={typed} maxlength={100} />
          {typed !== undefined && (
            <div class="mb-4">
              <Call tone={typed === edition.sha256 ? 'ok' : 'late'}>
                {typed === edition.sha256 ? t.equal : t.unequal}
              </Call>
            </div>
          )}
          <Button>{t.compareButton}</Button>
        </form>
        {edition.state === 'published' && (
          <section class="sec" aria-labelledby="hitung">
            <h2 id="hitung">{t.how}</h2>
            <p class="mt-3 mb-3">{t.howLead}</p>
            <p>
              <a class="a" href={editionHref(edition, 'isi.json')}>
                {all.content}
              </a>
            </p>
            <p class="mt-2">
              <a class="a" href={editionHref(edition)}>
                {t.open}
              </a>
            </p>
          </section>
        )}
      </div>
    ),
  }
}
