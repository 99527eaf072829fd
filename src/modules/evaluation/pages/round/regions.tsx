import { formatDate } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayRunRounds } from '../../access.ts'
import { addRegions } from '../../actions/round/add-region.ts'
import { EXTENSION_STEPS, giveExtension } from '../../actions/round/give-extension.ts'
import { getSeenRound, readBoard, type SeenRegion } from '../../actions/round/read-board.ts'
import { readRegions } from '../../actions/round/read-regions.ts'
import { removeRegion } from '../../actions/round/remove-region.ts'
import { setContact } from '../../actions/round/set-contact.ts'
import type { Round, StepName } from '../../model-round.ts'
import { roundPagePhrases, stepWord } from '../../phrases/round.ts'
import { listEditions } from '../../store/editions.ts'
import { listRoundProvinces } from '../../store/round/board.ts'
import { listCodesOfGroup } from '../../store/results.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { count, editionWord } from '../words.ts'
import { RoundErrors } from './form.tsx'
import { pageSize, readRegionsQuery, regionsHref } from './query.ts'
import { RegionDeeds } from './region-deeds.tsx'
import { RegionFilter } from './round.tsx'
import { crumbsOf, flashOf, roundTitle, section } from './words.ts'

/** `/putaran/:round/daerah`: regions of a round, added by list or from an edition; with `daerah` the deeds for one. */
export const roundRegionsPage: Page = {
  path: '/putaran/:round/daerah',
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  show: regionsView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: [
      'evaluation.round.enlarged',
      'evaluation.round.reduced',
      'evaluation.contact.changed',
      'evaluation.extension.given',
    ],
    async handle(visit, form) {
      const path = `/putaran/${visit.c.req.param('round') ?? ''}/daerah`
      const done = await act(visit, form)
      return visit.c.redirect(`${path}?${new URLSearchParams(done)}`, 303)
    },
  },
}

/** Does what the pressed button says; returns what the address then tells. */
async function act(visit: Visit, form: Form): Promise<Record<string, string>> {
  const { c, platform, actor, writer } = visit
  const roundId = c.req.param('round') ?? ''
  const regionCode = c.req.query('daerah') ?? ''
  switch (form.text('aksi')) {
    case 'narahubung': {
      const contact = {
        name: form.text('contact.name'),
        office: form.text('contact.office'),
        phone: form.text('contact.phone'),
      }
      const letterNumber = form.text('letter_number')
      await setContact(platform, actor, { roundId, regionCode, contact, letterNumber }, writer)
      return { daerah: regionCode, pesan: 'narahubung' }
    }
    case 'perpanjangan': {
      const step: StepName = EXTENSION_STEPS.find(name => name === form.text('step')) ?? 'result'
      const given = { step, endsOn: form.text('ends_on') ?? '', reason: form.text('reason') ?? '' }
      await giveExtension(platform, actor, { roundId, regionCode, ...given }, writer)
      return { daerah: regionCode, pesan: 'perpanjangan' }
    }
    case 'keluarkan':
      await removeRegion(platform, actor, roundId, regionCode, writer)
      return { pesan: 'dikeluarkan' }
    case 'edisi': {
      const round = await getSeenRound(platform.db.sql, actor, roundId)
      const codes = await listCodesOfGroup(platform.db.sql, form.text('edition') ?? '', round.group)
      await addRegions(platform, actor, roundId, codes, writer)
      return { pesan: 'ditambah' }
    }
    default:
      await addRegions(
        platform,
        actor,
        roundId,
        await readRegions(platform.db.sql, form.values['regions']?.[0] ?? ''),
        writer,
      )
      return { pesan: 'ditambah' }
  }
}

async function regionsView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = roundPagePhrases(lang)
  const sql = platform.db.sql
  const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
  const path = `/putaran/${round.id}/daerah`
  const chosen = c.req.query('daerah')
  const region = chosen === undefined ? undefined : await findRoundRegion(sql, round.id, chosen)
  const name = region && shortName(region.regionName)
  const crumbs = crumbsOf(round, lang, t.regions.title)
  return {
    title: `${name ?? t.regions.title}: ${roundTitle(round, lang)}`,
    section,
    working: true,
    crumbs: region ? [...crumbs.slice(0, -1), { label: t.regions.title, href: path }, { label: name ?? '' }] : crumbs,
    ...(retry ? {} : flashOf(c.req.query('pesan'), lang)),
    body: (
      <div class="pt-2">
        <RoundErrors retry={retry} lang={lang} />
        {region ? (
          <RegionDeeds lang={lang} round={round} region={region} retry={retry} now={platform.clock.now()} />
        ) : (
          await Whole({ visit, round, retry })
        )}
      </div>
    ),
  }
}

