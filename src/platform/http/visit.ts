import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Actor } from '#kit/actor.ts'
import type { Problem } from '#kit/problem.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Platform } from '#platform/platform.ts'
import type { Form } from './form.ts'

/** One request, as a page or an API resource sees it. */
export interface Visit {
  c: Context
  platform: Platform
  actor: Actor
  lang: Language
  requestId: string
  /** Who writes, for `db.transact`. */
  writer: Writer
}

/** What a page returns to be put in the frame. */
export interface View {
  title: string
  body: Child
  /** Trail above the title; the last one has no address. */
  crumbs?: { label: string; href?: string }[]
  /** Scripts of islands that this page needs, by entry name (`islands/map`). */
  islands?: string[]
  /** A page to work on, without footer. */
  working?: boolean
  /** One sentence under the header, for example "tersimpan 10.42 WITA". */
  flash?: string
  /** Address of the entry in the header that is lit. */
  section?: string
  status?: number
  /** Extra response headers. */
  headers?: Record<string, string>
}

/** A form shown again: what was typed, and why it was refused. */
export interface Retry {
  form: Form
  problem: Problem
}
