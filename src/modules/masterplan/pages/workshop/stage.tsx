import { dayIn, formatCount, formatDateTime } from '#kit/format.ts'
import { findMeeting } from '#modules/meeting/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Facts } from '#ui/facts.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayJudge, mayKeepPlans, mayReadInside, refuseJudge, refuseKeep } from '../../access.ts'
import { acceptStage, holdStage, openStage } from '../../actions/workshop/change-stage.ts'
import { unlessRefused } from '../../actions/workshop/lock-series.ts'
import { saveDeliverable } from '../../actions/workshop/save-deliverable.ts'
import { planMeeting, saveWorkshop } from '../../actions/workshop/save-workshop.ts'
import { type Stage, STAGES } from '../../model.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { gateOf, unacceptable } from '../../rules/workshop/stage-gate.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import { CommentThread } from '../comment/thread.tsx'
import { PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import {
  daysOf,
  flashOf,
  getPlacedSeries,
  resultHref,
  seriesCrumbs,
  stageHref,
  stageIn,
  stagePlace,
  workshopStatus,
} from './place.ts'
import { ResultList } from './results.tsx'
import { Refused, wholeIn } from './retry.tsx'
import { AddResult, EditWorkshop, OpenStage } from './stage-forms.tsx'

/** `…/bimtek/:series/:stage`: one workshop: its days, the gate before it, what it produces, what is said to it. */
export const stagePage: Page = {
  path: stagePlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: stageView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: [
      'masterplan.workshop.changed',
      'masterplan.stage.opened',
      'masterplan.stage.held',
      'masterplan.deliverable.added',
      'meeting.meeting.planned',
    ],
    handle: submitStage,
  },
}

/** `…/:stage/terima`: a mentor accepts the stage. */
export const acceptStagePage: Page = {
  path: `${stagePlace}/terima`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: stageView,
  submit: {
    permission: 'masterplan.judge',
    may: mayJudge,
    limit: 'write',
    audit: ['masterplan.stage.accepted'],
    async handle(visit, form) {
      const { region, series, guides } = await getPlacedSeries(visit)
      unlessRefused(refuseJudge(visit.actor, guides))
      const stage = stageIn(visit)
      await acceptStage(
        visit.platform,
        visit.actor,
        { regionCode: region.code, seriesId: series.id, stage, version: wholeIn(form.text('version')) },
        visit.writer,
      )
      return visit.c.redirect(`${stageHref(region.code, series.id, stage)}?pesan=terima`, 303)
    },
  },
}

async function submitStage(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, series } = await getPlacedSeries(visit)
  unlessRefused(refuseKeep(actor, region.code))
  const stage = stageIn(visit)
  const version = wholeIn(form.text('version'))
  const place = { regionCode: region.code, seriesId: series.id, stage, version }
  const here = stageHref(region.code, series.id, stage)
  switch (form.text('aksi')) {
    case 'buka':
      await openStage(platform, actor, { ...place, review: form.text('review'), despite: form.text('despite') }, writer)
      return c.redirect(`${here}?pesan=buka`, 303)
    case 'selesai':
      await holdStage(platform, actor, place, writer)
      return c.redirect(`${here}?pesan=selesai`, 303)
    case 'rapat': {
      const meeting = await planMeeting(platform, actor, place, writer)
      return c.redirect(`/rapat/${region.code}/${meeting.id}`, 303)
    }
    case 'hasil': {
      const made = await saveDeliverable(
        platform,
        actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          input: {
            title: form.text('title') ?? '',
            ownerId: form.text('ownerId'),
            dueOn: form.text('dueOn'),
            required: form.text('required') !== undefined,
            sheet: form.text('sheet'),
            stage,
          },
        },
        writer,
      )
      return c.redirect(`${resultHref(region.code, made)}?pesan=simpan`, 303)
    }
    default:
      await saveWorkshop(
        platform,
        actor,
        {
          ...place,
          input: {
            theme: form.text('theme'),
            startsOn: form.text('startsOn'),
            endsOn: form.text('endsOn'),
            place: form.text('place'),
          },
        },
        writer,
      )
      return c.redirect(`${here}?pesan=simpan`, 303)
  }
}

