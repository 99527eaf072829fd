import { expect, test } from 'vitest'
import { markupFaults } from '../../../../test/support/markup.ts'
import { testWorld } from '../../../../test/support/world.ts'

const world = await testWorld('empty')

async function read(language: string): Promise<string> {
  const answer = await world.get('/api', `bahasa=${language}`)
  expect(answer.status).toBe(200)
  return await answer.text()
}

test('every operation of the document has a place on the page, and a link to it', async () => {
  const document = (await (await world.get('/api/v1/openapi.json')).json()) as { paths: Record<string, object> }
  const html = await read('id')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`),
  )
  expect(operations.length).toBeGreaterThan(10)
  for (const operation of operations) {
    expect(html).toContain(`href="#${operation}"`)
    expect(html).toContain(`<section class="sec" id="${operation}"`)
  }
})

test('an Indonesian reader is told that descriptions are in English, and a screen reader reads them so', async () => {
  const html = await read('id')
  expect(html).toContain('ditulis dalam bahasa Inggris')
  expect(html).toMatch(/<td class="note" lang="en">\s*Part of the name/)
  expect(await read('en')).not.toContain('bahasa Inggris')
})

test('the reference is valid markup in both languages', async () => {
  for (const language of ['id', 'en']) expect(await markupFaults(await read(language))).toEqual([])
})
