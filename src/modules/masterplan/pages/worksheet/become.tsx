import { actsAs } from '#kit/actor.ts'
import { formatCount, formatRupiah } from '#kit/format.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import {
  currentCatalogue,
  findProgramme,
  listProgrammes,
  type ProgrammeInput,
  refuseSaveProgramme,
} from '#modules/portfolio/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { dimensionName } from '#ui/dim.tsx'
import { Field, type Option } from '#ui/field.tsx'
import { mayWritePlans } from '../../access.ts'
import { becomeProgramme, mapToProgramme } from '../../actions/worksheet/become-programme.ts'
import { cardArchived, type CardStand, refuseCard } from '../../actions/worksheet/ground.ts'
import { readBudget, readProposal, risksOf } from '../../actions/worksheet/read-proposal.ts'
import { PROGRAMME_SHEETS } from '../../model-card.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, meanwhile, Refused, wholeIn } from '../workshop/retry.tsx'
import { cardHref, cardPlace, cardStandOf, sheetCrumbs, sheetHref } from './place.ts'

/** `…/:card/program`: a card becomes a programme of the portfolio, or points to one that exists. */
export const becomePage: Page = {
  path: `${cardPlace}/program`,
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  show: becomeView,
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'write',
    audit: [
      'masterplan.card.became_programme',
      'masterplan.card.mapped',
      'portfolio.programme.created',
      'portfolio.quick_win.saved',
      'portfolio.risk.added',
      'portfolio.budget.changed',
    ],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { card } = await becomingOf(visit)
      const which = { regionCode: card.regionCode, cardId: card.id, version: wholeIn(form.text('version')) }
      if (form.text('aksi') === 'tautkan') {
        await mapToProgramme(platform, actor, { ...which, programmeId: form.text('programmeId') ?? '' }, writer)
        return c.redirect(`${cardHref(card)}?pesan=tautan`, 303)
      }
      refuseSaveProgramme(actor, card.regionCode, undefined)
      await becomeProgramme(platform, actor, { ...which, programme: readProgramme(form) }, writer).catch(
        (error: unknown) => {
          throw chooseFirst(error, form)
        },
      )
      return c.redirect(`${cardHref(card)}?pesan=program`, 303)
    },
  },
}

/** A living card that may still become a programme, for who may change it. */
async function becomingOf(visit: Visit): Promise<CardStand> {
  const stand = await cardStandOf(visit)
  const { card } = stand
  refuseCard(visit.actor, stand, card)
  if (card.archivedAt !== undefined) throw cardArchived()
  if (!PROGRAMME_SHEETS.includes(card.sheet)) {
    throw new Problem('conflict', {
      id: 'Kartu di lembar ini tidak menjadi program. Rujuklah dari inovasi, rencana aksi atau kanvas.',
      en: 'Cards of this sheet do not become programmes. Let an innovation, an action or a canvas rest on it.',
    })
  }
  return stand
}

/** Of a choice that was left out the portfolio would say that “” is none; here it says what to choose. */
function chooseFirst(error: unknown, form: Form): unknown {
  if (!(error instanceof Problem) || error.code !== 'invalid') return error
  return invalid(
    ...error.fields.map(one => {
      const sentence = form.text(one.field) === undefined ? toChoose[one.field] : undefined
      return sentence ? { ...one, sentence } : one
    }),
  )
}

const toChoose: Readonly<Record<string, { id: string; en: string }>> = {
  subDimension: { id: 'Pilih sub-dimensinya.', en: 'Choose the sub-dimension.' },
  sector: { id: 'Pilih sektornya.', en: 'Choose the sector.' },
  stream: { id: 'Pilih arus rencana aksinya.', en: 'Choose the stream of action.' },
}

const whole = (text: string | undefined): number => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : 0)

/** What was typed as the portfolio takes it; its own check says what is wrong. */
function readProgramme(form: Form): ProgrammeInput {
  const of = (name: string) => form.text(name) ?? ''
  return {
    code: of('code'),
    name: of('name'),
    problem: form.values['problem']?.[0] ?? '',
    subDimension: of('subDimension'),
    sector: of('sector'),
    stream: of('stream'),
    leadId: of('leadId'),
    supportingIds: [],
    partners: [],
    places: [],
    term: whole(form.text('term')) as ProgrammeInput['term'],
    startYear: whole(form.text('startYear')),
    endYear: whole(form.text('endYear')),
    rpjmd: form.text('rpjmd'),
    renstra: form.text('renstra'),
    promise: undefined,
    promiseDue: undefined,
    quickWin: false,
  }
}

