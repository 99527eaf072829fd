import { REMINDER_DAYS } from '../../model-notices.ts'

/** Whether people are reminded with this many days left: on the listed days, and every second day when it is late. */
export const isReminderDay = (daysLeft: number | undefined): boolean =>
  daysLeft !== undefined && (REMINDER_DAYS.includes(daysLeft) || (daysLeft < 0 && daysLeft % 2 === 0))
