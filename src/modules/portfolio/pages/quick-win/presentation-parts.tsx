import type { Child } from 'hono/jsx'
import type { Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Icon } from '#ui/icon.tsx'
import type { Presentation } from '../../actions/quick-win/read-presentation.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { yearState } from '../../rules/quick-win/revalidation.ts'
import { answerIcon } from './check-row.tsx'
import { stateLook } from './list-table.tsx'
import {
  milestoneWords,
  moneyOf,
  type MoneyWords,
  periodWords,
  resultWords,
  tenLead,
  tenOf,
  valueWords,
} from './presentation-words.ts'
import { ResultChart } from './result-chart.tsx'

/** One part of the presentation: its name at the left, what it says at the right. */
export function Part({ title, note, children }: { title: string; note?: string | undefined; children?: Child }) {
  return (
    <section class="show-part">
      <div>
        <h2>{title}</h2>
        {note !== undefined && <p class="note mt-2">{note}</p>}
      </div>
      <div class="min-w-0">{children}</div>
    </section>
  )
}

/** Paragraphs as they were typed. */
export const Prose = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map(paragraph => (
      <p class="show-prose">{paragraph}</p>
    ))}
  </>
)

type PartProps = { visit: Visit; data: Presentation }

/** What has changed: told in words by the people, and in verified numbers. */
export function Results({ visit: { lang }, data }: PartProps) {
  const t = quickWinPhrases(lang)
  const shown = data.results.flatMap(result => {
    const words = resultWords(result, lang)
    return words ? [{ result, words }] : []
  })
  const told = data.quickWin?.result
  return (
    <Part title={t.results} note={shown.length > 0 ? t.verifiedOnly : undefined}>
      {told !== undefined && <Prose text={told} />}
      {shown.length === 0 && told === undefined && <Empty fact={t.resultsNone} reason={t.resultsNoneReason} />}
      {shown.map(({ result, words }) => (
        <div class="show-result">
          <div>
            <h3>{words.name}</h3>
            <p class="show-number">
              {words.number}
              <small>{words.unit}</small>
            </p>
            <p>
              {words.period}
              {words.from !== undefined && `, ${words.from}`}
            </p>
            <p class="note">
              {[words.target, words.partial && `${words.partial} (${t.hollow})`]
                .filter(part => part !== undefined)
                .join('. ')}
            </p>
          </div>
          {result.periods.length > 1 && (
            <div class="min-w-0">
              <ResultChart lang={lang} result={result} label={t.chartLabel(words.name)} />
              <details class="plain-fold no-print mt-2">
                <summary>{t.value}</summary>
                <table class="tbl">
                  <caption class="sr-only">{t.chartLabel(words.name)}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t.period}</th>
                      <th scope="col" class="r">
                        {t.value}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {result.periods.map(({ period, rolled }) => (
                      <tr>
                        <th scope="row">{periodWords(period, lang)}</th>
                        <td class="r">{valueWords(rolled.value ?? '0', result.indicator, lang)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </details>
            </div>
          )}
        </div>
      ))}
    </Part>
  )
}

/** Milestones: done, next, to come. */
export function Journey({ visit: { lang }, data }: PartProps) {
  const t = quickWinPhrases(lang)
  if (data.milestones.length === 0) return null
  const rows = data.milestones.map(one => ({ one, ...milestoneWords(one, data.today, lang) }))
  const next = rows.find(row => row.state !== 'done')?.one
  return (
    <Part title={t.journey}>
      <ol class="stage show-stage">
        {rows.map(({ one, state, words }, at) => (
          <li
            class={state === 'done' ? 'done' : undefined}
            {...(one === next ? { 'aria-current': 'step' as const } : {})}
          >
            <b>{state === 'done' ? <Icon name="check" /> : at + 1}</b>
            <div>
              <strong>{one.title}</strong>
              <span>{words}</span>
            </div>
          </li>
        ))}
      </ol>
    </Part>
  )
}

/** Money by year, and by source in a sentence. */
export function Costs({ visit: { lang }, data }: PartProps) {
  const t = quickWinPhrases(lang)
  if (data.budget.length === 0) return null
  const { years, sources, total } = moneyOf(data, lang)
  const most = years.reduce((top, one) => (one.group.planned > top ? one.group.planned : top), 1n)
  // Shares of the longest bar in hundredths, so that no amount becomes a float.
  const share = (amount: bigint) => String(Number((amount * 10_000n) / most) / 100)
  const cells = (row: MoneyWords) => (
    <>
      <td class="r whitespace-nowrap">{row.planned}</td>
      <td class="r">
        {row.realised === undefined ? (
          <span class="text-muted">{t.notReported}</span>
        ) : (
          <span class="whitespace-nowrap">{row.realised}</span>
        )}
        {row.open !== undefined && <span class="note block">{row.open}</span>}
      </td>
    </>
  )
  return (
    <Part title={t.costs}>
      <table class="tbl show-money">
        <caption class="sr-only">{t.costs}</caption>
        <thead>
          <tr>
            <th scope="col">{t.costsYear}</th>
            <th scope="col" class="only-wide">
              <span class="sr-only">{t.realised}</span>
            </th>
            <th scope="col" class="r">
              {t.planned}
            </th>
            <th scope="col" class="r">
              {t.realised}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map(row => (
            <tr>
              <th scope="row">{row.label}</th>
              <td class="only-wide w-2/5">
                <svg class="show-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="planned" width={share(row.group.planned)} height="10" />
                  {row.realised !== undefined && <rect class="spent" width={share(row.group.realised)} height="10" />}
                </svg>
              </td>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.total}</th>
            <td class="only-wide" />
            {cells(total)}
          </tr>
        </tfoot>
      </table>
      <p class="note mt-4">
        {t.bySource}: {sources.map(one => `${one.label} ${one.planned}`).join(', ')}.
      </p>
    </Part>
  )
}

/** Offices and partners, never people. */
export function Together({ visit: { lang }, data: { programme, supportingNames } }: PartProps) {
  const t = quickWinPhrases(lang)
  return (
    <Part title={t.together}>
      <dl class="show-people">
        <div>
          <dt>{t.leadOffice}</dt>
          <dd>{programme.leadName}</dd>
        </div>
        {supportingNames.length > 0 && (
          <div>
            <dt>{t.supporting}</dt>
            {supportingNames.map(name => (
              <dd>{name}</dd>
            ))}
          </div>
        )}
        {programme.partners.length > 0 && (
          <div>
            <dt>{t.partners}</dt>
            {programme.partners.map(({ name, contribution }) => (
              <dd>
                {name}
                {contribution !== undefined && <span class="note block font-normal">{contribution}</span>}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </Part>
  )
}

/** The region's own answers to the ten indicators, without its notes. */
export function Ten({ visit: { lang }, data }: PartProps) {
  const t = quickWinPhrases(lang)
  return (
    <Part title={t.ten} note={tenLead(data, lang)}>
      <ol class="show-ten">
        {tenOf(data, lang).map(({ code, name, answer }) => (
          <li class={`is-${answer}`}>
            <Icon name={answerIcon[answer]} />
            <div>
              <b>{name}</b>
              <span>
                {code}, {answer === 'open' ? t.answerOpen : t.answer[answer].toLowerCase()}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Part>
  )
}

/** What keeps it running, and the verdict of each year. */
export function GoesOn({ visit: { lang }, data }: PartProps) {
  const t = quickWinPhrases(lang)
  const { quickWin, years, sinceYear, thisYear } = data
  const told = quickWin?.continuity
  if (told === undefined && years.length === 0) return null
  const judged = { sinceYear, years }
  return (
    <Part title={t.goesOn}>
      {told !== undefined && <Prose text={told} />}
      <ol class="show-years" aria-label={t.validations}>
        {Array.from({ length: Math.min(10, Math.max(0, thisYear - sinceYear + 1)) }, (_, at) => sinceYear + at)
          .map(year => ({ year, state: yearState(judged, year, thisYear) }))
          .filter(({ state }) => state !== 'over')
          .map(({ year, state }) => (
            <li>
              <b>{year}</b>
              <Chip status={stateLook[state]}>{t.state[state]}</Chip>
            </li>
          ))}
      </ol>
    </Part>
  )
}
