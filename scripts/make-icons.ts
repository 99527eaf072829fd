// Writes src/ui/icons.ts: the bodies of the Lucide icons we use. Run: node scripts/make-icons.ts
import { readFileSync, writeFileSync } from 'node:fs'

const names =
  `archive arrow-down arrow-left arrow-right arrow-up badge-check book-open calendar camera check chevron-down
chevron-left chevron-right circle-alert circle-check circle-dashed circle-slash circle-x clipboard-list clock coins contrast
download external-link eye file-spreadsheet file-text flag graduation-cap handshake history house image inbox info landmark
languages leaf lightbulb link lock log-in log-out map map-pin megaphone menu message-square minus pencil phone plus printer
qr-code refresh-cw route save search send settings shield-check sun trash-2 triangle-alert upload user-round users video vote
wallet x bold italic heading-2 heading-3 list list-ordered quote table undo-2 redo-2 image-plus unlink wifi-off`.split(
    /\s+/,
  )

const lines = names.map(name => {
  const svg = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, 'utf8')
  const body = svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>'))
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
  return `  ${/-|\d/.test(name) ? `'${name}'` : name}:\n    '${body}',`
})

writeFileSync(
  'src/ui/icons.ts',
  `// Made by scripts/make-icons.ts from lucide-static (ISC licence, © Lucide contributors; some icons MIT, © Cole Bemis). Do not edit.
export const icons = {
${lines.join('\n')}
} as const
`,
)
