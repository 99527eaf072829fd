import { formatCount, formatDateTime } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import { EvidenceList, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import type { EvidenceUseLabels, Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { noSuchEdition } from '../../actions/edition/edition-stand.ts'
import { noScanHere, readScans, saveScans } from '../../actions/edition/scans.ts'
import { seesAllPlans } from '../../actions/stand.ts'
import { EDITION_SUBJECT } from '../../model.ts'
import type { ScanEvent } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { LONGEST_SCAN_REASON, mayHaveScan } from '../../rules/edition/scan.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { listScanEvents, nameScanSubjects } from '../../store/edition/scans.ts'
import { planSection } from '../nav.tsx'
import { errorOf, Refused } from '../workshop/retry.tsx'
import { editionCrumbs, editionHref, editionOf, editionPlace, flashOf, typedOr } from './place.ts'
import { saveScanFiles, scanBytes, ScanFields } from './scan-fields.tsx'

/** `…/pindaian/:signatory`: the scan of one signature on paper with its history; the secretariat replaces it here. */
export const scanPage: Page = {
  path: `${editionPlace}/pindaian/:signatory{[0-9a-f-]{36}}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: scanView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'upload',
    audit: ['masterplan.edition.scanned', 'evidence.item.added', 'evidence.item.found_again', 'evidence.uses.changed'],
    maxBytes: scanBytes,
    handle: submitScan,
  },
}

/** The edition and the place of the address, for who sees the drafts. */
async function scanPlace(visit: Visit) {
  const stand = await editionOf(visit)
  if (stand.sight !== 'all') throw noSuchEdition()
  const signatories = await listSignatories(visit.platform.db.sql, stand.region.code, stand.edition.id)
  const place = signatories.find(one => one.id === visit.c.req.param('signatory'))
  if (!place) throw noSuchEdition()
  return { ...stand, place }
}

async function submitScan(visit: Visit, form: Form): Promise<Response> {
  const { edition, region, place } = await scanPlace(visit)
  const refusal = refuseKeep(visit.actor, region.code)
  if (refusal) throw mayNot(refusal)
  if (!mayHaveScan(edition, place)) throw noScanHere()
  const attach = await saveScanFiles(visit, form, { region, edition, place })
  const change = { attach, detach: form.all('lepas'), reason: form.text('reason') }
  await saveScans(
    visit.platform,
    visit.actor,
    { regionCode: region.code, editionId: edition.id, signatoryId: place.id, change },
    visit.writer,
  )
  return visit.c.redirect(`${editionHref(edition, `pindaian/${place.id}`)}?pesan=pindaian`, 303)
}

async function scanView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const stand = await scanPlace(visit)
  const { edition, region, place } = stand
  const t = editionPhrases(lang).scan
  const { seen, hidden } = (await readScans(sql, actor, stand, [place])).get(place.id) ?? { seen: [], hidden: 0 }
  const events = await listScanEvents(sql, region.code, place.id)
  const names = await namesOfAccounts(sql, [...new Set(events.flatMap(one => one.accountId ?? []))])
  const keeps = refuseKeep(actor, region.code) === undefined && mayHaveScan(edition, place)
  const nameOf = ({ evidence }: ScanEvent) =>
    !evidence.personalData || refuseSeeEvidence(actor, evidence) === undefined ? evidence.title : t.unnamed
  const title = t.title(place.title)
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await editionCrumbs(visit, region, edition, { label: title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3">{t.lead}</p>
        <section class="sec" aria-labelledby="pindaian">
          <h2 id="pindaian">{t.list}</h2>
          {seen.length > 0 && <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />}
          {hidden > 0 && <p class="note mt-3">{t.hidden(formatCount(hidden, lang))}</p>}
          {seen.length === 0 && hidden === 0 && <Empty fact={t.none} reason={t.noneWhy} />}
        </section>
        {keeps && (
          <section class="sec no-print" aria-labelledby="lampirkan">
            <h2 id="lampirkan" class="mb-4">
              {seen.length > 0 ? t.change : t.attach}
            </h2>
            <form
              method="post"
              action={editionHref(edition, `pindaian/${place.id}`)}
              enctype="multipart/form-data"
              novalidate
              class="max-w-[40rem]"
            >
              <ScanFields lang={lang} retry={retry} />
              {seen.length > 0 && (
                <>
                  <Field
                    kind="checks"
                    name="lepas"
                    lang={lang}
                    label={t.detach}
                    values={retry?.form.all('lepas') ?? []}
                    options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
                    optional
                  />
                  <Field
                    name="reason"
                    lang={lang}
                    label={t.reason}
                    hint={t.reasonHint}
                    error={errorOf(retry, lang, 'reason')}
                    value={typedOr(retry, 'reason', undefined)}
                    maxlength={LONGEST_SCAN_REASON}
                  />
                </>
              )}
              <Button look="primary">{t.save}</Button>
            </form>
          </section>
        )}
        {events.length > 0 && (
          <section class="sec" aria-labelledby="riwayat">
            <h2 id="riwayat">{t.history}</h2>
            <Timeline
              moments={events.map(one => ({
                when: formatDateTime(one.happenedAt, lang, region.timezone),
                datetime: one.happenedAt.toISOString(),
                fact: `${t.event[one.event]}: ${nameOf(one)}`,
                line: [
                  [one.accountId === undefined ? t.system : (names.get(one.accountId) ?? t.system), one.office]
                    .filter(Boolean)
                    .join(', '),
                  one.reason,
                ]
                  .filter(Boolean)
                  .join('. '),
              }))}
            />
          </section>
        )}
      </div>
    ),
  }
}

/** Signatures of which evidence is the scan; told only to those who see everything of the masterplan. */
export const scanUses: EvidenceUseLabels = {
  subjectKind: EDITION_SUBJECT,
  async label(platform, actor, { regionCode, subjectIds, lang }) {
    if (!(await seesAllPlans(platform.db.sql, actor, regionCode))) return new Map()
    const { use } = editionPhrases(lang).scan
    const found = await nameScanSubjects(platform.db.sql, regionCode, subjectIds)
    return new Map(
      found.map(one => [
        one.subject,
        {
          label: use(one.year, one.title),
          href: editionHref({ regionCode, id: one.editionId }, `pindaian/${one.signatoryId}`),
        },
      ]),
    )
  },
}
