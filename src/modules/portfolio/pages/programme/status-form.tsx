import { dayIn } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayWritePortfolio } from '../../access.ts'
import { changeStatus } from '../../actions/programme/change-status.ts'
import { LONGEST } from '../../rules/check-programme.ts'
import { STATUSES, type StatusInput } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { findByCode } from '../../store/programme/write-programmes.ts'
import { StatusChip } from '../status.tsx'
import { crumbsOf, getOwnProgramme, placeOf, programmeHref, programmePlace, section, wholeIn } from './place.ts'
import { errorOf, meanwhile, Refused, typedOr } from './retry.tsx'

/** `/portofolio/:code/program/:id/status`: a status from a day on, with its reason. */
export const statusPage: Page = {
  path: `${programmePlace}/status`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: statusView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.status.changed'],
    async handle(visit, form) {
      const { regionCode, id } = placeOf(visit)
      await getOwnProgramme(visit)
      await changeStatus(
        visit.platform,
        visit.actor,
        {
          regionCode,
          id,
          version: wholeIn(form.text('version')),
          status: readStatus(form),
          successorId: await successorIn(visit, form),
        },
        visit.writer,
      )
      return visit.c.redirect(`${programmeHref(regionCode, id)}?pesan=status`, 303)
    },
  },
}

function readStatus(form: Form): StatusInput {
  const status = STATUSES.find(one => one === form.text('status'))
  if (status === undefined) {
    throw invalid({ field: 'status', sentence: { id: 'Pilih statusnya.', en: 'Choose the status.' } })
  }
  return { status, since: form.text('since') ?? '', reason: form.text('reason'), note: form.text('note') }
}

/** People know programmes by their codes. */
async function successorIn({ platform, c }: Visit, form: Form): Promise<string | undefined> {
  const code = form.text('successorId')?.toUpperCase()
  if (code === undefined || form.text('status') !== 'changed') return undefined
  const found = await findByCode(platform.db.sql, c.req.param('code') ?? '', code)
  if (found) return found.id
  throw invalid({
    field: 'successorId',
    sentence: {
      id: `Tidak ada program dengan kode ${code.slice(0, 30)} di daerah ini.`,
      en: `This region has no programme with the code ${code.slice(0, 30)}.`,
    },
  })
}

async function statusView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const t = programmePhrases(lang).statusForm
  const { field, status: words } = phrases(lang)
  const stand = await getOwnProgramme(visit)
  const { programme, region } = stand
  const catalogue = await catalogueOf(platform.db.sql, programme.catalogueId)
  const late = meanwhile(retry)
  const title = t.title(programme.name)
  return {
    title,
    section,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: programmePhrases(lang).parts.status }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="mt-4 flex flex-wrap items-center gap-3">
          <span class="text-muted">{t.now}</span>
          <StatusChip status={programme.status} lang={lang} />
        </p>
        {late && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{programmePhrases(lang).form.meanwhile}</Call>
          </div>
        )}
        <form method="post" action={programmeHref(region.code, programme.id, 'status')} novalidate class="mt-8">
          <input
            type="hidden"
            name="version"
            value={String(late ? programme.version : (wholeIn(retry?.form.text('version')) ?? programme.version))}
          />
          <Field
            kind="radio"
            name="status"
            lang={lang}
            label={field.status}
            error={errorOf(retry, lang, 'status')}
            value={typedOr(retry, 'status', programme.status)}
            options={STATUSES.map(one => ({ value: one, label: words[one], note: t.means[one] }))}
          />
          <Field
            kind="date"
            name="since"
            lang={lang}
            label={field.since}
            hint={t.sinceHint}
            error={errorOf(retry, lang, 'since')}
            value={typedOr(retry, 'since', dayIn(platform.clock.now(), region.timezone))}
            short
          />
          <Field
            kind="select"
            name="reason"
            lang={lang}
            label={field.reason}
            hint={t.reasonHint}
            error={errorOf(retry, lang, 'reason')}
            value={typedOr(retry, 'reason', '')}
            placeholder={t.noReason}
            options={catalogue.reasons.map(one => ({ value: one.code, label: one.name[lang] }))}
          />
          <Field
            kind="textarea"
            name="note"
            lang={lang}
            label={field.note}
            error={errorOf(retry, lang, 'note')}
            value={typedOr(retry, 'note', '')}
            rows={3}
            maxlength={LONGEST.note}
            optional
          />
          <Field
            name="successorId"
            lang={lang}
            label={t.successor}
            hint={t.successorHint}
            error={errorOf(retry, lang, 'successorId')}
            value={typedOr(retry, 'successorId', '')}
            maxlength={30}
            short
            optional
          />
          <div class="mt-8 flex flex-wrap gap-3">
            <Button look="primary">{t.save}</Button>
            <Button href={programmeHref(region.code, programme.id)}>{programmePhrases(lang).form.cancel}</Button>
          </div>
        </form>
      </div>
    ),
  }
}
