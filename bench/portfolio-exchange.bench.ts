/** 5,000 programmes in and out of a workbook: dry run, apply, again, export; and how far memory grows with the rows. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from '../scripts/bench.ts'
import type { OutRow } from '../src/modules/portfolio/documents/exchange/write-workbook.ts'
import { workbookBytes } from '../src/modules/portfolio/documents/exchange/write-workbook.ts'
import { startServer } from './support/server.ts'

const region = '73.24'
const heads = [
  'Kode',
  'Nama program',
  'Masalah yang diselesaikan',
  'Sub-dimensi',
  'Sektor',
  'Arus rencana aksi',
  'OPD penanggung jawab',
  'OPD pendukung',
  'Mitra',
  'Lokasi',
  'Jangka',
  'Tahun mulai',
  'Tahun selesai',
  'Status',
  'Sejak',
  'Tahun anggaran',
  'Sumber dana',
  'Anggaran',
]

/** Synthetic rows, and only here; two further budget lines and a milestone for each programme. */
async function workbook(count: number): Promise<Buffer> {
  const each = function* (make: (at: number) => OutRow[]): Generator<OutRow> {
    for (let at = 0; at < count; at++) yield* make(at)
  }
  const withHead = function* (head: string[], rows: Iterable<OutRow>): Generator<OutRow> {
    yield { cells: head }
    yield* rows
  }
  const integer = (value: number) => ({ text: String(value), kind: 'integer' as const })
  return await workbookBytes([
    {
      name: 'Program',
      columns: [],
      rows: withHead(
        heads,
        each(at => [
          {
            cells: [
              `UKUR-${at}`,
              `Program ukur nomor ${at}`,
              `Masalah warga nomor ${at}. ${'Penjelasan yang panjangnya wajar. '.repeat(5)}`,
              'GOV-1 Pelayanan publik',
              'Kesehatan',
              'Infrastruktur',
              'Dinas Kesehatan Luwu Timur',
              'Dinas Komunikasi dan Informatika Luwu Timur',
              'Bank contoh: dana',
              '73.24.04; 73.24.05; 73.24.06',
              'Jangka menengah (5 tahun)',
              integer(2025),
              integer(2027),
              'Berjalan',
              { text: '2025-02-01', kind: 'date' },
              integer(2026),
              'APBN',
              integer(500_000_000 + at),
            ],
          },
        ]),
      ),
    },
    {
      name: 'Anggaran',
      columns: [],
      rows: withHead(
        ['Kode', 'Tahun', 'Sumber dana', 'Anggaran', 'Realisasi'],
        each(at =>
          [2025, 2027].map(year => ({
            cells: [`UKUR-${at}`, integer(year), 'CSR', integer(250_000_000), integer(100_000_000)],
          })),
        ),
      ),
    },
    {
      name: 'Tonggak',
      columns: [],
      rows: withHead(
        ['Kode', 'Tonggak', 'Tenggat'],
        each(at => [{ cells: [`UKUR-${at}`, 'Aplikasi dipakai', { text: '2026-12-31', kind: 'date' }] }]),
      ),
    },
  ])
}

interface Ran {
  seconds: number
  /** Highest resident memory in MB. */
  memory: number
  out: string
}

