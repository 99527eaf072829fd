import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRowSkipper } from './skip-empty-rows.ts'

const empty = fc.constantFrom(
  '<row r="7"/>',
  '<row spans="1:2" r="8" ht="15"></row>',
  '<row r="9" s="1"><c r="A9" s="1"/><c r="B9" s="1"></c></row>',
)
const full = fc.constantFrom(
  '<row r="5"><c r="A5"><v>1</v></c></row>',
  '<row r="6"><c r="A6" s="1"/><c r="B6" t="inlineStr"><is><t>a &lt;row&gt;</t></is></c></row>',
)

test('rows without values go and all others stay as they are, wherever the text is cut', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          empty.map(xml => ({ xml, kept: false })),
          full.map(xml => ({ xml, kept: true })),
        ),
      ),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (rows, cuts) => {
        const head = '<worksheet><sheetData>'
        const tail = '</sheetData></worksheet>'
        const text = head + rows.map(row => row.xml).join('') + tail
        const skipper = emptyRowSkipper()
        let out = ''
        for (let at = 0, n = 0; at < text.length; n++) {
          const length = cuts[n % cuts.length] ?? 1
          out += skipper.feed(text.slice(at, at + length))
          at += length
        }
        out += skipper.end()
        expect(out).toBe(head + rows.flatMap(row => (row.kept ? [row.xml] : [])).join('') + tail)
      },
    ),
  )
})
