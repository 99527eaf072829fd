import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, box: string): Promise<void> {
  await page.goto('/masuk')
  await page.getByLabel('Surel').fill(`${box}@contoh.tudang.invalid`)
  await page.getByLabel('Kata sandi').fill('tudang-peragaan')
  await page.getByRole('button', { name: 'Masuk', exact: true }).first().click()
  await expect(page).toHaveURL(/\/beranda/)
}

/** No violation of WCAG 2.0–2.2 A and AA, nor of the best practices, on the page as it is now. */
export const expectAccessible = (page: Page): Promise<void> => expectNone(page, axe => axe.withTags(tags))

/** Enough contrast everywhere, in the colours that the page has now. */
export async function expectContrast(page: Page): Promise<void> {
  // Buttons go over to other colours in a fifth of a second: what is measured on the way stands on no page.
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    const ending = document.getAnimations().filter(one => Number(one.effect?.getComputedTiming().endTime) < 10_000)
    await Promise.allSettled(ending.map(one => one.finished))
  })
  await expectNone(page, axe => axe.withRules('color-contrast'))
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function expectNone(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  // No frames of others stand on our pages: the legacy mode spares a blank page for each look, and only violations are written out.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await choose(axe).analyze()
  expect(violations.map(v => `${v.id}: ${v.nodes.map(node => node.target.join(' ')).join(', ')}`)).toEqual([])
}

/** Nothing sticks out sideways, and the browser complained of nothing. */
export async function expectFits(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(content).toBeLessThanOrEqual(screen ?? 0)
}

/** Id of the round of the demo world; its year depends on the day. */
export async function demoRound(page: Page): Promise<string> {
  const answer = (await (await page.request.get('/api/v1/rounds')).json()) as {
    items: { id: string; example: boolean }[]
  }
  const round = answer.items.find(one => one.example)
  if (!round) throw new Error('The demo world has no round of its own')
  return round.id
}
