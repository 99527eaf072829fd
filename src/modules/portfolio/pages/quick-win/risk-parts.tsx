import { formatCount, formatDateTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status as Look } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { Table } from '#ui/table.tsx'
import type { Ground } from '../../actions/quick-win/ground.ts'
import { type Risk, RISK_DEGREES, type RiskDegree } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { riskLevel, type RiskLevel, riskMatrix } from '../../rules/quick-win/risk-level.ts'
import { errorIn, quickWinHref } from './place.ts'
import { typedOf } from './risk-form.ts'

const levelLook: Record<RiskLevel, Look> = { low: 'ok', medium: 'due', high: 'late' }

/** "tinggi (6)": level and score of a risk. */
export function LevelChip({
  visit: { lang },
  likelihood,
  impact,
}: {
  visit: Visit
  likelihood: RiskDegree
  impact: RiskDegree
}) {
  const { level, score } = riskLevel(likelihood, impact)
  return (
    <Chip status={levelLook[level]}>
      {quickWinPhrases(lang).level[level]} ({score})
    </Chip>
  )
}

/** Nine cells, likelihood upwards and impact to the right, each with its number of risks. A table, so that it is read. */
export function RiskMatrix({ visit: { lang }, risks }: { visit: Visit; risks: readonly Risk[] }) {
  const t = quickWinPhrases(lang)
  const cells = riskMatrix(risks)
  return (
    <figure>
      <table class="risk-map">
        <caption>{t.riskMatrix}</caption>
        <thead>
          <tr>
            <td>
              <span class="sr-only">
                {t.risk.likelihood}, {t.risk.impact}
              </span>
            </td>
            {RISK_DEGREES.map(impact => (
              <th scope="col">{t.degree[impact]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...RISK_DEGREES].reverse().map(likelihood => (
            <tr>
              <th scope="row">{t.degree[likelihood]}</th>
              {RISK_DEGREES.map(impact => {
                const { level } = riskLevel(likelihood, impact)
                const count = cells.get(`${likelihood}-${impact}`) ?? 0
                return (
                  <td class={`risk-${level}`}>
                    <b>{count === 0 ? '' : formatCount(count, lang)}</b>
                    <span>{t.level[level]}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption class="note mt-2">
        {t.risk.likelihood} ↑ {t.risk.impact} →. {t.riskMatrixNote}
      </figcaption>
    </figure>
  )
}

/** The risk form of a programme as a table; on a phone factor, level and what is done. */
export function RiskTable({
  visit,
  ground,
  risks,
  mayWrite,
}: {
  visit: Visit
  ground: Ground
  risks: readonly Risk[]
  mayWrite: boolean
}) {
  const { lang } = visit
  const t = quickWinPhrases(lang)
  const here = (risk: Risk) => quickWinHref(ground.region.code, ground.programme.id, `risiko/${risk.id}`)
  return (
    <Table
      lang={lang}
      caption={t.riskTitle}
      rows={risks}
      empty={{ fact: t.riskNone, reason: t.riskNoneReason }}
      {...(risks.length > 0 ? { xlsxHref: quickWinHref(ground.region.code, ground.programme.id, 'risiko.xlsx') } : {})}
      columns={[
        {
          key: 'factor',
          label: t.risk.factor,
          rowHeader: true,
          cell: risk => (
            <>
              {mayWrite ? (
                <a class="a" href={here(risk)}>
                  {risk.factor}
                  <span class="sr-only">, {t.change}</span>
                </a>
              ) : (
                risk.factor
              )}
              {risk.cause !== undefined && <span class="note block font-normal">{risk.cause}</span>}
            </>
          ),
        },
        {
          key: 'likelihood',
          label: t.risk.likelihood,
          align: 'right',
          onlyWide: true,
          cell: risk => risk.likelihood,
        },
        { key: 'impact', label: t.risk.impact, align: 'right', onlyWide: true, cell: risk => risk.impact },
        {
          key: 'level',
          label: t.risk.level,
          cell: risk => <LevelChip visit={visit} likelihood={risk.likelihood} impact={risk.impact} />,
        },
        {
          key: 'mitigation',
          label: t.risk.mitigation,
          onlyWide: true,
          cell: risk =>
            risk.mitigation === undefined ? (
              <Chip status="late">{t.noMitigation}</Chip>
            ) : (
              <>
                {risk.mitigation}
                <span class="note block">
                  {[
                    risk.structural === undefined ? undefined : t.structural[risk.structural ? 'yes' : 'no'],
                    risk.ownerName ?? t.noOwner,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </>
            ),
        },
        {
          key: 'residual',
          label: t.risk.residual,
          onlyWide: true,
          cell: risk =>
            risk.residualLikelihood === undefined || risk.residualImpact === undefined ? (
              <span class="note">{t.notSaid}</span>
            ) : (
              <LevelChip visit={visit} likelihood={risk.residualLikelihood} impact={risk.residualImpact} />
            ),
        },
      ]}
    />
  )
}

/** The form of one risk, new or stored; what was typed comes back, and after a conflict what is stored stands above it. */
export function RiskForm({
  visit: { lang },
  ground,
  risk,
  offices,
  retry,
  action,
}: {
  visit: Visit
  ground: Ground
  risk: Risk | undefined
  offices: readonly RegionOffice[]
  retry: Retry | undefined
  action: string
}) {
  const t = quickWinPhrases(lang)
  const stored = typedOf(risk)
  const value = (field: string) => (retry ? retry.form.text(field) : stored[field])
  const error = (field: string) => errorIn(retry, lang, field)
  const conflict = retry?.problem.code === 'changed-meanwhile'
  const degrees = RISK_DEGREES.map(degree => ({ value: String(degree), label: t.degree[degree] }))
  const owners = offices.filter(one => !one.archived || one.id === risk?.ownerId)
  return (
    <form method="post" action={action} class="max-w-[40rem]" novalidate>
      <input
        type="hidden"
        name="version"
        value={(conflict ? undefined : retry?.form.text('version')) ?? String(risk?.version ?? 0)}
      />
      {conflict && risk && (
        <div class="call is-late mb-6" role="alert">
          <p class="call-title">{t.conflict}</p>
          <p>{t.conflictWords}</p>
          <p class="mt-2">
            {formatDateTime(risk.changedAt, lang, ground.region.timezone)}: <b>{risk.factor}</b>, {risk.likelihood} ×{' '}
            {risk.impact}. {risk.cause} {risk.mitigation ?? t.noMitigation}.
          </p>
        </div>
      )}
      <Field
        name="factor"
        lang={lang}
        label={t.risk.factor}
        hint={t.riskHint.factor}
        value={value('factor')}
        error={error('factor')}
        maxlength={300}
      />
      <Field
        kind="textarea"
        rows={2}
        name="cause"
        lang={lang}
        label={t.risk.cause}
        hint={t.riskHint.cause}
        optional
        value={value('cause')}
        error={error('cause')}
        maxlength={1000}
      />
      <div class="grid gap-x-6 sm:grid-cols-2">
        {(['likelihood', 'impact'] as const).map(field => (
          <Field
            kind="select"
            name={field}
            lang={lang}
            label={t.risk[field]}
            options={degrees}
            value={value(field)}
            error={error(field)}
          />
        ))}
      </div>
      <Field
        kind="textarea"
        rows={3}
        name="mitigation"
        lang={lang}
        label={t.risk.mitigation}
        hint={t.riskHint.mitigation}
        optional
        value={value('mitigation')}
        error={error('mitigation')}
        maxlength={1000}
      />
      <Field
        kind="select"
        name="structural"
        lang={lang}
        label={t.risk.structural}
        hint={t.riskHint.structural}
        optional
        placeholder={t.notSaid}
        options={(['yes', 'no'] as const).map(one => ({ value: one, label: t.structural[one] }))}
        value={value('structural')}
        error={error('structural')}
      />
      <Field
        kind="select"
        name="ownerId"
        lang={lang}
        label={t.risk.ownerId}
        optional
        placeholder={t.noOwner}
        options={owners.map(one => ({ value: one.id, label: one.name }))}
        value={value('ownerId')}
        error={error('ownerId')}
      />
      <div class="grid gap-x-6 sm:grid-cols-2">
        {(['residualLikelihood', 'residualImpact'] as const).map(field => (
          <Field
            kind="select"
            name={field}
            lang={lang}
            label={t.risk[field]}
            optional
            placeholder={t.notSaid}
            options={degrees}
            value={value(field)}
            error={error(field)}
          />
        ))}
      </div>
      <Button look="primary">{t.saveRisk}</Button>
    </form>
  )
}
