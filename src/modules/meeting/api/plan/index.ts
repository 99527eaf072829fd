import type { Resource } from '#platform/http/door.ts'
import {
  addressResource,
  inviteeListResource,
  inviteResource,
  removalResource,
  settingChangeResource,
  settingResource,
} from './invitees.ts'
import {
  answerResource,
  cancelResource,
  meetingChangeResource,
  meetingListResource,
  meetingResource,
  newMeetingResource,
  sendingResource,
} from './meetings.ts'

/** Meetings, their lists and letters, and the letterhead of a region. The setting stands before what its address resembles. */
export const planResources: Resource[] = [
  settingResource,
  settingChangeResource,
  meetingListResource,
  newMeetingResource,
  meetingResource,
  meetingChangeResource,
  sendingResource,
  cancelResource,
  answerResource,
  inviteeListResource,
  inviteResource,
  addressResource,
  removalResource,
]
