import type { Platform } from '#platform/platform.ts'

/** The portfolios of Luwu Timur and Luwu Utara in the demo world. Safe to run again. */
export async function seedDemoPortfolio(_platform: Platform, _say: (line: string) => void): Promise<void> {}
