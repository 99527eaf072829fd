import { formatDate, formatDateTime } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Facts } from '#ui/facts.tsx'
import { actsAs } from '#kit/actor.ts'
import { type Sight, mayOpenPlans, mayReadInside, refuseKeep, refusePublish, refuseSign } from '../../access.ts'
import { readScans, type Scans } from '../../actions/edition/scans.ts'
import { maySignFor } from '../../actions/edition/sign.ts'
import { BOOKS } from '../../model.ts'
import { type Edition, PRINT_FORMATS, type Print, type Signatory } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { phrases } from '../../phrases/index.ts'
import { mayHaveScan } from '../../rules/edition/scan.ts'
import { findEdition, listSignatories } from '../../store/edition/editions.ts'
import { listPrints } from '../../store/edition/prints.ts'
import { planHref, planSection } from '../nav.tsx'
import { Refused } from '../workshop/retry.tsx'
import {
  editionCrumbs,
  editionHref,
  editionOf,
  editionPlace,
  flashOf,
  hashGroups,
  regulationLine,
  stateChips,
} from './place.ts'

/** `/masterplan/:code/edisi/:edition`: one edition with its books, signatures, hash and what can be done with it. */
export const editionPage: Page = {
  path: editionPlace,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  show: editionView,
}

export async function editionView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = editionPhrases(lang)
  const { edition, region, sight } = await editionOf(visit)
  const before = edition.previousId === undefined ? undefined : await findEdition(sql, region.code, edition.previousId)
  const previous = before && (sight === 'all' || before.state === 'published') ? before : undefined
  const signatories = await listSignatories(sql, region.code, edition.id)
  const scans = await readScans(sql, actor, { edition, sight }, signatories)
  const prints = await listPrints(sql, region.code, edition)
  const regulation = regulationLine(visit, edition)
  const { about } = edition.regulation ?? {}
  const zone = region.timezone
  return {
    title: `${t.of(edition.year)}, ${region.name}`,
    section: planSection,
    crumbs: await editionCrumbs(visit, region, edition),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.of(edition.year)}</p>
        <h1>{edition.title}</h1>
        <p class="mt-3 mb-6">
          <Chip status={stateChips[edition.state]}>{t.states[edition.state]}</Chip>
        </p>
        <Facts
          facts={[
            { label: t.facts.frozen, value: formatDateTime(edition.frozenAt, lang, zone) },
            ...(edition.publishedAt
              ? [{ label: t.facts.published, value: formatDate(edition.publishedAt, lang, zone) }]
              : []),
            {
              label: t.facts.regulation,
              value: (
                <>
                  {regulation ?? t.regulationNone}
                  {about !== undefined && <small class="block text-muted">{about}</small>}
                </>
              ),
            },
            {
              label: t.facts.hash,
              value: (
                <>
                  <span class="break-words">{hashGroups(edition.sha256)}</span>
                  <a class="a block py-1" href={`/periksa-edisi/${edition.token}`}>
                    {t.verifyLink}
                  </a>
                  <a class="a block py-1" href={editionHref(edition, 'isi.json')}>
                    {t.content}
                  </a>
                </>
              ),
            },
          ]}
        />
        <Books visit={visit} edition={edition} prints={prints} />
        <section class="sec" aria-labelledby="beda">
          <h2 id="beda">{t.differenceTitle}</h2>
          <p class="mt-3">
            {previous ? (
              <a class="a" href={editionHref(edition, 'beda')}>
                {t.differenceLink(t.of(previous.year))}
              </a>
            ) : (
              t.differenceFirst
            )}
          </p>
        </section>
        <Signatories {...{ visit, edition, signatories, scans, sight }} />
        {sight === 'all' && <Deeds visit={visit} edition={edition} />}
      </div>
    ),
  }
}

