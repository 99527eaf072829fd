import { dayIn } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { fieldId } from '#ui/field-id.ts'
import { mayRunRounds } from '../../access.ts'
import { createRound } from '../../actions/round/create-round.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { addDays, isDay, weekday } from '../../rules/round/days.ts'
import { defaultDates } from '../../rules/round/default-dates.ts'
import { listEditions } from '../../store/editions.ts'
import { listInstruments } from '../../store/instruments.ts'
import { RoundErrors, RoundForm, readRoundForm, usable, valuesOf } from './form.tsx'
import { crumbsOf, section } from './words.ts'

/** `/putaran/baru`: a new draft; the dates are counted from `mulai`. */
export const newRoundPage: Page = {
  path: '/putaran/baru',
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  show: newRoundView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.round.created'],
    async handle({ c, platform, actor, writer }, form) {
      const round = await createRound(platform, actor, readRoundForm(form), writer)
      return c.redirect(`/putaran/${round.id}?pesan=dibuat`, 303)
    },
  },
}

async function newRoundView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform } = visit
  const t = roundPagePhrases(lang).form
  const sql = platform.db.sql
  const [instruments, editions] = await Promise.all([listInstruments(sql), listEditions(sql)])
  const today = dayIn(platform.clock.now(), 'WIB')
  const given = c.req.query('mulai') ?? ''
  const start = isDay(given) ? given : addDays(today, 7 - weekday(today))
  const year = start.slice(0, 4)
  const choices = usable(instruments)
  const groups = [...new Set(['kppn-ikn', 'regular', ...editions.flatMap(({ groups: own }) => own.map(g => g.code))])]
  const values = {
    ...valuesOf({
      title: { id: roundPagePhrases('id').form.defaultTitle(year), en: roundPagePhrases('en').form.defaultTitle(year) },
      stage: 'II',
      reviewKind: 'interview',
      reviewMode: 'online',
      steps: defaultDates(start),
      letter: { subject: t.defaultSubject, place: 'Jakarta' },
    }),
    edition: year,
    instrument: choices[0]?.id ?? '',
    group: 'kppn-ikn',
  }
  return {
    title: t.newTitle,
    section,
    crumbs: crumbsOf(undefined, lang, t.newTitle),
    body: (
      <div class="pt-2">
        <RoundErrors retry={retry} lang={lang} />
        <h1>{t.newTitle}</h1>
        <p class="lead mt-3">{t.newLead}</p>
        {!retry && (
          <form method="get" action="/putaran/baru" class="mt-8 max-w-[40rem]">
            <div class="field">
              <label for={fieldId('mulai')}>{t.start}</label>
              <span class="hint" id="mulai-h">
                {t.startHint}
              </span>
              <span class="flex flex-wrap gap-3">
                <input
                  class="input short"
                  type="date"
                  id={fieldId('mulai')}
                  name="mulai"
                  value={start}
                  aria-describedby="mulai-h"
                />
                <Button>{t.startDo}</Button>
              </span>
            </div>
          </form>
        )}
        <RoundForm
          lang={lang}
          action="/putaran/baru"
          values={values}
          retry={retry}
          instruments={choices}
          groups={groups}
        />
      </div>
    ),
  }
}
