import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // hono/jsx writes void elements and boolean attributes its own way; the rest is held to the letter.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    // A field may be given several times, as the regions of a comparison are.
    'form-dup-name': 'off',
  },
})

/** What is wrong with a page as markup: rule, place and message of each fault; empty when it is valid. */
export async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(m => `${m.ruleId} ${m.line}:${m.column} ${m.message}`))
}
