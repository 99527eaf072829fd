import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Module } from '#platform/http/door.ts'
import { traceResource } from './api/trace.ts'
import { apiReferencePage } from './pages/api-reference.tsx'
import { appearancePage } from './pages/appearance.tsx'
import { jobPage } from './pages/job.tsx'
import { aboutPage, accessibilityPage } from './pages/text-pages.tsx'
import { tracePage } from './pages/trace.tsx'

/** `app` is asked for when `/api` is read, since the document lists the doors of all modules. */
export const portalModule = (app: () => OpenAPIHono): Module => ({
  name: 'portal',
  pages: [appearancePage, jobPage, aboutPage, accessibilityPage, tracePage, apiReferencePage(app)],
  api: [traceResource],
})
