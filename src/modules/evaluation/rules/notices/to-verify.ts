import type { OfficeWork } from '../../model-notices.ts'

/** Answers that wait for the secretariat: those signed off, and those ready in an office without a head. */
export const toVerify = ({ signed, ready, hasHead }: OfficeWork): number => signed + (hasHead ? 0 : ready)
