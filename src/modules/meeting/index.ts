/** Front door of meetings: what the masterplan and later modules may use. */
export type { Meeting, MeetingKind, MeetingState } from './model.ts'
export { findMeeting } from './store/meetings.ts'
export type { MeetingInput } from './model-plan.ts'
export { saveMeeting, type SaveMeeting } from './actions/plan/save-meeting.ts'
export { countAttendance, type InstitutionFacts, listInstitutionFacts } from './store/book-facts.ts'
export { findSetting as findLetterSetting } from './store/plan/settings.ts'
