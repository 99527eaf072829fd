import type { OpenAPIHono } from '@hono/zod-openapi'
import { evaluationModule } from '#modules/evaluation/module.ts'
import { evidenceModule } from '#modules/evidence/module.ts'
import { masterplanModule } from '#modules/masterplan/module.ts'
import { meetingModule } from '#modules/meeting/module.ts'
import { peopleModule } from '#modules/people/module.ts'
import { portfolioModule } from '#modules/portfolio/module.ts'
import { portalModule } from '#modules/portal/index.ts'
import { regionModule } from '#modules/region/module.ts'
import type { Module } from '#platform/http/door.ts'

/** The modules in order: each may use only those above it. */
export const listModules = (app: () => OpenAPIHono): Module[] => [
  regionModule,
  peopleModule,
  evidenceModule,
  meetingModule,
  portfolioModule,
  masterplanModule,
  evaluationModule,
  portalModule(app),
]
