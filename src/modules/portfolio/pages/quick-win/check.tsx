import { formatCount, formatTime } from '#kit/format.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { largestFile, saveEvidence, type WantedUse } from '#modules/evidence/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Icon } from '#ui/icon.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayOpenPortfolio, mayWritePortfolio } from '../../access.ts'
import { checkQuickWin } from '../../actions/quick-win/check-quick-win.ts'
import { getGround, getWritableGround, type Ground, mayWriteIn } from '../../actions/quick-win/ground.ts'
import { CHECK_ANSWERS, QUICK_WIN_INDICATORS } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { checkSelfCheck } from '../../rules/quick-win/check-year.ts'
import { type CheckData, loadChecks } from './check-data.ts'
import { answerIcon, CheckRowForm, fieldOfRow } from './check-row.tsx'
import { QuickWinHead } from './head.tsx'
import { crumbsOf, placeOf, problemsOf, quickWinHref, quickWinPlace, wholeIn, yearIn } from './place.ts'

/** `/portofolio/:code/quick-win/:id`: the ten official indicators as a self-check, saved row by row. */
export const checkPage: Page = {
  path: quickWinPlace,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: checkView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.quick_win.checked', 'evidence.uses.changed', 'evidence.item.added', 'evidence.item.found_again'],
    maxBytes: largestFile + 256 * 1024,
    handle: saveRow,
  },
}

async function saveRow(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, programmeId } = placeOf(visit)
  await getWritableGround(platform.db.sql, actor, regionCode, programmeId)
  const indicator = form.text('indikator') ?? ''
  const year = yearIn(form.text('tahun')) ?? 0
  const given = {
    regionCode,
    programmeId,
    year,
    // Checked by the rule, which has a sentence for what is none of them.
    indicator: indicator as (typeof QUICK_WIN_INDICATORS)[number],
    answer: (form.text('jawaban') ?? '') as (typeof CHECK_ANSWERS)[number],
    note: form.text('catatan'),
    version: wholeIn(form.text('version')),
  }
  // What a person can mend is said before a file is put into the library.
  const errors = checkSelfCheck(given, { sinceYear: year, thisYear: year })
  if (errors.length > 0) throw invalid(...errors)
  const kept = usesOf(form)
  const added = await addEvidence(visit, form)
  const evidence = added && kept ? [...kept.filter(use => use.evidenceId !== added.evidenceId), added] : kept
  const saved = await checkQuickWin(platform, actor, { ...given, evidence }, writer)
  const place = `${quickWinHref(regionCode, programmeId)}?tahun=${year}&tersimpan=${given.indicator}`
  return c.redirect(`${place}-${saved.version}#${given.indicator}`, 303)
}

/** What stays attached; undefined when the form had no part on evidence. */
function usesOf(form: Form): WantedUse[] | undefined {
  if (form.text('bukti-ada') === undefined) return undefined
  const off = new Set(form.all('lepas'))
  return [...new Set(form.all('bukti'))].filter(id => !off.has(id)).map(evidenceId => ({ evidenceId }))
}

async function addEvidence({ platform, actor, writer }: Visit, form: Form): Promise<WantedUse | undefined> {
  const file = form.file('berkas')
  const url = form.text('tautan')
  const hasFile = file !== undefined && file.size > 0
  if (!hasFile && url === undefined) return undefined
  const { evidence } = await saveEvidence(
    platform,
    {
      title: form.text('judul'),
      ...(hasFile ? { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } } : { url }),
    },
    { actor, writer },
  )
  return { evidenceId: evidence.id }
}

