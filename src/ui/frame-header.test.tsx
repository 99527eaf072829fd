import { describe, expect, test } from 'vitest'
import { Frame } from './frame.tsx'

const nav = [{ href: '/beranda', label: 'Beranda' }]
const more = [
  { href: '/bukti', label: 'Bukti' },
  { href: '/putaran', label: 'Putaran' },
]
const render = async (path: string, given?: typeof more) =>
  String(
    <Frame lang="id" title="Uji" path={path} nav={nav} more={given}>
      <h1>Uji</h1>
    </Frame>,
  )
const summary = (html: string) => /<nav[^>]*>.*?<summary([^>]*)>(\w+)/.exec(html)

describe('entries of the header beyond the first five', () => {
  test('stand behind one word on a wide screen and in the menu of a phone', async () => {
    const html = await render('/beranda', more)
    expect(summary(html)?.[2]).toBe('Lainnya')
    expect([...html.matchAll(/href="\/(?:bukti|putaran)"/g)]).toHaveLength(4)
  })
  test('light that word when the page is one of theirs', async () => {
    expect(summary(await render('/putaran/2027', more))?.[1]).toContain('aria-current="true"')
    expect(summary(await render('/beranda', more))?.[1]).toBe('')
  })
  test('no others, no word', async () => {
    expect(summary(await render('/beranda', []))).toBeNull()
    expect(summary(await render('/beranda'))).toBeNull()
  })
})
