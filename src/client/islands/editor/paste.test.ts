import { expect, test } from 'vitest'
import { cleanPaste } from './paste.ts'

test('what Word brings along is gone; words, headings, lists, tables and links stay', () => {
  const word =
    '<html><head><style>p{color:red}</style><!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body lang=IN>' +
    '<script>window.bad=1</script><h2 style="mso-list:l0">Judul</h2>' +
    '<p class=MsoNormal style=\'color:red\' onclick="alert(1)"><b>Tebal</b> style="tetap" <img src=x onerror=alert(1)>' +
    '<a href="https://contoh.invalid/a" class="x">tautan</a><o:p></o:p></p>' +
    '<ul><li>satu</li></ul><table width=100 style="x"><tr><td colspan=2 width=5>a</td></tr></table></body></html>'
  expect(cleanPaste(word)).toBe(
    '<html><head></head><body><h2>Judul</h2><p><b>Tebal</b> style="tetap" <a href="https://contoh.invalid/a">tautan</a></p>' +
      '<ul><li>satu</li></ul><table><tr><td colspan=2>a</td></tr></table></body></html>',
  )
})

test('five megabytes are cleaned without a wait that grows with the square', () => {
  const html =
    '<p class=MsoNormal style="color:red" onclick="alert(1)"><b>Tebal</b></p>'.repeat(70_000) + '<!--'.repeat(20)
  expect(cleanPaste(html)).not.toContain('style=')
})