async function checkView(visit: Visit, retry?: Retry): Promise<View | Response> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const { regionCode, programmeId } = placeOf(visit)
  const ground = await getGround(platform.db.sql, actor, regionCode, programmeId)
  // The public reads the presentation; the self-check with its notes is for those who see everything.
  if (ground.sight !== 'all') {
    if (retry) throw mayNot(retry.problem.sentence)
    return c.redirect(quickWinHref(regionCode, programmeId, 'unggulan'), 303)
  }
  const data = await loadChecks(visit, ground, retry?.form.text('tahun') ?? c.req.query('tahun'))
  if (!data) return notYet(visit, ground)
  const { year, thisYear, count, quickWin, rows, mayWrite } = data
  const row = retry?.form.text('indikator') ?? ''
  const { programme } = ground
  const years = Array.from({ length: Math.min(4, thisYear - quickWin.sinceYear + 1) }, (_, at) => thisYear - at)
  const saved = /^(E\d{1,2})-\d+$/.exec(c.req.query('tersimpan') ?? '')?.[1]
  const savedAt = retry ? undefined : rows.find(one => one.indicator === saved)?.check?.checkedAt
  return {
    title: `${t.tab.check}: ${programme.name}`,
    section: '/portofolio',
    working: true,
    crumbs: await crumbsOf(visit, ground),
    ...(savedAt === undefined
      ? {}
      : { flash: `${saved}. ${t.saved(formatTime(savedAt, lang, ground.region.timezone))}` }),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={problemsOf(retry, lang, field => fieldOfRow(row, field))} lang={lang} />
        <QuickWinHead
          visit={visit}
          ground={ground}
          current="check"
          title={t.checkHead(formatCount(count.yes, lang), String(year))}
        >
          <p class="lead mt-3">{t.checkLead}</p>
        </QuickWinHead>
        {quickWin.endedAt !== undefined && (
          <div class="mb-8">
            <Call title={t.endedCall}>{t.endedWords}</Call>
          </div>
        )}
        <div class="mb-2 flex flex-wrap items-end justify-between gap-4">
          <Overview visit={visit} data={data} />
          {years.length > 1 && (
            <Seg
              label={t.year}
              links={years.map(one => ({
                href: `${quickWinHref(regionCode, programmeId)}?tahun=${one}`,
                label: String(one),
                current: one === year,
              }))}
            />
          )}
        </div>
        {!mayWrite && quickWin.endedAt === undefined && <p class="note mb-4">{t.readOnly(programme.leadName)}</p>}
        {rows.map(one => (
          <CheckRowForm visit={visit} data={data} row={one} retry={one.indicator === row ? retry : undefined} />
        ))}
      </div>
    ),
  }
}

/** All ten at a glance, each a link to its row; told by icon and words, not by colour alone. */
function Overview({ visit: { lang }, data: { rows, count } }: { visit: Visit; data: CheckData }) {
  const t = quickWinPhrases(lang)
  const n = (value: number) => formatCount(value, lang)
  return (
    <div>
      <ol class="ten">
        {rows.map(({ indicator, name, check }) => {
          const words = check ? t.answer[check.answer] : t.answerOpen
          return (
            <li>
              <a class={`is-${check?.answer ?? 'open'}`} href={`#${indicator}`} title={`${name}: ${words}`}>
                <Icon name={answerIcon[check?.answer ?? 'open']} />
                <span>{indicator}</span>
                <span class="sr-only">
                  {name}: {words}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
      <p class="note mt-2">
        {(['yes', 'partly', 'no', 'open'] as const)
          .filter(key => count[key] > 0)
          .map(key => t.countOf[key](n(count[key])))
          .join(', ')}
      </p>
    </div>
  )
}

/** A programme that is no quick win: what one is, and how to make it one. */
async function notYet(visit: Visit, ground: Ground): Promise<View> {
  const t = quickWinPhrases(visit.lang)
  const { region, programme } = ground
  return {
    title: t.makeTitle,
    section: '/portofolio',
    crumbs: await crumbsOf(visit, ground),
    body: (
      <div class="pt-2">
        <QuickWinHead visit={visit} ground={ground} current="check" title={t.makeTitle} />
        <Empty
          fact={programme.name}
          reason={t.makeWords}
          {...(mayWriteIn(visit.actor, ground)
            ? {
                action: (
                  <Button look="primary" href={quickWinHref(region.code, programme.id, 'profil')}>
                    {t.make}
                  </Button>
                ),
              }
            : {})}
        />
      </div>
    ),
  }
}
