import type { Platform } from '#platform/platform.ts'

/** The module's part of the demo world; safe to run again. */
export async function seedDemoMasterplan(_platform: Platform, _say: (line: string) => void): Promise<void> {}
