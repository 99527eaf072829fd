import type { Resource } from '#platform/http/door.ts'
import { answerResource, answersResource, saveAnswerResource, verificationResource } from './answers.ts'
import {
  assignmentsResource,
  commentResource,
  commentsResource,
  signatureResource,
  submissionResource,
  submitResource,
} from './deeds.ts'

export const assessmentResources: Resource[] = [
  answersResource,
  answerResource,
  saveAnswerResource,
  verificationResource,
  assignmentsResource,
  signatureResource,
  submissionResource,
  submitResource,
  commentsResource,
  commentResource,
]
