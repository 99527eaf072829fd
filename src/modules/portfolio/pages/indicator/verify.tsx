import { formatCount } from '#kit/format.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import type { Form, Page, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayVerifyReadings, refuseVerify } from '../../access.ts'
import { judgeReadings, type JudgedReading } from '../../actions/indicator/judge-readings.ts'
import { isUnexplained } from '../../actions/indicator/read-entries.ts'
import { readQueue, type WaitingReading } from '../../actions/indicator/read-queue.ts'
import { getInsideStand, type Stand } from '../../actions/stand.ts'
import { periodSchema, placeCodeSchema } from '../../model-indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { askWords, periodName, place, readingHref, section, showReading } from './words.ts'

const pageSize = 50

/** A reading as forms and addresses name it: "indicator/place/period", with the version that was seen after a colon. */
export function judgedOf(text: string): JudgedReading | undefined {
  const [id = '', version] = text.split(':')
  const [indicatorId = '', placeCode = '', period = ''] = id.split('/')
  const fits =
    /^[0-9a-f-]{36}$/.test(indicatorId) &&
    placeCodeSchema.safeParse(placeCode).success &&
    periodSchema.safeParse(period).success
  if (!fits) return undefined
  return { indicatorId, placeCode, period, version: /^\d{1,9}$/.test(version ?? '') ? Number(version) : undefined }
}

/** Where the actor stands, refused before anything sent is looked at. */
export async function getVerifyStand({ c, platform, actor }: Visit): Promise<Stand> {
  const stand = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
  const refusal = refuseVerify(actor, stand.region.code, {
    ownerId: actor.membership?.organisationId,
    reportedBy: undefined,
  })
  if (refusal) throw mayNot(refusal)
  return stand
}

/** `/portofolio/:code/periksa`: what was reported and waits to be verified. */
export const verifyPage: Page = {
  path: `${place}/periksa`,
  permission: 'portfolio.reading.verify',
  may: mayVerifyReadings,
  async show(visit, retry) {
    const { c, lang, platform, actor } = visit
    const t = readingPhrases(lang)
    const { region, sight } = await getVerifyStand(visit)
    const after = judgedOf(c.req.query('setelah') ?? '')
    const { rows, more, waiting } = await readQueue(platform.db.sql, actor, region.code, { after, limit: pageSize })
    const path = `/portofolio/${region.code}/periksa`
    const n = /^\d{1,4}$/.exec(c.req.query('n') ?? '')?.[0]
    const title = waiting === 0 ? t.verifyNone : t.verifyTitle(formatCount(waiting, lang))
    return {
      title,
      section,
      crumbs: await portfolioCrumbs(platform.db.sql, region, lang, { label: title }),
      ...(retry || n === undefined ? {} : { flash: t.verified(n) }),
      body: (
        <div class="pt-2">
          {retry && <ErrorSummary lang={lang} problems={[{ message: retry.problem.sentence[lang] }]} />}
          <h1>{title}</h1>
          <p class="lead mt-3 mb-6">{waiting > 0 && t.verifyLead}</p>
          <PortfolioNav lang={lang} code={region.code} current="indikator" sight={sight} actor={actor} />
          <div class="mt-6">
            {rows.length === 0 ? (
              <Empty fact={t.verifyNoneWhy} />
            ) : (
              <form method="post" action={path}>
                <Queue visit={visit} code={region.code} rows={rows} />
              </form>
            )}
          </div>
          <Pager
            lang={lang}
            previousHref={after && path}
            previousLabel={t.newest}
            nextHref={more ? `${path}?setelah=${encodeURIComponent(rows.at(-1)?.id ?? '')}` : undefined}
            nextLabel={t.next(pageSize)}
          />
        </div>
      ),
    }
  },
  submit: {
    permission: 'portfolio.reading.verify',
    may: mayVerifyReadings,
    limit: 'write',
    audit: ['portfolio.readings.verified'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { region } = await getVerifyStand(visit)
      const readings = chosenIn(form)
      if (readings.length === 0) throw invalid(noneChosen)
      const { judged } = await judgeReadings(
        platform,
        actor,
        { regionCode: region.code, readings, verdict: 'verified' },
        writer,
      )
      return c.redirect(`/portofolio/${region.code}/periksa?n=${judged}`, 303)
    },
  },
}

const chosenIn = (form: Form): JudgedReading[] =>
  form.all(form.text('aksi') === 'tenang' ? 'tenang' : 'pilih').flatMap(text => judgedOf(text) ?? [])

const noneChosen = {
  field: 'pilih',
  sentence: { id: 'Pilih paling sedikit satu capaian.', en: 'Choose at least one figure.' },
}

function Queue({
  visit: { lang, actor },
  code,
  rows,
}: {
  visit: Visit
  code: string
  rows: readonly WaitingReading[]
}) {
  const t = readingPhrases(lang)
  const isOwn = (row: WaitingReading) =>
    row.reading.reportedBy !== undefined && row.reading.reportedBy === actor.accountId
  const chosen = (row: WaitingReading) => `${row.id}:${row.reading.version}`
  const calm = rows.filter(row => !isOwn(row) && !isUnexplained(row))
  return (
    <>
      {calm.map(row => (
        <input type="hidden" name="tenang" value={chosen(row)} />
      ))}
      <Table<WaitingReading>
        lang={lang}
        caption={t.figure}
        rows={rows}
        columns={[
          {
            key: 'choose',
            label: t.choose,
            labelHidden: true,
            class: 'align-top w-8',
            cell: row =>
              isOwn(row) ? null : (
                <input
                  type="checkbox"
                  class="checkbox"
                  name="pilih"
                  value={chosen(row)}
                  aria-label={t.chooseOne(`${row.indicator.name}, ${row.placeName}`)}
                />
              ),
          },
          {
            key: 'name',
            label: t.figure,
            rowHeader: true,
            class: 'align-top',
            cell: row => (
              <>
                <a class="a" href={readingHref(code, row.id)}>
                  {row.indicator.name}
                </a>
                <span class="note block mt-1 font-normal">
                  {row.placeName}, {periodName(row.period, lang)}
                </span>
                {row.asks.map(ask => (
                  <span class="block mt-1 font-normal">{askWords(ask, row.indicator, lang)}</span>
                ))}
                {row.reading.explanation !== undefined && (
                  <span class="note block mt-1 font-normal">{t.explained(row.reading.explanation)}</span>
                )}
                {isOwn(row) && <span class="note block mt-1 font-normal">{t.own}</span>}
              </>
            ),
          },
          {
            key: 'value',
            label: t.value,
            align: 'right',
            class: 'align-top',
            cell: row => (
              <>
                <b>{showReading(row.reading, row.indicator, lang)}</b>
                {row.reading.unchanged && <span class="note block mt-1">{t.same.toLowerCase()}</span>}
                {row.proofs > 0 && <span class="note block mt-1">{t.withProof(formatCount(row.proofs, lang))}</span>}
              </>
            ),
          },
          {
            key: 'before',
            label: t.before,
            align: 'right',
            onlyWide: true,
            class: 'align-top text-muted',
            cell: row => (row.before ? showReading(row.before, row.indicator, lang) : '–'),
          },
        ]}
      />
      <p class="mt-6 flex flex-wrap gap-3">
        <Button look="primary" name="aksi" value="pilih">
          {t.verifyChosen}
        </Button>
        {calm.length > 0 && (
          <Button name="aksi" value="tenang">
            {t.verifyCalm(formatCount(calm.length, lang))}
          </Button>
        )}
      </p>
    </>
  )
}
