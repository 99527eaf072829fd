import { actsAs } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { maySign, refuseKeep, refuseSign } from '../../access.ts'
import { noSuchEdition } from '../../actions/edition/edition-stand.ts'
import { maySignFor, signEdition } from '../../actions/edition/sign.ts'
import type { Edition, Signatory } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { planSection } from '../nav.tsx'
import { errorOf, Refused } from '../workshop/retry.tsx'
import { saveScanFiles, scanBytes, ScanFields } from './scan-fields.tsx'
import { editionCrumbs, editionHref, editionOf, editionPlace, hashGroups, placeOf, typedOr } from './place.ts'

/** `…/tanda-tangan/:signatory`: one place of the list, signed by its account or recorded from paper. */
export const signPage: Page = {
  path: `${editionPlace}/tanda-tangan/:signatory{[0-9a-f-]{36}}`,
  permission: 'masterplan.sign',
  may: maySign,
  show: signView,
  submit: {
    permission: 'masterplan.sign',
    may: maySign,
    limit: 'upload',
    audit: [
      'masterplan.edition.signed',
      'masterplan.edition.scanned',
      'evidence.item.added',
      'evidence.item.found_again',
      'evidence.uses.changed',
    ],
    maxBytes: scanBytes,
    async handle(visit, form) {
      const { edition, region } = await ownEdition(visit)
      const { regionCode, editionId } = placeOf(visit)
      const paper = form.text('cara') === 'kertas'
      const place = paper ? await paperPlace(visit, edition) : undefined
      const scans = place && (await saveScanFiles(visit, form, { region, edition, place }))
      await signEdition(
        visit.platform,
        visit.actor,
        {
          regionCode,
          editionId,
          signatoryId: visit.c.req.param('signatory') ?? '',
          sha256: form.text('sha256') ?? '',
          how: paper ? 'paper' : 'account',
          signedOn: form.text('signedOn'),
          name: form.text('name'),
          scans,
        },
        visit.writer,
      )
      return visit.c.redirect(`${editionHref(edition)}?pesan=ditandatangani`, 303)
    },
  },
}

/** The place of the address, when its signature on paper may be recorded; asked before a scan is stored. */
async function paperPlace(visit: Visit, edition: Edition): Promise<Signatory | undefined> {
  const signatories = await listSignatories(visit.platform.db.sql, edition.regionCode, edition.id)
  const place = signatories.find(one => one.id === visit.c.req.param('signatory'))
  const open = edition.state === 'frozen' && place?.signed === undefined
  return open && refuseKeep(visit.actor, edition.regionCode) === undefined ? place : undefined
}

async function ownEdition(visit: Visit) {
  const stand = await editionOf(visit)
  const refusal = refuseSign(visit.actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

async function signView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { edition, region } = await ownEdition(visit)
  const signatories = await listSignatories(platform.db.sql, region.code, edition.id)
  const place = signatories.find(one => one.id === c.req.param('signatory'))
  if (!place) throw noSuchEdition()
  const all = editionPhrases(lang)
  const t = all.sign
  const paper = actsAs(actor, 'regional-secretariat')
  const open = edition.state === 'frozen' && place.signed === undefined
  const title = t.title(place.title)
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await editionCrumbs(visit, region, edition, { label: title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-6">{!open ? t.done : paper ? t.paperLead : t.lead}</p>
        <Facts
          facts={[
            { label: all.column.edition, value: `${all.of(edition.year)}: ${edition.title}` },
            { label: all.facts.hash, value: <span class="break-words">{hashGroups(edition.sha256)}</span> },
          ]}
        />
        {open && (paper || maySignFor(actor, place)) && (
          <form
            method="post"
            action={editionHref(edition, `tanda-tangan/${place.id}`)}
            enctype="multipart/form-data"
            novalidate
            class="mt-6 max-w-[40rem]"
          >
            <input type="hidden" name="sha256" value={edition.sha256} />
            {paper && (
              <>
                <input type="hidden" name="cara" value="kertas" />
                <Field
                  kind="date"
                  short
                  name="signedOn"
                  lang={lang}
                  label={t.day}
                  value={typedOr(retry, 'signedOn', dayIn(platform.clock.now(), region.timezone))}
                  error={errorOf(retry, lang, 'signedOn')}
                />
                <Field
                  name="name"
                  lang={lang}
                  label={t.name}
                  value={typedOr(retry, 'name', place.name)}
                  maxlength={200}
                  optional
                />
                <ScanFields lang={lang} retry={retry} />
              </>
            )}
            <Button look="primary">{paper ? t.paperButton : t.button}</Button>
          </form>
        )}
      </div>
    ),
  }
}
