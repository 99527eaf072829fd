import type { Form } from '#platform/http/form.ts'
import { type CardInput, type Content, fieldsOf } from '../../model-card.ts'
import type { Dimension, Sheet } from '../../model.ts'

/** A decimal as people write it here, "1.250,5" or "12,5", with a point as it is stored; anything else stays as typed. */
function decimal(text: string): string {
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  return text.replace(',', '.')
}

/** What was typed as a card; the action checks it. Numbers that are none become 0, which is refused with its sentence. */
export function readCardForm(form: Form, sheet: Sheet): CardInput {
  const content: Record<string, string | number | boolean> = {}
  for (const [name, field] of fieldsOf(sheet)) {
    const typed = field.kind === 'block' ? form.values[name]?.[0]?.trim() : form.text(name)
    if (typed === undefined || typed === '') continue
    if (field.kind === 'year' || field.kind === 'degree') content[name] = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
    else if (field.kind === 'flag') content[name] = typed === 'ya'
    else if (field.kind === 'rupiah') content[name] = typed.replace(/^rp\s*/i, '').replaceAll('.', '')
    else if (field.kind === 'number') content[name] = decimal(typed)
    else content[name] = typed
  }
  return {
    title: form.text('title') ?? '',
    dimension: form.text('dimension') as Dimension | undefined,
    organisationId: form.text('organisationId'),
    content: sheet === 'readiness' ? withElement(content) : content,
  }
}

/** The form of readiness has one choice, "structure/people". */
function withElement(content: Record<string, string | number | boolean>): Content {
  const [element = '', subElement] = String(content['subElement'] ?? '').split('/')
  return subElement === undefined ? content : { ...content, element, subElement }
}
