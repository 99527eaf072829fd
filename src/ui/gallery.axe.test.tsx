import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asset, setAssets, type Manifest } from './assets.ts'
import { Gallery } from './gallery.tsx'

const executablePath = '/usr/bin/chromium'
const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'none'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"

describe.skipIf(!existsSync(executablePath))('the gallery in a browser', () => {
  let folder: string
  let browser: Browser

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tudang-ui-'))
    await build({ logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } })
    setAssets(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest)
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    setAssets({})
    rmSync(folder, { recursive: true })
  })

  test.each([
    ['a', 1280, 'light', undefined],
    ['a', 390, 'dark', undefined],
    ['b', 390, 'light', undefined],
    ['b', 1280, 'dark', undefined],
    ['a', 1280, 'light', 'tudang-kontras'],
    ['b', 390, 'light', 'tudang-kontras'],
  ] as const)(
    'page %s, %i px, %s, theme %s: axe finds nothing, nothing scrolls sideways, the policy holds',
    async (name, width, colorScheme, theme) => {
      const html = String(<Gallery page={name} theme={theme} />)
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', error => complaints.push(error.message))
      await page.route('**/*', route => {
        const path = new URL(route.request().url()).pathname
        const headers = { 'content-security-policy': policy }
        if (path === '/') return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers })
        const file = join(folder, path.replace('/assets/', ''))
        if (!existsSync(file)) return route.fulfill({ status: 404 })
        return route.fulfill({ path: file, contentType: types[extname(file)] ?? 'image/svg+xml' })
      })
      await page.goto('http://tudang.test/')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`),
      ).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Plus Jakarta Sans')
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  test('a device that asks for more contrast gets it, unless a cookie chose otherwise', async () => {
    const context = await browser.newContext({ contrast: 'more', colorScheme: 'dark' })
    const page = await context.newPage()
    const primaryOf = async (theme?: 'tudang') => {
      const html = String(<Gallery page="b" theme={theme} />)
      const css = readFileSync(join(folder, asset('theme.css').replace('/assets/', '')), 'utf8')
      await page.setContent(html.replace(/<link[^>]*>|<script[^>]*><\/script>/g, ''))
      await page.addStyleTag({ content: css })
      return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--color-primary').trim())
    }
    expect(await primaryOf()).toBe('#003f4e')
    expect(await primaryOf('tudang')).not.toBe('#003f4e')
    await context.close()
  })
})
