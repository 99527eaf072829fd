import { dayIn, formatBytes, formatDate } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence, saveEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayWritePortfolio, refuseWrite } from '../../access.ts'
import { refuseReport, reportMilestone } from '../../actions/programme/report-milestone.ts'
import {
  milestoneChangedMeanwhile,
  noSuchMilestone,
  removeMilestone,
  saveMilestone,
} from '../../actions/programme/save-milestone.ts'
import { noSuchProgramme } from '../../actions/stand.ts'
import { LONGEST } from '../../rules/check-programme.ts'
import { type Milestone, MILESTONE_SUBJECT } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { findMilestone } from '../../store/programme/milestones.ts'
import { MilestoneChip } from './detail-parts.tsx'
import { MilestoneFields, readMilestone } from './milestones.tsx'
import {
  crumbsOf,
  flashOf,
  getProgrammeStand,
  milestoneHref,
  milestonePlace,
  placeOf,
  programmeHref,
  type ProgrammeStand,
  section,
  wholeIn,
} from './place.ts'
import { errorOf, meanwhile, Refused, typedOr } from './retry.tsx'

/** `…/tonggak/:milestone`: reports a milestone from a phone, with a photo; below it, for its office, its definition. */
export const milestonePage: Page = {
  path: milestonePlace,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: milestoneView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'upload',
    audit: [
      'portfolio.milestone.reported',
      'portfolio.milestone.changed',
      'portfolio.milestone.removed',
      'evidence.item.added',
      'evidence.uses.changed',
    ],
    maxBytes: largestFile + 128 * 1024,
    handle: submitMilestone,
  },
}

interface MilestoneStand extends ProgrammeStand {
  milestone: Milestone
}

async function getMilestoneStand(visit: Visit): Promise<MilestoneStand> {
  const stand = await getProgrammeStand(visit)
  const { region, programme } = stand
  const milestone = await findMilestone(
    visit.platform.db.sql,
    region.code,
    programme.id,
    visit.c.req.param('milestone') ?? '',
  )
  if (!milestone) throw noSuchMilestone()
  const refusal = refuseReport(visit.actor, programme, milestone)
  if (refusal) throw mayNot(refusal)
  if (programme.archivedAt !== undefined) throw noSuchProgramme()
  return { ...stand, milestone }
}

async function submitMilestone(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, id } = placeOf(visit)
  const { milestone } = await getMilestoneStand(visit)
  const which = { regionCode, programmeId: id, id: milestone.id, version: wholeIn(form.text('version')) }
  const deed = form.text('aksi')
  if (deed === 'hapus') {
    await removeMilestone(platform, actor, which, writer)
    return c.redirect(`${programmeHref(regionCode, id, 'tonggak')}?pesan=tonggakHapus`, 303)
  }
  const here = milestoneHref(regionCode, id, milestone.id)
  if (deed === 'ubah') {
    await saveMilestone(platform, actor, { ...which, input: readMilestone(form) }, writer)
    return c.redirect(`${here}?pesan=tonggak`, 303)
  }
  const report = { doneOn: form.text('doneOn'), note: form.text('note') }
  // Before files are stored: an old version would be refused after them.
  if (which.version === undefined) throw milestoneChangedMeanwhile()
  const attach = await saveFiles(visit, form, milestone)
  await reportMilestone(
    platform,
    actor,
    { ...which, ...report, evidence: { attach, detach: form.all('lepas') } },
    writer,
  )
  return c.redirect(`${here}?pesan=lapor`, 303)
}

/** Puts what was uploaded into the library of the region; gives the ids. */
async function saveFiles(visit: Visit, form: Form, milestone: Milestone): Promise<string[]> {
  const ids: string[] = []
  const files = form.files('berkas')
  for (const [at, file] of files.entries()) {
    const { evidence } = await saveEvidence(
      visit.platform,
      {
        regionCode: milestone.regionCode,
        title: files.length === 1 ? milestone.title : `${milestone.title} (${at + 1})`,
        file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        personalData: form.text('pribadi') !== undefined,
      },
      visit,
    )
    ids.push(evidence.id)
  }
  const url = form.text('alamat')
  if (url !== undefined) {
    const { evidence } = await saveEvidence(
      visit.platform,
      { regionCode: milestone.regionCode, title: milestone.title, url },
      visit,
    )
    ids.push(evidence.id)
  }
  return ids
}