async function Whole({ visit, round, retry }: { visit: Visit; round: Round; retry: Retry | undefined }) {
  const { c, lang, platform, actor } = visit
  const t = roundPagePhrases(lang)
  const sql = platform.db.sql
  const query = readRegionsQuery(c.req.query())
  const path = `/putaran/${round.id}/daerah`
  const [{ rows, next }, provinces, editions] = await Promise.all([
    readBoard(
      sql,
      actor,
      round,
      { q: query.q, province: query.province, after: query.after, limit: pageSize },
      platform.clock.now(),
    ),
    listRoundProvinces(sql, round.id),
    listEditions(sql),
  ])
  const last = editions.find(
    ({ id, groups }) => id !== round.edition && groups.some(({ code }) => code === round.group),
  )
  const again = last ? await listCodesOfGroup(sql, last.id, round.group) : []
  const total = provinces.reduce((sum, province) => sum + province.count, 0)
  return (
    <>
      <h1>{t.regions.title}</h1>
      <p class="lead mt-3 mb-8">{t.regions.lead(count(total, lang))}</p>
      {total > pageSize && <RegionFilter lang={lang} path={path} query={query} provinces={provinces} />}
      <Table<SeenRegion>
        lang={lang}
        caption={t.regions.title}
        rows={rows}
        columns={columns(visit, round)}
        empty={
          total === 0
            ? { fact: t.public.regionsNone, reason: t.public.regionsNoneReason }
            : { fact: t.public.regionsNoMatch, reason: t.public.regionsNoMatchReason }
        }
      />
      <Pager
        lang={lang}
        previousHref={query.after === undefined ? undefined : regionsHref(path, query)}
        previousLabel={t.board.first}
        nextHref={next && regionsHref(path, query, { after: next })}
        nextLabel={t.board.next(pageSize)}
      />
      {round.state !== 'closed' && (
        <section class="sec" aria-labelledby="tambah">
          <h2 id="tambah" class="mb-6">
            {t.regions.add}
          </h2>
          {last && again.length > 0 && (
            <form method="post" action={path} class="mb-8">
              <input type="hidden" name="aksi" value="edisi" />
              <input type="hidden" name="edition" value={last.id} />
              <Button icon="users">{t.regions.lastDo(count(again.length, lang), editionWord(last, lang))}</Button>
            </form>
          )}
          <form method="post" action={path} novalidate>
            <input type="hidden" name="aksi" value="tambah" />
            <Field
              kind="textarea"
              name="regions"
              lang={lang}
              label={t.regions.addList}
              hint={t.regions.addHint}
              error={retry?.problem.fields.find(({ field }) => field === 'regions')?.sentence[lang]}
              value={retry?.form.values['regions']?.[0]}
              rows={8}
            />
            <Button look="primary">{t.regions.addDo}</Button>
          </form>
        </section>
      )}
    </>
  )
}

function columns({ lang }: Visit, round: Round): Column<SeenRegion>[] {
  const t = roundPagePhrases(lang)
  return [
    {
      key: 'region',
      label: t.column.region,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={`/putaran/${round.id}/daerah?daerah=${row.regionCode}`}>
            {shortName(row.regionName)}
          </a>
          <small class="block font-normal text-muted">{shortName(row.provinceName)}</small>
        </>
      ),
    },
    {
      key: 'contact',
      label: t.column.contact,
      cell: ({ progress }) => {
        const contact = progress?.region.contact
        return contact?.name ?? contact?.office ?? <span class="text-muted">{t.regions.missing}</span>
      },
    },
    {
      key: 'due',
      label: t.column.due,
      onlyWide: true,
      cell: ({ progress }) => progress?.due && formatDate(progress.due.date, lang),
    },
    {
      key: 'extension',
      label: t.column.extension,
      onlyWide: true,
      cell: ({ progress }) => {
        const steps = EXTENSION_STEPS.filter(step => progress?.region.extensions[step])
        return steps.length === 0 ? (
          <span class="text-muted">{t.regions.givenNone}</span>
        ) : (
          steps.map(step => stepWord(step, round, lang)).join(', ')
        )
      },
    },
  ]
}
