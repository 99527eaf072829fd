/** Builds the browser's files into dist/client and the server into dist/server; `dist/.built` says when. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

export async function buildAll(): Promise<void> {
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
}

/** Writes .gz and .br beside each text file, so that the server never compresses the same bytes twice. */
async function compressAssets(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(name => /\.(js|css|svg|json)$/.test(name))
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
