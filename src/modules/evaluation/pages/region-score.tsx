import type { Child } from 'hono/jsx'
import { type Decimal, subtract, toFixed } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Delta } from '#ui/delta.tsx'
import { Facts } from '#ui/facts.tsx'
import { Table } from '#ui/table.tsx'
import { closingPhrases } from '../phrases/closing.ts'
import { phrases } from '../phrases/index.ts'
import type { Improvement } from '../rules/improvement.ts'
import { Arithmetic } from './arithmetic.tsx'
import { dimensionHeadline } from './headline.ts'
import { Radar } from './radar.tsx'
import type { Details, RegionPlace, RegionResult } from './region-data.ts'
import { QuestionScores, Remarks, SmartDimensions } from './region-details.tsx'
import { count, dimensionWord, editionBefore, editionWord, orderedDimensions, score } from './words.ts'
import { Source } from './source.tsx'
import { WhyChange, type WhyProps, WhyRounding } from './why.tsx'
import { changeOf, scoresOf, workingOf } from './workings.ts'

interface Props {
  lang: Language
  place: RegionPlace
  found: RegionResult
  details: Details
  /** The closed round that gave the result. */
  round: string | undefined
}

/** The index in large, its change and its rank: what leads the page of a region that took part. */
export function ScoreLead({ lang, found }: { lang: Language; found: RegionResult }) {
  const t = phrases(lang).result
  const { result, edition } = found
  const before = editionBefore(edition, found.editions, lang)
  return (
    <div class="mt-8 flex flex-wrap items-end gap-x-12 gap-y-6">
      <div>
        <p class="eyebrow mb-2">{t.indexOf(editionWord(edition, lang))}</p>
        {result.index === null ? (
          <p class="idx word">{phrases(lang).noIndex}</p>
        ) : (
          <p class="idx">
            {score(result.index, lang)}
            <small>{phrases(lang).ofFour}</small>
          </p>
        )}
      </div>
      <dl class="side-figs">
        <div>
          <dt>{t.changeFrom(before)}</dt>
          <dd>
            {result.change === null ? (
              <Absent lang={lang} words={phrases(lang).national.noChange[result.improvementBasis]} />
            ) : (
              <Delta change={result.change} lang={lang} />
            )}
            {result.change !== null && result.improvementBasis !== 'computed' && (
              <small class="block text-sm">{phrases(lang).national.printedMark}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t.groupRank}</dt>
          <dd>
            {result.groupRank === null ? (
              <Absent lang={lang} />
            ) : (
              <>
                {result.groupRank} <small>{t.rankOf(count(found.groupSize, lang))}</small>
              </>
            )}
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** Dimensions, arithmetic, questions, remarks, and how to check it all. */
export function ScoreSections({ lang, place, found, details, round }: Props) {
  const working = workingOf(found)
  const change = changeOf(found, found.before)
  return (
    <>
      <Dimensions lang={lang} found={found} change={change} />
      <How lang={lang} found={found} working={working} change={change} />
      <SmartDimensions lang={lang} found={found} details={details} />
      <QuestionScores lang={lang} details={details} />
      <Remarks lang={lang} details={details} />
      <Take lang={lang} place={place} found={found} round={round} />
    </>
  )
}

function Dimensions({ lang, found, change }: { lang: Language; found: RegionResult; change: Improvement }) {
  const t = phrases(lang).result
  const { result, edition, instrument, before } = found
  const past = before?.result.tookPart ? before : undefined
  const now = scoresOf(result)
  const then = past && scoresOf(past.result)
  const codes = orderedDimensions([
    ...instrument.content.dimensions.map(({ code }) => code),
    ...(past?.instrument.content.dimensions.map(({ code }) => code) ?? []),
  ])
  const word = (code: string) => dimensionWord(code, lang, instrument.content)
  const nowWord = editionWord(edition, lang)
  const thenWord = past && editionWord(past.edition, lang)
  const fresh = past
    ? codes.filter(code => !past.instrument.content.dimensions.some(dimension => dimension.code === code))
    : []
  const written = (value: Decimal | null | undefined): Child => (value ? score(value, lang) : <Absent lang={lang} />)
  return (
    <section class="sec !pt-10" aria-labelledby="dimensi">
      <h2 id="dimensi">{dimensionHeadline(codes, now, then, word, lang)}</h2>
      <p class="note mt-2">
        {t.dimensions(codes.length)} {fresh.map(code => t.newDimension(word(code), nowWord)).join(' ')}
      </p>
      <div class="two mt-6 items-center">
        <Radar
          label={t.radar(nowWord, thenWord)}
          nowWord={nowWord}
          beforeWord={thenWord}
          axes={codes.map(code => ({
            label: word(code),
            words: now[code] ? score(now[code], lang) : '–',
            now: now[code]?.toString(),
            before: then?.[code]?.toString(),
          }))}
        />
        <Table<string>
          lang={lang}
          caption={t.dimensionTable(nowWord, thenWord)}
          rows={codes}
          columns={[
            { key: 'dimension', label: t.dimension, rowHeader: true, cell: word },
            ...(thenWord === undefined
              ? []
              : [
                  {
                    key: 'before',
                    label: thenWord,
                    align: 'right' as const,
                    class: 'text-muted',
                    cell: (code: string) => written(then?.[code]),
                  },
                ]),
            { key: 'now', label: nowWord, align: 'right', class: 'font-bold', cell: code => written(now[code]) },
            ...(thenWord === undefined
              ? []
              : [
                  {
                    key: 'change',
                    label: t.change,
                    align: 'right' as const,
                    cell: (code: string) => {
                      const [a, b] = [now[code], then?.[code]]
                      return a && b ? <Delta change={toFixed(subtract(a, b), 2)} lang={lang} /> : <Absent lang={lang} />
                    },
                  },
                ]),
          ]}
          foot={{
            dimension: phrases(lang).index,
            before: past?.result.index ? score(past.result.printedIndex ?? past.result.index, lang) : undefined,
            now: result.index ? score(result.index, lang) : <Absent lang={lang} />,
            change: change.kind === 'comparable' ? <Delta change={toFixed(change.change, 2)} lang={lang} /> : undefined,
          }}
        />
      </div>
    </section>
  )
}

function How({ lang, found, working, change }: WhyProps) {
  const t = phrases(lang).result
  const { result, instrument } = found
  return (
    <section class="sec" aria-labelledby="hitungan">
      <h2 id="hitungan">{t.howTitle}</h2>
      <p class="note mt-2 mb-5">{t.how[working.rounding]}</p>
      <div class="two wide-left">
        <div>
          <Arithmetic lang={lang} instrument={instrument.content} working={working} />
          {working.missing.length > 0 && (
            <p class="mt-4">
              {t.missing(working.missing.map(code => dimensionWord(code, lang, instrument.content)).join(', '))}
            </p>
          )}
        </div>
        <div class="grid gap-8 content-start">
          {result.deviationReason !== null && working.index && (
            <Call title={t.deviationTitle} tone="due">
              <p>
                {t.deviation(result.printedIndex ? score(result.printedIndex, lang) : '–', score(working.index, lang))}
              </p>
              <p class="mt-2">“{result.deviationReason}”</p>
            </Call>
          )}
          <WhyChange lang={lang} found={found} working={working} change={change} />
          <WhyRounding lang={lang} working={working} />
        </div>
      </div>
    </section>
  )
}

function Take({ lang, place, found, round }: Omit<Props, 'details'>) {
  const t = phrases(lang).result
  const { result, instrument } = found
  const base = `/daerah/${place.region.code}/evaluasi/${result.edition}`
  return (
    <section class="sec" aria-labelledby="periksa">
      <h2 id="periksa">{t.takeTitle}</h2>
      <p class="note mt-2 mb-5">{t.takeNote}</p>
      <div class="two">
        <div class="grid gap-3 content-start justify-items-start">
          <Button href={`${base}/hitung.json`} icon="download">
            {t.recompute}
          </Button>
          <Button href={`${base}/lembar.pdf`} icon="printer">
            {t.sheet}
          </Button>
          {round !== undefined && (
            <>
              <Button href={`/putaran/${round}/${place.region.code}/laporan.pdf`} icon="file-text">
                {closingPhrases(lang).report}
              </Button>
              <Button href={`/putaran/${round}/${place.region.code}/hasil`}>{closingPhrases(lang).inRound}</Button>
            </>
          )}
          <Button href={`/bandingkan?daerah=${place.region.code}&tahun=${result.edition}`} icon="map-pin">
            {t.compare}
          </Button>
        </div>
        <Facts
          facts={[
            {
              label: t.instrument,
              value: (
                <a class="a" href={`/instrumen/${instrument.id}`}>
                  {instrument.id}
                </a>
              ),
            },
            { label: t.hash, value: <span class="hash">{result.instrumentSha256}</span> },
            { label: t.contentHash, value: <span class="hash">{result.contentSha256}</span> },
            ...(result.rank === null ? [] : [{ label: t.rankAll, value: count(result.rank, lang) }]),
            ...(result.printedName === null ? [] : [{ label: t.printedName, value: result.printedName }]),
          ]}
        />
      </div>
      <Source lang={lang} source={found.edition.source} />
    </section>
  )
}