async function stageView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).stage
  const stand = await getPlacedSeries(visit)
  const { region, series, sight, guides } = stand
  const stage = stageIn(visit)
  const workshops = await listWorkshops(sql, region.code, series.id)
  const all = await listDeliverables(sql, region.code, series.id)
  const one = workshops.find(other => other.stage === stage)
  if (!one) throw new Error(`Series ${series.id} has no stage ${stage}`)
  const results = all.filter(other => other.stage === stage)
  const meeting = one.meetingId === undefined ? undefined : await findMeeting(sql, region.code, one.meetingId)
  const gate = gateOf(stage, workshops, all)
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const judges = living && refuseJudge(actor, guides) === undefined
  const offices = keeps ? await listRegionOffices(sql, region.code) : []
  const today = dayIn(platform.clock.now(), region.timezone)
  const subject = {
    regionCode: region.code,
    kind: 'workshop' as const,
    id: `${series.id}/${stage}`,
    title: t.title(roman[stage]),
    ownerId: undefined,
  }
  const threads = await listThreads(sql, subject)
  const here = stageHref(region.code, series.id, stage)
  const when = (moment: Date) => formatDateTime(moment, lang, region.timezone)
  const deed = retry?.form.text('aksi')
  const met = meeting && meeting.state !== 'cancelled'
  return {
    title: `${t.title(roman[stage])}, ${series.title}`,
    section: planSection,
    crumbs: await seriesCrumbs(visit, stand, { label: t.title(roman[stage]) }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{series.title}</p>
        <h1>{t.title(roman[stage])}</h1>
        <p class="mt-3 flex flex-wrap items-center gap-3">
          <Chip status={workshopStatus[one.state]}>{t.states[one.state]}</Chip>
          <span class="text-muted">{[daysOf(one, lang), one.place].filter(Boolean).join(', ')}</span>
        </p>
        {one.theme !== undefined && <p class="lead mt-3">{one.theme}</p>}
        <div class="mt-6" />
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <div class="mt-6">
          <Seg
            label={workshopPhrases(lang).series.stages}
            links={STAGES.map(other => ({
              href: stageHref(region.code, series.id, other),
              label: roman[other],
              current: other === stage,
            }))}
          />
        </div>
        <ArchivedCall {...{ visit, stand }} />
        {one.openedDespite !== undefined && (
          <div class="mt-6 max-w-[44rem]">
            <Call tone="due" title={t.openedDespite}>
              {one.openedDespite}
            </Call>
          </div>
        )}
        {one.review !== undefined && (
          <section class="sec" aria-labelledby="tinjauan">
            <h2 id="tinjauan">{t.review}</h2>
            <p class="mt-3 max-w-[44rem] whitespace-pre-line">{one.review}</p>
            {one.openedBy !== undefined && one.openedAt && (
              <p class="note mt-2">{t.reviewed(one.openedBy, when(one.openedAt))}</p>
            )}
          </section>
        )}
        {one.state === 'planned' && stage > 1 && (
          <section class="sec" aria-labelledby="gerbang">
            <h2 id="gerbang">{t.gateLead(roman[(stage - 1) as Stage])}</h2>
            <p class="note mt-1 mb-4">
              {gate.missing.length === 0 ? t.gateAll : t.gateMissing(formatCount(gate.missing.length, lang))}
            </p>
            <ResultList results={gate.produced} today={today} lang={lang} />
          </section>
        )}
        {one.state === 'planned' && keeps && (
          <OpenStage {...{ visit, retry: deed === 'buka' ? retry : undefined, one, gate, here }} />
        )}
        <section class="sec" aria-labelledby="hasil">
          <h2 id="hasil">{t.results}</h2>
          <ResultList results={results} today={today} lang={lang} />
          {one.state === 'accepted' && one.acceptedBy !== undefined && one.acceptedAt && (
            <p class="note mt-4">{t.acceptedBy(one.acceptedBy, when(one.acceptedAt))}</p>
          )}
          {one.state === 'held' && judges && (
            <form method="post" action={`${here}/terima`} class="mt-5">
              <input type="hidden" name="version" value={String(one.version)} />
              {unacceptable(one, results) === undefined ? (
                <>
                  <p class="note mb-3">{t.acceptWhy}</p>
                  <Button look="primary">{t.accept}</Button>
                </>
              ) : (
                <p class="note">{t.acceptNot}</p>
              )}
            </form>
          )}
          {one.state === 'running' && keeps && (
            <form method="post" action={here} class="mt-5">
              <input type="hidden" name="version" value={String(one.version)} />
              <Button look="primary" name="aksi" value="selesai">
                {t.hold}
              </Button>
            </form>
          )}
          {keeps && <AddResult {...{ visit, retry: deed === 'hasil' ? retry : undefined, offices, here }} />}
        </section>
        <section class="sec" aria-labelledby="rapat">
          <h2 id="rapat">{t.meeting}</h2>
          {meeting && met ? (
            <Facts
              facts={[
                {
                  label: meeting.title,
                  value: (
                    <a class="a" href={`/rapat/${region.code}/${meeting.id}`}>
                      {t.openMeeting}
                    </a>
                  ),
                },
              ]}
            />
          ) : (
            <p class="note mt-2">{t.noMeeting}</p>
          )}
          {keeps && !met && (
            <form method="post" action={here} class="mt-4">
              <p class="note mb-3 max-w-[40rem]">{t.makeMeetingWhy}</p>
              <input type="hidden" name="version" value={String(one.version)} />
              <Button name="aksi" value="rapat">
                {t.makeMeeting}
              </Button>
            </form>
          )}
          {keeps && (
            <EditWorkshop
              {...{
                visit,
                retry: deed === 'ubah' || (deed === 'rapat' && retry?.problem.code === 'invalid') ? retry : undefined,
                one,
                here,
              }}
            />
          )}
        </section>
        <CommentThread lang={lang} actor={actor} stand={stand} subject={subject} threads={threads} back={here} />
      </div>
    ),
  }
}