async function becomeView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await becomingOf(visit)
  const { card, region, series } = stand
  const catalogue = await currentCatalogue(sql, platform.clock.now())
  const offices = await listRegionOffices(sql, region.code)
  const proposal = await readProposal(sql, actor, stand)
  const risks = card.sheet === 'canvas' ? await risksOf(sql, card) : undefined
  const money = card.sheet === 'canvas' ? await readBudget(sql, card, platform.clock.now()) : undefined
  const programmes = await listProgrammes(sql, region.code, {}, { limit: 500 })
  const there = card.programmeId === undefined ? undefined : await findProgramme(sql, region.code, card.programmeId)
  const living = there !== undefined && there.archivedAt === undefined
  const creating = retry?.form.text('aksi') === 'tautkan' ? undefined : retry
  const typed = (name: string, proposed: string | number | undefined) =>
    creating ? (creating.form.values[name]?.[0] ?? '') : String(proposed ?? '')
  const common = (name: string, label: string) => ({ name, lang, label, error: errorOf(creating, lang, name) })
  const text = (name: string, label: string, proposed: string | number | undefined, more: object = {}) => (
    <Field {...common(name, label)} value={typed(name, proposed)} {...more} />
  )
  const select = (name: string, label: string, options: readonly Option[], proposed: string | undefined) => (
    <Field kind="select" {...common(name, label)} options={options} value={typed(name, proposed)} />
  )
  const named = (all: readonly { code: string; name: { id: string; en: string } }[]): Option[] =>
    all.map(one => ({ value: one.code, label: one.name[lang] }))
  const subDimensions = catalogue.subDimensions.filter(
    one => proposal.dimension === undefined || one.dimension === proposal.dimension,
  )
  const chooses = actsAs(actor, 'regional-secretariat')
  const version = String(
    meanwhile(retry) || !retry ? card.version : (wholeIn(retry.form.text('version')) ?? card.version),
  )
  const action = cardHref(card, 'program')
  return {
    title: t.becomeTitle(card.title),
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(
      visit,
      stand,
      { label: t.sheet[card.sheet], href: sheetHref(region.code, series.id, card.sheet) },
      { label: card.title, href: cardHref(card) },
      { label: t.become },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.become}</p>
        <h1>{card.title}</h1>
        <p class="lead mt-3 mb-6">{t.becomeLead}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        {living ? (
          <div class="mt-8 max-w-[44rem]">
            <Call title={`${there.code} ${there.name}`}>
              <a class="a" href={`/portofolio/${region.code}/program/${there.id}`}>
                {t.openProgramme}
              </a>
            </Call>
          </div>
        ) : (
          <>
            {risks && (
              <div class="mt-6 max-w-[44rem]">
                <Call>
                  <p>{t.becomeCanvas(formatCount(risks.whole.length, lang), formatCount(risks.open.length, lang))}</p>
                  {money && (
                    <p class="mt-2">
                      {money.line
                        ? t.becomeBudget(
                            formatRupiah(money.line.planned, lang),
                            catalogue.sources.find(one => one.code === money.line.source)?.name[lang] ??
                              money.line.source,
                            money.line.year,
                          )
                        : t.becomeNoBudget[money.lacks]}
                    </p>
                  )}
                </Call>
              </div>
            )}
            <form method="post" action={action} novalidate class="mt-8">
              <input type="hidden" name="version" value={version} />
              {text('code', t.code, proposal.code, { short: true, maxlength: 30 })}
              {text('name', t.name, proposal.name, { maxlength: 200 })}
              <Field
                kind="textarea"
                {...common('problem', t.problem)}
                value={typed('problem', proposal.problem)}
                rows={4}
              />
              {select(
                'subDimension',
                t.subDimension,
                subDimensions.map(one => ({
                  value: one.code,
                  label: `${dimensionName(one.dimension, lang)}: ${one.name[lang]} (${one.code})`,
                })),
                undefined,
              )}
              {select('sector', t.sector, named(catalogue.sectors), undefined)}
              {select('stream', t.stream, named(catalogue.streams), proposal.stream)}
              {select(
                'leadId',
                t.lead_office,
                offices
                  .filter(one => !one.archived && (chooses || one.id === actor.membership?.organisationId))
                  .map(one => ({ value: one.id, label: one.name })),
                chooses ? proposal.leadId : actor.membership?.organisationId,
              )}
              <div class="grid max-w-[40rem] gap-x-6 sm:grid-cols-2">
                {text('startYear', t.startYear, proposal.startYear, {
                  short: true,
                  inputmode: 'numeric',
                  maxlength: 4,
                })}
                {text('endYear', t.endYear, proposal.endYear, { short: true, inputmode: 'numeric', maxlength: 4 })}
              </div>
              <Field
                kind="radio"
                {...common('term', t.term)}
                value={typed('term', proposal.term)}
                options={([1, 5, 10] as const).map(one => ({ value: String(one), label: t.termOf[one] }))}
              />
              {text('rpjmd', t.rpjmd, proposal.rpjmd, { optional: true, maxlength: 300 })}
              {text('renstra', t.renstra, proposal.renstra, { optional: true, maxlength: 300 })}
              <div class="mt-6 flex flex-wrap gap-3">
                <Button look="primary">{t.becomeDo}</Button>
                <Button href={cardHref(card)}>{t.cancel}</Button>
              </div>
            </form>
            {programmes.length > 0 && (
              <details class="plain-fold mt-10" open={retry?.form.text('aksi') === 'tautkan'}>
                <summary>{t.mapTitle}</summary>
                <form method="post" action={action} novalidate class="mt-4">
                  <input type="hidden" name="version" value={version} />
                  <Field
                    kind="select"
                    name="programmeId"
                    lang={lang}
                    label={t.mapField}
                    value={retry?.form.text('programmeId') ?? ''}
                    options={programmes.map(one => ({ value: one.id, label: `${one.code} ${one.name}` }))}
                  />
                  <Button name="aksi" value="tautkan">
                    {t.mapDo}
                  </Button>
                </form>
              </details>
            )}
          </>
        )}
      </div>
    ),
  }
}
