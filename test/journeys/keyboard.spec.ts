import { expect, test } from '@playwright/test'

test('everything is reached by keyboard alone, and the focus is always seen', async ({ page }, info) => {
  test.skip(info.project.name === 'phone', 'a phone has no keyboard')
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /Lewati|Langsung/i })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#isi')).toBeFocused()

  await page.getByLabel('Cari daerah').focus()
  await page.keyboard.type('wonogiri')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=wonogiri/)
  const link = page.getByRole('table').first().getByRole('link', { name: 'Kab. Wonogiri' })
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const here = document.activeElement
      if (!(here instanceof HTMLElement) || here === document.body) return 'seen'
      const style = getComputedStyle(here)
      return style.outlineStyle === 'none' && style.boxShadow === 'none'
        ? `${here.tagName} ${here.textContent}`
        : 'seen'
    })
    expect(outline).toBe('seen')
    if (await link.evaluate(node => node === document.activeElement)) break
  }
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kabupaten Wonogiri')

  await page.goto('/masuk')
  await page.getByLabel('Surel').focus()
  await page.keyboard.type('kementerian@contoh.tudang.invalid')
  await page.keyboard.press('Tab')
  await page.keyboard.type('tudang-peragaan')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/beranda/)
})