/** Runs a command to its end and keeps the highest memory of its process. */
async function measure(command: string[], env: Record<string, string>): Promise<Ran> {
  const began = performance.now()
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  let memory = 0
  const look = setInterval(() => void highest(child).then(found => (memory = Math.max(memory, found))), 20)
  const code = await new Promise(done => child.once('exit', done))
  clearInterval(look)
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${String(code)}: ${out}`)
  return { seconds: (performance.now() - began) / 1000, memory, out }
}

async function highest(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

const counts = ({ out }: Ran) =>
  JSON.parse(out) as { rows: number; created: number; unchanged: number; errors: unknown[] }

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const folder = await mkdtemp(join(tmpdir(), 'tudang-exchange-'))
  try {
    const file = async (count: number) => {
      const path = join(folder, `${count}.xlsx`)
      await writeFile(path, await workbook(count))
      return path
    }
    const [few, some, many] = [await file(10), await file(5000), await file(20_000)]
    const env = { TUDANG_VAR: server.varFolder, INIT_CWD: folder }
    const tudang = (...args: string[]) =>
      measure(['dist/server/tudang.js', 'programmes', ...args, '--region', region], env)
    const peerCode = `import { readSheet } from 'read-excel-file/node'; console.log((await readSheet(process.argv[1])).length)`
    const peer = (path: string) => measure(['--input-type=module', '-e', peerCode, path], {})
    await tudang('import', few)
    const start = await tudang('import', few)
    const dry = await tudang('import', some)
    const dryMany = await tudang('import', many)
    const applied = await tudang('import', some, '--apply')
    const again = await tudang('import', some, '--apply')
    const exported = await tudang('export', '--format', 'xlsx', '--out', 'keluar.xlsx')
    const back = await tudang('import', join(folder, 'keluar.xlsx'))
    const [peerFew, peerSome, peerMany] = [await peer(few), await peer(some), await peer(many)]
    for (const [ran, wanted] of [
      [dry, { created: 5000 }],
      [applied, { created: 5000 }],
      [again, { unchanged: 5000 }],
    ] as const) {
      const told = counts(ran)
      const [key, value] = Object.entries(wanted)[0] as ['created' | 'unchanged', number]
      if (told[key] !== value || told.errors.length > 0) throw new Error(`An import told ${ran.out}`)
    }
    const told = counts(back)
    if (told.unchanged !== told.rows) throw new Error(`An export came back as ${back.out}`)
    const alone = (ran: Ran) => Math.max(0, ran.seconds - start.seconds)
    const row = (name: string, ours: number, limit: number, note: string): BenchRow => ({
      name,
      ours,
      peer: limit,
      ratio: ours / limit,
      unit: 's',
      note,
    })
    return [
      row(
        'dry run of 5,000 programmes with 15,000 budget lines and 5,000 milestones',
        dry.seconds,
        5,
        `the whole command; ${alone(dry).toFixed(1)} s without its start; the peer is the limit`,
      ),
      row(
        'applying them',
        applied.seconds,
        15,
        `the whole command, checked again and stored with history; ${alone(applied).toFixed(1)} s without its start; the peer is the limit`,
      ),
      row(
        'the same file again, which changes nothing',
        again.seconds,
        15,
        `${alone(again).toFixed(1)} s without its start; the peer is the limit`,
      ),
      row(
        'export of the region as XLSX, read back before it is given',
        exported.seconds,
        10,
        `${alone(exported).toFixed(1)} s without its start; imported again it changes nothing; the peer is a limit of ours`,
      ),
      {
        name: 'memory more for 20,000 rows than for 5,000, dry run',
        ours: dryMany.memory - dry.memory,
        peer: peerMany.memory - peerSome.memory,
        ratio: (dryMany.memory - dry.memory) / (peerMany.memory - peerSome.memory),
        unit: 'MB',
        note: `highest resident: ${Math.round(dry.memory)} and ${Math.round(dryMany.memory)} MB (${Math.round(start.memory)} for 10 rows); peer: read-excel-file reads only the first sheet, ${Math.round(peerFew.memory)}, ${Math.round(peerSome.memory)} and ${Math.round(peerMany.memory)} MB`,
      },
      {
        name: 'dry run of 5,000 without its start, beside reading the first sheet only',
        ours: alone(dry),
        peer: Math.max(0.01, peerSome.seconds - peerFew.seconds),
        ratio: alone(dry) / Math.max(0.01, peerSome.seconds - peerFew.seconds),
        unit: 's',
        note: 'peer: read-excel-file reads the cells and checks nothing',
      },
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
