/** Front door of meetings: what the masterplan and later modules may use. */
export type { Meeting, MeetingKind, MeetingState } from './model.ts'
export { findMeeting } from './store/meetings.ts'
export { listMeetings, listMeetingsByIds } from './store/plan/list-meetings.ts'
export type { MeetingInput, Wanted } from './model-plan.ts'
export { saveMeeting, type SaveMeeting } from './actions/plan/save-meeting.ts'
export { countAttendance, type InstitutionFacts, listInstitutionFacts } from './store/book-facts.ts'
export { inviteTo } from './actions/plan/save-invitees.ts'
export { sendInvitations } from './actions/plan/send-invitations.ts'
export { findSetting as findLetterSetting } from './store/plan/settings.ts'
export {
  type Institution,
  type InstitutionInput,
  INSTITUTION_KINDS,
  type InstitutionKind,
  type Member,
  type MemberInput,
} from './model-institution.ts'
export { listInstitutionMembers, listInstitutions } from './store/institution/institutions.ts'
export { saveInstitution, saveMembers } from './actions/institution/save-institution.ts'
export type { Task, TaskInput } from './model-task.ts'
export { makeTask } from './actions/task/make-tasks.ts'
export { openTasksOf } from './actions/task/open-tasks.ts'
