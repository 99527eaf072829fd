import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { Gallery } from './gallery.tsx'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})

describe.each(['a', 'b'] as const)('gallery page %s', page => {
  test.each(['id', 'en'] as const)('is valid HTML in %s', async lang => {
    const html = String(<Gallery page={page} lang={lang} />)
    const report = await validator.validateString(html)
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(m => `${m.line}:${m.column} ${m.ruleId} ${m.message}`),
    )
    expect(faults).toEqual([])
  })

  test('obeys the content security policy: no style attribute, no inline style or script', async () => {
    const html = String(<Gallery page={page} />)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toContain('<style')
    expect(html).not.toMatch(/\son[a-z]+=/)
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(' src="/assets/')
  })
})
