/** Builds the browser's files into dist/client and the server into dist/server; `dist/.built` says from when the sources are. */
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

export async function buildAll(): Promise<void> {
  // What is changed while we build is newer than this, and is built the next time.
  const began = new Date()
  await build({ logLevel: 'error' })
  await compressAssets('dist/client')
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
    build: {
      ssr: true,
      outDir: 'dist/server',
      target: 'node24',
      sourcemap: true,
      minify: false,
      rolldownOptions: { input: { main: 'src/main.ts', tudang: 'src/cli/tudang.ts' } },
    },
  })
  await mkdir('dist', { recursive: true })
  await writeFile('dist/.built', '')
  await utimes('dist/.built', began, began)
}

/** Writes .gz and .br beside each text file, so that the server never compresses the same bytes twice. */
async function compressAssets(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(name => /\.(m?js|css|svg|json)$/.test(name))
  await Promise.all(
    names.map(async name => {
      const bytes = await readFile(join(folder, name))
      const [gz, br] = await Promise.all([
        promisify(gzip)(bytes, { level: 9 }),
        promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      ])
      await writeFile(join(folder, `${name}.gz`), gz)
      await writeFile(join(folder, `${name}.br`), br)
    }),
  )
}

if (import.meta.main) await buildAll()
