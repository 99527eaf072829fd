import { formatCount, formatDate } from '#kit/format.ts'
import { EvidenceList, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { refuseKeep } from '../../access.ts'
import { noSuchSeries } from '../../actions/workshop/lock-series.ts'
import { refuseSignature } from '../../actions/workshop/sign-commitment.ts'
import { COMMITMENT_SUBJECT } from '../../model.ts'
import type { Commitment, Signature } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { findCommitment, listSignatures } from '../../store/workshop/commitments.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { EditCommitment } from './commitment-forms.tsx'
import { Paper } from './commitment-paper.tsx'
import { flashOf, getPlacedSeries, seriesCrumbs, seriesHref } from './place.ts'
import { meanwhile, Refused } from './retry.tsx'

const status: Record<Commitment['state'], Status> = { draft: 'idle', open: 'info', signed: 'ok' }

/** The joint commitment, who signed it, and the forms of who signs or keeps it. */
export async function commitmentView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).commitment
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const commitment = await findCommitment(sql, region.code, series.id)
  if (!commitment) throw noSuchSeries()
  const signatures = await listSignatures(sql, region.code, series.id)
  const scans = (await listUses(sql, region.code, COMMITMENT_SUBJECT, [series.id])).get(series.id) ?? []
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const drafts = keeps && commitment.state === 'draft'
  const offices = drafts ? await listRegionOffices(sql, region.code) : []
  const here = seriesHref(region.code, series.id, 'komitmen')
  const count = (n: number) => formatCount(n, lang)
  const signed = signatures.filter(one => one.how !== undefined).length
  const drafting = retry && visit.c.req.path.endsWith('/ubah') ? retry : undefined
  const open = living && commitment.state === 'open'
  const mine = open
    ? signatures.find(one => one.how === undefined && refuseSignature(actor, region.code, one) === undefined)
    : undefined
  return {
    title: `${t.title}, ${series.title}`,
    section: planSection,
    working: true,
    crumbs: await seriesCrumbs(visit, stand, { label: t.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{series.title}</p>
        <h1>{commitment.state === 'draft' ? t.title : t.signed(count(signed), count(signatures.length))}</h1>
        <p class="mt-3 mb-6 flex flex-wrap items-center gap-4">
          <Chip status={status[commitment.state]}>{t.states[commitment.state]}</Chip>
          <Button href={`${here}.pdf`} icon="download">
            {t.pdf}
          </Button>
        </p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <ArchivedCall {...{ visit, stand }} />
        {(!drafts || meanwhile(retry)) && (
          <section class="sec" aria-labelledby="teks">
            <h2 id="teks">{t.text}</h2>
            <p class="mt-3 max-w-[44rem] whitespace-pre-line">{commitment.text}</p>
            <p class="note mt-3">
              {[commitment.place, commitment.dated && formatDate(commitment.dated, lang)].filter(Boolean).join(', ')}
            </p>
            {commitment.sha256 !== undefined && (
              <p class="note mt-1 break-all">
                {t.hash} {commitment.sha256}
              </p>
            )}
          </section>
        )}
        {mine && (
          <section class="sec" aria-labelledby="tanda">
            <h2 id="tanda">{t.signAs(mine.title)}</h2>
            <p class="note mt-2 mb-4">{t.signNote}</p>
            <form method="post" action={here}>
              <input type="hidden" name="signature" value={mine.id} />
              <input type="hidden" name="sha256" value={commitment.sha256 ?? ''} />
              <Button look="primary" name="aksi" value="tanda">
                {t.sign}
              </Button>
            </form>
          </section>
        )}
        <section class="sec" aria-labelledby="penanda">
          <h2 id="penanda" class="mb-4">
            {t.signatories}
          </h2>
          <Table
            lang={lang}
            caption={t.signatories}
            rows={signatures}
            columns={columnsOf(visit)}
            empty={{ fact: t.noSignatories, reason: keeps ? t.noSignatoriesDo : t.noSignatoriesWhy }}
          />
          {scans.length > 0 && (
            <div class="mt-6">
              <h3 class="mb-2">{t.scans}</h3>
              <EvidenceList
                lang={lang}
                uses={scans.filter(
                  use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined,
                )}
                hrefOf={item => `/bukti/${item.id}`}
              />
            </div>
          )}
        </section>
        {keeps && open && <Paper {...{ visit, stand, retry: drafting ? undefined : retry, signatures, here }} />}
        {keeps && open && signed === 0 && (
          <form method="post" action={`${here}/ubah`} class="mt-8">
            <input type="hidden" name="version" value={String(commitment.version)} />
            <Button name="aksi" value="tarik">
              {t.withdraw}
            </Button>
          </form>
        )}
        {drafts && <EditCommitment {...{ visit, retry: drafting, commitment, signatures, offices, here }} />}
      </div>
    ),
  }
}

function columnsOf({ lang }: Visit): Column<Signature>[] {
  const t = workshopPhrases(lang).commitment
  return [
    {
      key: 'title',
      label: t.jobTitle,
      rowHeader: true,
      cell: row => (
        <>
          {row.title}
          {row.name !== undefined && <small class="block font-normal text-muted">{row.name}</small>}
        </>
      ),
    },
    {
      key: 'signed',
      label: t.sign,
      cell: row =>
        row.how === undefined ? (
          <span class="text-muted">{t.notYet}</span>
        ) : (
          `${row.signedOn === undefined ? '' : formatDate(row.signedOn, lang)} ${t.how[row.how]}`
        ),
    },
  ]
}
