import { formatDateTime } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { mayReadInside, mayWritePortfolio } from '../../access.ts'
import {
  getInsideGround,
  getWritableGround,
  type Ground,
  mayWriteIn,
  yearIn as calendarYear,
} from '../../actions/quick-win/ground.ts'
import { saveQuickWin } from '../../actions/quick-win/save-quick-win.ts'
import {
  type Initiator,
  INITIATORS,
  type InnovationForm,
  INNOVATION_FORMS,
  type QuickWin,
  type QuickWinProfile,
} from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { LONGEST_PART } from '../../rules/quick-win/check-profile.ts'
import { missingParts } from '../../rules/quick-win/completeness.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { QuickWinHead } from './head.tsx'
import { crumbsOf, errorIn, placeOf, problemsOf, quickWinHref, quickWinPlace, wholeIn } from './place.ts'

/** `/portofolio/:code/quick-win/:id/profil`: what the presentation and the innovation profile are made from. */
export const profilePage: Page = {
  path: `${quickWinPlace}/profil`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: profileView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.quick_win.saved'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const place = placeOf(visit)
      await getWritableGround(platform.db.sql, actor, place.regionCode, place.programmeId)
      const version = wholeIn(form.text('version'))
      await saveQuickWin(platform, actor, { ...place, version, profile: readProfileForm(form) }, writer)
      return c.redirect(`${quickWinHref(place.regionCode, place.programmeId, 'profil')}?pesan=tersimpan`, 303)
    },
  },
}

const readProfileForm = (form: Form): QuickWinProfile => ({
  sinceYear: wholeIn(form.text('sinceYear')) ?? 0,
  initiator: form.text('initiator') as Initiator | undefined,
  form: form.text('form') as InnovationForm | undefined,
  digital: { yes: true, no: false }[form.text('digital') ?? ''],
  trialOn: form.text('trialOn'),
  appliedOn: form.text('appliedOn'),
  aim: form.text('aim'),
  design: form.text('design'),
  benefit: form.text('benefit'),
  result: form.text('result'),
  continuity: form.text('continuity'),
})

const storedOf = (quickWin: QuickWin | undefined, firstYear: number): Record<string, string | undefined> => ({
  sinceYear: String(quickWin?.sinceYear ?? firstYear),
  initiator: quickWin?.initiator,
  form: quickWin?.form,
  digital: quickWin?.digital === undefined ? undefined : quickWin.digital ? 'yes' : 'no',
  trialOn: quickWin?.trialOn,
  appliedOn: quickWin?.appliedOn,
  aim: quickWin?.aim,
  design: quickWin?.design,
  benefit: quickWin?.benefit,
  result: quickWin?.result,
  continuity: quickWin?.continuity,
})

async function profileView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const db = platform.db.sql
  const ground = await getInsideGround(db, actor, regionCode, programmeId)
  const quickWin = await findQuickWin(db, regionCode, programmeId)
  const mayWrite = mayWriteIn(actor, ground) && quickWin?.endedAt === undefined
  const missing = missingParts(quickWin)
  return {
    title: `${t.profileTitle}: ${ground.programme.name}`,
    section: '/portofolio',
    working: true,
    crumbs: await crumbsOf(visit, ground, t.tab.profile),
    ...(c.req.query('pesan') === 'tersimpan' && !retry ? { flash: t.savedFlash } : {}),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problemsOf(retry, lang)} lang={lang} />
        <QuickWinHead visit={visit} ground={ground} current="profile" title={t.profileTitle}>
          <p class="lead mt-3">{t.profileLead}</p>
        </QuickWinHead>
        {quickWin?.endedAt !== undefined && (
          <div class="mb-8">
            <Call title={t.endedCall}>{t.endedWords}</Call>
          </div>
        )}
        <p class="note mb-6">
          {missing.length === 0
            ? t.profileWhole
            : t.profileMissing(missing.map(part => t.part[part].toLowerCase()).join(', '))}
        </p>
        {mayWrite ? (
          <ProfileForm visit={visit} ground={ground} quickWin={quickWin} retry={retry} />
        ) : (
          <ProfileFacts visit={visit} quickWin={quickWin} />
        )}
      </div>
    ),
  }
}

const textParts = ['aim', 'design', 'benefit', 'result', 'continuity'] as const

