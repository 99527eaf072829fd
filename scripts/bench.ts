/** `npm run bench`: runs every bench/*.bench.ts, prints one table and keeps it in bench/RESULTS.md. */
import { readdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'

export interface BenchRow {
  name: string
  ours: string | number
  peer: string | number
  ratio: string | number
  unit: string
  note: string
}

const wanted = process.argv.slice(2)
const files = (await readdir('bench')).filter(
  name => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some(w => name.includes(w))),
)
const rows: BenchRow[] = []
for (const file of files.sort()) {
  console.log(`… ${file}`)
  const { run } = (await import(resolve(join('bench', file)))) as { run(): Promise<BenchRow[]> }
  rows.push(...(await run()))
}
const shown = (value: string | number) => (typeof value === 'number' ? Number(value.toPrecision(3)).toString() : value)
const table = [
  '| what | ours | peer or limit | ratio | unit | note |',
  '|---|---|---|---|---|---|',
  ...rows.map(r => `| ${r.name} | ${shown(r.ours)} | ${shown(r.peer)} | ${shown(r.ratio)} | ${r.unit} | ${r.note} |`),
].join('\n')
console.log(table)
if (wanted.length === 0) {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`
  await writeFile(
    'bench/RESULTS.md',
    `# Measured\n\nOne run of \`npm run bench\` on ${machine}. Ratios compare ours with the peer in the same run; machines are shared\nand noisy, so absolute times only give the size.\n\n${table}\n`,
  )
}
