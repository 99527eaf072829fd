import type { Holder } from '#modules/people/index.ts'
import type { Retry } from '#platform/http/visit.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field, type Option } from '#ui/field.tsx'
import { Table } from '#ui/table.tsx'
import type { Round, RoundRegion } from '../../model-round.ts'
import { roundPagePhrases, roundPhrases } from '../../phrases/round.ts'
import type { Conflict } from '../../store/round/conflicts.ts'
import type { PanelMember } from '../../store/round/panel.ts'

interface PanelProps {
  lang: Language
  round: Round
  region: RoundRegion
  members: readonly PanelMember[]
  /** Who holds the role of assessor now. */
  assessors: readonly Holder[]
  names: ReadonlyMap<string, string>
  ties: ReadonlyMap<string, ReadonlySet<string>>
  conflicts: readonly Conflict[]
  retry: Retry | undefined
  runs: boolean
}

const reader = (retry: Retry | undefined, lang: Language) => ({
  typed: (field: string) => retry?.form.values[field]?.[0],
  typedAll: (field: string) => retry?.form.values[field] ?? [],
  errorOf: (field: string) => {
    const found = retry?.problem.fields.filter(error => error.field === field).map(({ sentence }) => sentence[lang])
    return found && found.length > 0 ? found.join(' ') : undefined
  },
})

/** The panel of one region and its forms: assign, end with a reason, record a conflict of interest. */
export function PanelOfRegion(props: PanelProps) {
  const { lang, region, members, assessors, names, retry, runs } = props
  const t = roundPagePhrases(lang).panel
  const path = `/putaran/${props.round.id}/panel?daerah=${region.regionCode}`
  const { typed, typedAll, errorOf } = reader(retry, lang)
  const active = members.filter(({ endedAt }) => endedAt === undefined)
  const others = assessors.filter(({ accountId }) => !active.some(member => member.accountId === accountId))
  const nameOf = (accountId: string) => names.get(accountId) ?? accountId
  return (
    <>
      <h1>{region.regionName}</h1>
      <p class="lead mt-3">{t.lead}</p>
      <section class="sec" aria-labelledby="panel">
        <h2 id="panel" class="mb-4">
          {t.members}
        </h2>
        <Table
          lang={lang}
          caption={t.members}
          rows={members}
          empty={{ fact: t.none, reason: t.noneReason }}
          columns={[
            { key: 'place', label: t.place, cell: ({ place }) => roundPhrases(lang).assessor(place) },
            { key: 'name', label: t.name, rowHeader: true, cell: ({ accountId }) => nameOf(accountId) },
            {
              key: 'state',
              label: t.state,
              cell: member =>
                member.endedAt !== undefined ? (
                  <span class="text-muted">{t.ended(member.endReason ?? '')}</span>
                ) : (
                  <Chip status={member.submittedAt ? 'ok' : 'idle'}>
                    {member.submittedAt ? t.submitted : t.scoring}
                  </Chip>
                ),
            },
          ]}
        />
      </section>
      {runs && (
        <>
          <section class="sec" aria-labelledby="tugaskan">
            <h2 id="tugaskan" class="mb-6">
              {t.assign}
            </h2>
            {others.length === 0 ? (
              <Empty fact={t.assignNone} />
            ) : (
              <form method="post" action={path} novalidate>
                <input type="hidden" name="aksi" value="tugaskan" />
                <Field
                  kind="checks"
                  name="accounts"
                  lang={lang}
                  label={t.assignWho}
                  error={errorOf('accounts')}
                  options={others.map(holder => optionOf(holder, props))}
                  values={typedAll('accounts')}
                />
                <Button look="primary">{t.assignDo}</Button>
              </form>
            )}
          </section>
          {active.length > 0 && (
            <section class="sec" aria-labelledby="akhiri">
              <h2 id="akhiri" class="mb-6">
                {t.end}
              </h2>
              <form method="post" action={path} novalidate>
                <input type="hidden" name="aksi" value="akhiri" />
                <Field
                  kind="select"
                  name="end.accounts"
                  lang={lang}
                  label={t.endWho}
                  error={errorOf('end.accounts')}
                  value={typed('end.accounts')}
                  options={active.map(({ accountId }) => ({ value: accountId, label: nameOf(accountId) }))}
                />
                <Field
                  kind="textarea"
                  name="end.reason"
                  lang={lang}
                  label={t.endReason}
                  error={errorOf('end.reason')}
                  value={typed('end.reason')}
                  rows={2}
                />
                <Button look="danger">{t.endDo}</Button>
              </form>
            </section>
          )}
          <section class="sec" aria-labelledby="benturan">
            <h2 id="benturan">{t.conflict}</h2>
            <p class="note mt-2 mb-6">{t.conflictHint}</p>
            <form method="post" action={path} novalidate>
              <input type="hidden" name="aksi" value="benturan" />
              <Field
                kind="select"
                name="conflict.accounts"
                lang={lang}
                label={t.conflictWho}
                error={errorOf('conflict.accounts')}
                value={typed('conflict.accounts')}
                options={assessors.map(({ accountId, name }) => ({ value: accountId, label: name }))}
              />
              <Field
                kind="textarea"
                name="conflict.reason"
                lang={lang}
                label={t.conflictReason}
                hint={t.conflictReasonHint}
                error={errorOf('conflict.reason')}
                value={typed('conflict.reason')}
                rows={2}
              />
              <Button>{t.conflictDo}</Button>
            </form>
          </section>
        </>
      )}
    </>
  )
}

/** An assessor to choose, with what is known against it: the action refuses by the same facts. */
function optionOf({ accountId, name, organisationName }: Holder, props: PanelProps): Option {
  const t = roundPagePhrases(props.lang).panel
  const { regionCode } = props.region
  const declared = props.conflicts.find(conflict => conflict.accountId === accountId)
  const tied = [...(props.ties.get(accountId) ?? [])].some(
    code => code === regionCode || code.startsWith(`${regionCode}.`),
  )
  return {
    value: accountId,
    label: name,
    note: declared ? t.conflictOf(declared.reason) : tied ? t.tied : organisationName,
  }
}

/** The same assessors for several regions at once. */
export function AssignMany({
  lang,
  path,
  assessors,
  retry,
}: {
  lang: Language
  path: string
  assessors: readonly Holder[]
  retry: Retry | undefined
}) {
  const t = roundPagePhrases(lang).panel
  const { typed, typedAll, errorOf } = reader(retry, lang)
  return (
    <section class="sec" aria-labelledby="banyak">
      <h2 id="banyak" class="mb-6">
        {t.many}
      </h2>
      {assessors.length === 0 ? (
        <Empty fact={t.assignNone} />
      ) : (
        <form method="post" action={path} novalidate>
          <input type="hidden" name="aksi" value="banyak" />
          <Field
            kind="textarea"
            name="many.regions"
            lang={lang}
            label={t.manyRegions}
            hint={t.manyHint}
            error={errorOf('many.regions')}
            value={typed('many.regions')}
            rows={5}
          />
          <Field
            kind="checks"
            name="many.accounts"
            lang={lang}
            label={t.assignWho}
            error={errorOf('many.accounts')}
            options={assessors.map(({ accountId, name, organisationName }) => ({
              value: accountId,
              label: name,
              note: organisationName,
            }))}
            values={typedAll('many.accounts')}
          />
          <Button look="primary">{t.manyDo}</Button>
        </form>
      )}
    </section>
  )
}