function ProfileForm({
  visit: { lang, platform },
  ground,
  quickWin,
  retry,
}: {
  visit: Visit
  ground: Ground
  quickWin: QuickWin | undefined
  retry: Retry | undefined
}) {
  const t = quickWinPhrases(lang)
  const { region, programme } = ground
  const thisYear = calendarYear(platform.clock.now(), ground)
  const stored = storedOf(quickWin, Math.min(programme.startYear, thisYear))
  const value = (field: string) => (retry ? retry.form.text(field) : stored[field])
  const error = (field: string) => errorIn(retry, lang, field)
  const conflict = retry?.problem.code === 'changed-meanwhile'
  return (
    <form method="post" action={quickWinHref(region.code, programme.id, 'profil')} class="max-w-[40rem]" novalidate>
      <input
        type="hidden"
        name="version"
        value={(conflict ? undefined : retry?.form.text('version')) ?? String(quickWin?.version ?? 0)}
      />
      {conflict && quickWin && (
        <div class="call is-late mb-8" role="alert">
          <p class="call-title">{t.conflict}</p>
          <p class="mb-3">
            {t.conflictWords} {formatDateTime(quickWin.changedAt, lang, region.timezone)}.
          </p>
          <ProfileFacts
            visit={{ lang }}
            quickWin={quickWin}
            only={Object.keys(stored).filter(field => stored[field] !== value(field))}
          />
        </div>
      )}
      <Field
        name="aim"
        kind="textarea"
        rows={2}
        lang={lang}
        label={t.part.aim}
        hint={t.partHint.aim}
        optional
        value={value('aim')}
        error={error('aim')}
        maxlength={LONGEST_PART.aim}
      />
      <Field
        name="sinceYear"
        lang={lang}
        short
        inputmode="numeric"
        label={t.part.sinceYear}
        hint={t.partHint.sinceYear}
        value={value('sinceYear')}
        error={error('sinceYear')}
        maxlength={4}
      />
      <Field
        kind="select"
        name="initiator"
        lang={lang}
        label={t.part.initiator}
        optional
        placeholder={t.notSaid}
        options={INITIATORS.map(one => ({ value: one, label: t.initiator[one] }))}
        value={value('initiator')}
        error={error('initiator')}
      />
      <Field
        kind="select"
        name="form"
        lang={lang}
        label={t.part.form}
        optional
        placeholder={t.notSaid}
        options={INNOVATION_FORMS.map(one => ({ value: one, label: t.form[one] }))}
        value={value('form')}
        error={error('form')}
      />
      <Field
        kind="select"
        name="digital"
        lang={lang}
        label={t.part.digital}
        optional
        placeholder={t.notSaid}
        options={(['yes', 'no'] as const).map(one => ({ value: one, label: t.digital[one] }))}
        value={value('digital')}
      />
      <div class="grid gap-x-6 sm:grid-cols-2">
        {(['trialOn', 'appliedOn'] as const).map(field => (
          <Field
            kind="date"
            name={field}
            lang={lang}
            short
            label={t.part[field]}
            optional
            value={value(field)}
            error={error(field)}
          />
        ))}
      </div>
      {textParts.slice(1).map(part => (
        <Field
          name={part}
          kind="textarea"
          rows={part === 'design' ? 7 : 4}
          lang={lang}
          label={t.part[part]}
          hint={t.partHint[part]}
          optional
          value={value(part)}
          error={error(part)}
          maxlength={LONGEST_PART[part]}
        />
      ))}
      <Button look="primary">{t.save}</Button>
    </form>
  )
}

/** The profile as it is stored; `only` narrows it to the fields that differ from what was typed. */
function ProfileFacts({
  visit: { lang },
  quickWin,
  only,
}: {
  visit: Pick<Visit, 'lang'>
  quickWin: QuickWin | undefined
  only?: readonly string[]
}) {
  const t = quickWinPhrases(lang)
  const of = (value: string | undefined) => value ?? <span class="text-muted">{t.notSaid}</span>
  const facts = [
    { field: 'sinceYear', value: of(quickWin && String(quickWin.sinceYear)) },
    { field: 'initiator', value: of(quickWin?.initiator && t.initiator[quickWin.initiator]) },
    { field: 'form', value: of(quickWin?.form && t.form[quickWin.form]) },
    {
      field: 'digital',
      value: of(quickWin?.digital === undefined ? undefined : t.digital[quickWin.digital ? 'yes' : 'no']),
    },
    { field: 'trialOn', value: of(quickWin?.trialOn) },
    { field: 'appliedOn', value: of(quickWin?.appliedOn) },
    ...textParts.map(field => ({
      field,
      value: <span class="whitespace-pre-line">{of(quickWin?.[field])}</span>,
    })),
  ] as const
  return (
    <Facts
      facts={facts
        .filter(one => only === undefined || only.includes(one.field))
        .map(({ field, value }) => ({ label: t.part[field], value }))}
    />
  )
}
