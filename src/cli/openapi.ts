import { openApiDocument } from '#platform/http/openapi.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

/** Prints the OpenAPI document; `npm run -s tudang -- openapi > docs/openapi.json` keeps the committed one fresh. */
export const openapi: Command = {
  usage: 'openapi',
  async run() {
    const document = await withWorld(async ({ app }) => openApiDocument(app))
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
    return 0
  },
}