async function milestoneView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang).report
  const stand = await getMilestoneStand(visit)
  const { programme, region, milestone } = stand
  const uses = (await listUses(sql, region.code, MILESTONE_SUBJECT, [milestone.id])).get(milestone.id) ?? []
  const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const today = dayIn(platform.clock.now(), region.timezone)
  const here = milestoneHref(region.code, programme.id, milestone.id)
  const defines = refuseWrite(actor, region.code, [programme.leadId, ...programme.supportingIds]) === undefined
  const deed = retry?.form.text('aksi')
  const reporting = deed === undefined ? retry : undefined
  const late = meanwhile(retry)
  const version = String(late ? milestone.version : (wholeIn(retry?.form.text('version')) ?? milestone.version))
  return {
    title: `${milestone.title}, ${programme.name}`,
    section,
    working: true,
    crumbs: await crumbsOf(
      visit,
      stand,
      { label: programmePhrases(lang).parts.tonggak, href: programmeHref(region.code, programme.id, 'tonggak') },
      { label: milestone.title },
    ),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{programme.name}</p>
        <h1>{milestone.title}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-3">
          <MilestoneChip milestone={milestone} today={today} lang={lang} />
          <span class="text-muted">
            {programmePhrases(lang).detail.owes(milestone.ownerName, formatDate(milestone.dueOn, lang))}
          </span>
        </p>
        {late && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">
              {t.meanwhile(
                milestone.doneOn === undefined ? t.notDone : formatDate(milestone.doneOn, lang),
                milestone.note ?? t.noNote,
              )}
            </Call>
          </div>
        )}
        <form method="post" action={here} enctype="multipart/form-data" novalidate>
          <input type="hidden" name="version" value={version} />
          <Field
            kind="date"
            name="doneOn"
            lang={lang}
            label={phrases(lang).field.doneOn}
            hint={t.doneHint}
            error={errorOf(reporting, lang, 'doneOn')}
            value={typedOr(reporting, 'doneOn', milestone.doneOn)}
            short
            optional
          />
          <Field
            kind="textarea"
            name="note"
            lang={lang}
            label={t.note}
            hint={t.noteHint}
            error={errorOf(reporting, lang, 'note')}
            value={typedOr(reporting, 'note', milestone.note)}
            rows={2}
            maxlength={LONGEST.note}
            optional
          />
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.photo}
            hint={t.photoHint(formatBytes(largestFile, lang))}
            error={errorOf(reporting, lang, 'berkas') ?? errorOf(reporting, lang, 'bukti')}
            multiple
            optional
          />
          <Button look="primary">{t.send}</Button>
          <details class="plain-fold mt-6" open={errorOf(reporting, lang, 'alamat') !== undefined}>
            <summary>{t.otherProof}</summary>
            <div class="mt-3">
              <Field
                kind="url"
                name="alamat"
                lang={lang}
                label={t.link}
                error={errorOf(reporting, lang, 'alamat')}
                value={typedOr(reporting, 'alamat', '')}
                optional
              />
              <Field
                kind="checkbox"
                name="pribadi"
                lang={lang}
                label={t.personal}
                checked={reporting?.form.text('pribadi') !== undefined}
              />
              {seen.length > 0 && (
                <Field
                  kind="checks"
                  name="lepas"
                  lang={lang}
                  label={t.detach}
                  values={reporting?.form.all('lepas') ?? []}
                  options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
                />
              )}
            </div>
          </details>
        </form>
        <section class="sec" aria-labelledby="bukti">
          <h2 id="bukti">{t.proof}</h2>
          {seen.length === 0 && uses.length > 0 ? (
            <p class="note mt-2">{programmePhrases(lang).detail.proof(String(uses.length))}</p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
          )}
        </section>
        {defines && (
          <details class="plain-fold mt-10" open={deed !== undefined}>
            <summary>{t.define}</summary>
            <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4">
              <input type="hidden" name="version" value={version} />
              <MilestoneFields
                visit={visit}
                retry={deed === 'ubah' ? retry : undefined}
                offices={await listRegionOffices(sql, region.code)}
                stored={milestone}
              />
              <div class="flex flex-wrap gap-3">
                <Button name="aksi" value="ubah">
                  {t.defineDo}
                </Button>
                <Button look="danger" name="aksi" value="hapus">
                  {t.remove}
                </Button>
              </div>
            </form>
          </details>
        )}
      </div>
    ),
  }
}
