import { Problem } from '#kit/problem.ts'

/** One command: `run` gets its own words and returns the exit code. */
export interface Command {
  usage: string
  run(args: string[]): Promise<number>
}

const commands: Record<string, () => Promise<Command>> = {
  score: async () => (await import('./score.ts')).score,
  'import-results': async () => (await import('./import-results.ts')).importResults,
  results: async () => (await import('./results.ts')).results,
  rounds: async () => (await import('./rounds.ts')).rounds,
  programmes: async () => (await import('./programmes.ts')).programmes,
  book: async () => (await import('./book.ts')).book,
  recompute: async () => (await import('./recompute.ts')).recompute,
  report: async () => (await import('./report.ts')).report,
  regions: async () => (await import('./regions.ts')).regions,
  migrate: async () => (await import('./migrate.ts')).migrate,
  seed: async () => (await import('./seed.ts')).seed,
  doctor: async () => (await import('./doctor.ts')).doctor,
  openapi: async () => (await import('./openapi.ts')).openapi,
}

async function main([name, ...args]: string[]): Promise<number> {
  const load = name === undefined ? undefined : commands[name]
  if (!load) {
    const usages = await Promise.all(Object.values(commands).map(async command => (await command()).usage))
    const text = `${usages.map(usage => `  tudang ${usage}`).join('\n')}\n`
    if (name === undefined || name === 'help' || name === '--help') {
      process.stdout.write(text)
      return 0
    }
    process.stderr.write(`Perintah “${name}” tidak ada. Yang ada: / No such command. There are:\n${text}`)
    return 2
  }
  return await (await load()).run(args)
}

// Plain stdout may be a pipe: the exit code is set, never forced, so that nothing written is cut off.
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(
    error instanceof Problem
      ? `${error.sentence.id}\n${error.sentence.en}\n`
      : `${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = 1
}
