import { describe, expect, test } from 'vitest'
import { Gallery } from './gallery.tsx'
import { markupFaults } from '../../test/support/markup.ts'

describe.each(['a', 'b'] as const)('gallery page %s', page => {
  test.each(['id', 'en'] as const)('is valid HTML in %s', async lang => {
    const html = String(<Gallery page={page} lang={lang} />)
    expect(await markupFaults(html)).toEqual([])
  })

  test('obeys the content security policy: no style attribute, no inline style or script', async () => {
    const html = String(<Gallery page={page} />)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toContain('<style')
    expect(html).not.toMatch(/\son[a-z]+=/)
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(' src="/assets/')
  })
})
