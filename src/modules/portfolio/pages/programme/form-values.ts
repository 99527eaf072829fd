import type { Form } from '#platform/http/form.ts'
import type { Partner, Programme, ProgrammeInput, Term } from '../../model.ts'
import { TERMS } from '../../model.ts'

/** A programme as its form shows it: one text a field; offices and places may be several. */
export interface ProgrammeValues {
  texts: Record<string, string>
  supportingIds: readonly string[]
  places: readonly string[]
  quickWin: boolean
}

const lines = ['code', 'name', 'problem', 'subDimension', 'sector', 'stream', 'leadId'] as const
const optional = ['rpjmd', 'renstra', 'promise', 'promiseDue'] as const

/** Partners as one line each: "Bank Sulselbar: bantuan modal". */
export const partnersText = (partners: readonly Partner[]): string =>
  partners.map(one => (one.contribution === undefined ? one.name : `${one.name}: ${one.contribution}`)).join('\n')

export function readPartners(text: string | undefined): Partner[] {
  return (text ?? '').split(/\r?\n/).flatMap((line): Partner[] => {
    const [name = '', ...rest] = line.split(':')
    const contribution = rest.join(':').trim()
    return line.trim() === '' ? [] : [{ name: name.trim(), contribution: contribution || undefined }]
  })
}

export function valuesOf(programme: Programme): ProgrammeValues {
  const texts: Record<string, string> = {
    partners: partnersText(programme.partners),
    term: String(programme.term),
    startYear: String(programme.startYear),
    endYear: String(programme.endYear),
  }
  for (const field of lines) texts[field] = programme[field]
  for (const field of optional) texts[field] = programme[field] ?? ''
  return {
    texts,
    supportingIds: programme.supportingIds,
    places: programme.places,
    quickWin: programme.quickWin,
  }
}

/** An empty form for a programme that begins this year. */
export const newValues = (year: string, leadId: string | undefined): ProgrammeValues => ({
  texts: { startYear: year, term: '5', ...(leadId === undefined ? {} : { leadId }) },
  supportingIds: [],
  places: [],
  quickWin: false,
})

/** What was typed, as the form shows it again. */
export const typedValues = (form: Form): ProgrammeValues => ({
  texts: Object.fromEntries(Object.entries(form.values).map(([name, all]) => [name, all[0] ?? ''])),
  supportingIds: form.all('supportingIds'),
  places: form.all('places'),
  quickWin: form.text('quickWin') !== undefined,
})

/** A year or a term; what is no whole number becomes 0, which the check refuses with its sentence. */
const whole = (text: string | undefined): number => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : 0)

/** What was typed as the action takes it; the action checks it. */
export function readProgrammeForm(form: Form): ProgrammeInput {
  const term = TERMS.find(one => String(one) === form.text('term'))
  const of = (field: string) => form.text(field) ?? ''
  return {
    code: of('code'),
    name: of('name'),
    problem: form.values['problem']?.[0] ?? '',
    subDimension: of('subDimension'),
    sector: of('sector'),
    stream: of('stream'),
    leadId: of('leadId'),
    supportingIds: form.all('supportingIds'),
    partners: readPartners(form.values['partners']?.[0]),
    places: form.all('places'),
    term: term ?? (0 as Term),
    startYear: whole(form.text('startYear')),
    endYear: whole(form.text('endYear')),
    rpjmd: form.text('rpjmd'),
    renstra: form.text('renstra'),
    promise: form.values['promise']?.[0]?.trim() || undefined,
    promiseDue: form.text('promiseDue'),
    quickWin: form.text('quickWin') !== undefined,
  }
}