function Books({ visit, edition, prints }: { visit: Visit; edition: Edition; prints: readonly Print[] }) {
  const { lang, actor } = visit
  const t = editionPhrases(lang)
  const mayMake = edition.state !== 'withdrawn' && mayReadInside(actor) === undefined
  return (
    <section class="sec" aria-labelledby="buku">
      <h2 id="buku">{t.books}</h2>
      <ul class="todo mt-3">
        {BOOKS.map(book => (
          <li>
            <div>
              <a class="a" href={editionHref(edition, `buku/${book}`)}>
                {phrases(lang).book[book]}
              </a>
              <div class="mt-2 flex flex-wrap gap-x-5 gap-y-2">
                {PRINT_FORMATS.map(format => {
                  const print = prints.find(one => one.book === book && one.format === format)
                  const name = format === 'pdf' ? 'PDF' : 'Word'
                  if (print?.state === 'made') {
                    return (
                      <a class="a" href={editionHref(edition, `buku-${book}.${format}`)}>
                        {name}
                        <span class="sr-only">, {phrases(lang).book[book]}</span>
                      </a>
                    )
                  }
                  if (print) return <span class="text-muted">{t.making(name)}</span>
                  return mayMake ? (
                    <form method="post" action={`${planHref(edition.regionCode)}/cetak`} class="no-print">
                      <input type="hidden" name="rencana" value={edition.planId} />
                      <input type="hidden" name="edisi" value={edition.id} />
                      <input type="hidden" name="buku" value={String(book)} />
                      <input type="hidden" name="format" value={format} />
                      <button type="submit" class="a">
                        {t.make(name)}
                        <span class="sr-only">, {phrases(lang).book[book]}</span>
                      </button>
                    </form>
                  ) : null
                })}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Signatories({
  visit,
  edition,
  signatories,
  scans,
  sight,
}: {
  visit: Visit
  edition: Edition
  signatories: readonly Signatory[]
  scans: ReadonlyMap<string, Scans>
  sight: Sight
}) {
  const { lang, actor } = visit
  const t = editionPhrases(lang)
  const open = edition.state === 'frozen'
  const mayKeep = refuseKeep(actor, edition.regionCode) === undefined
  const paper = actsAs(actor, 'regional-secretariat') && refuseSign(actor, edition.regionCode) === undefined
  const own = (one: Signatory) => refuseSign(actor, edition.regionCode) === undefined && maySignFor(actor, one)
  return (
    <section class="sec" aria-labelledby="penanda-tangan">
      <h2 id="penanda-tangan">{t.signatories}</h2>
      {signatories.length === 0 && <p class="note mt-3">{t.signatoriesNone}</p>}
      <ul class="todo mt-3">
        {signatories.map(one => (
          <li>
            <div>
              <strong>{one.title}</strong>
              <p>
                {[t.bodies[one.body], one.name].filter(Boolean).join(', ')}
                <br />
                {one.signed ? t.signedOn[one.signed.how](formatDate(one.signed.on, lang)) : t.signedNot}
              </p>
              {(scans.get(one.id)?.seen.length ?? 0) > 0 && (
                <ul>
                  {scans.get(one.id)?.seen.map(({ evidence }) => (
                    <li>
                      <a class="a inline-block py-1" href={`/bukti/${evidence.id}`}>
                        <Icon name="file-text" /> {evidence.title}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
              {sight === 'all' && mayHaveScan(edition, one) && (
                <a class="a inline-block py-1" href={editionHref(edition, `pindaian/${one.id}`)}>
                  {mayKeep && scans.get(one.id)?.seen.length === 0 ? t.scan.attach : t.scan.open}
                  <span class="sr-only">: {one.title}</span>
                </a>
              )}
              {open && one.signed === undefined && (own(one) || paper) && (
                <a class="a" href={editionHref(edition, `tanda-tangan/${one.id}`)}>
                  {own(one) ? t.signHere : t.signPaper}
                  <span class="sr-only">: {one.title}</span>
                </a>
              )}
            </div>
            <Chip status={one.signed ? 'ok' : 'due'}>{one.signed ? t.states.signed : t.signedNot}</Chip>
          </li>
        ))}
      </ul>
      {open && mayKeep && (
        <p class="mt-4">
          <a class="a" href={editionHref(edition, 'penanda-tangan')}>
            {t.signatoriesChange}
          </a>
        </p>
      )}
    </section>
  )
}

/** What the secretariat and the head of the region can do next. */
function Deeds({ visit, edition }: { visit: Visit; edition: Edition }) {
  const { lang, actor } = visit
  const t = editionPhrases(lang)
  const mayKeep = refuseKeep(actor, edition.regionCode) === undefined
  const mayPublish = refusePublish(actor, edition.regionCode) === undefined
  const waiting = edition.state === 'frozen' || edition.state === 'signed'
  if (edition.state === 'withdrawn' || !(mayKeep || (mayPublish && waiting))) return null
  return (
    <section class="sec no-print" aria-labelledby="langkah">
      <h2 id="langkah">{waiting ? t.publish.title : t.publish.after}</h2>
      {mayPublish && edition.state === 'frozen' && <p class="note mt-3">{t.publish.waits}</p>}
      {mayPublish && edition.state === 'signed' && (
        <form method="post" action={editionHref(edition, 'terbitkan')} class="mt-3">
          <p class="note mb-4">{t.publish.lead}</p>
          <input type="hidden" name="version" value={String(edition.version)} />
          <Button look="primary">{t.publish.button}</Button>
        </form>
      )}
      {mayKeep && (
        <ul class="mt-4">
          <li>
            <a class="a" href={editionHref(edition, 'peraturan')}>
              {edition.regulation ? t.regulation.change : t.regulation.link}
            </a>
          </li>
          <li class="mt-2">
            <a class="a" href={editionHref(edition, 'lanjutkan')}>
              {t.next.title}
            </a>
          </li>
          {waiting && (
            <li class="mt-2">
              <a class="a" href={editionHref(edition, 'tarik')}>
                {t.withdraw.title}
              </a>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}
