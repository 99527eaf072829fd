import type { RouteConfig } from '@hono/zod-openapi'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Actor, Refusal } from '#kit/actor.ts'
import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import type { Form } from './form.ts'
import type { LimitName } from './limits.ts'
import type { Retry, View, Visit } from './visit.ts'

/** Who passes. `permission` is its name in the access table; `may` gives the reason for a refusal. */
export interface Gate {
  permission: string
  may(actor: Actor): Refusal
  limit?: LimitName
}

/** What a write adds to its gate. */
export interface WriteGate extends Gate {
  /** Events that the write leaves in the audit trail; empty only for writes that change no stored fact (a cookie). */
  audit: string[]
  /** Largest body in bytes; 64 KiB when absent. */
  maxBytes?: number
}

/**
 * One URL for people. `show` answers GET; with `retry` it shows the form again with what was typed and the errors.
 * `submit` answers POST: it acts and redirects, or throws a Problem, which the translator gives to `show`.
 */
export interface Page extends Gate {
  path: string
  /**
   * Nobody is identified: cookies are not looked at, and the actor is always a visitor. For addresses that carry their
   * own right, whose answers must not run with the reader's session.
   */
  cookieless?: true
  show?(visit: Visit, retry?: Retry): Promise<View | Response>
  submit?: WriteGate & { handle(visit: Visit, form: Form): Promise<Response> }
}

/** Input of an API resource, parsed by the schemas of its route. */
export interface ApiInput {
  params: Record<string, string>
  query: Record<string, string | undefined>
  body: unknown
}

/** One operation of `/api/v1`; `route.path` is relative to it. */
export interface Resource extends Gate {
  route: RouteConfig
  audit?: string[]
  maxBytes?: number
  handle(visit: Visit, input: ApiInput): Promise<Response>
}

/** Something that a higher module shows on a page of a lower one. */
export interface Panel {
  /** `region`: on the page of a region, below its own figures. `home`: on the page one sees after signing in. */
  place: 'region' | 'home'
  order: number
  render(visit: Visit, subject: { regionCode?: string; level?: number }): Promise<Child>
}

/** A tab on the page of a region. */
export interface Tab {
  order: number
  label(lang: Language): string
  href(regionCode: string): string
  /** Levels of region (1 province … 4 village) that have it. */
  levels: number[]
}

export interface Link {
  order: number
  href: string
  label(lang: Language): string
  /** Shown to whom; to everybody when absent. */
  may?(actor: Actor): Refusal
}

/** One piece of evidence, as far as who lends the right to see it must know. */
export interface EvidenceSubject {
  id: string
  regionCode: string
  /** Holds personal data; never for the public. */
  personalData: boolean
}

/** Lets somebody see a piece of evidence whom the library of its region refuses: an assessor who scores with it. */
export type EvidenceGrant = (platform: Platform, actor: Actor, evidence: EvidenceSubject) => Promise<boolean>

/** How subjects of one kind, which evidence is used for, are called and where they are shown. */
export interface EvidenceUseLabels {
  subjectKind: string
  /** In one statement; subjects that the actor may not know of are missing in the answer. */
  label(
    platform: Platform,
    actor: Actor,
    subject: { regionCode: string; subjectIds: readonly string[]; lang: Language },
  ): Promise<Map<string, { label: string; href: string }>>
}

/** What the trace shows of one thing, to one viewer. */
export interface TraceLabel {
  title: string
  /** Where it is shown; undefined when the viewer may know that it exists and no more. */
  href: string | undefined
  /** One line: state, place or figure. */
  note?: string
  /** What it came from, where that is told in words and not by an arrow: the problem that a programme solves. */
  origin?: string
}

/** How things of one kind are named in the trace ("programme", "answer"), and what arrows from them say. */
export interface TraceKind {
  kind: string
  name(lang: Language): string
  /** Things out of a viewer's sight are not even counted: that there are any would tell something. */
  silent?: true
  /** In as few statements as possible for any number of ids; things that the actor may not know of are missing. */
  label(platform: Platform, actor: Actor, ids: readonly string[], lang: Language): Promise<Map<string, TraceLabel>>
}

/** What an arrow says: "dihitung dalam". */
export interface TraceLinkWords {
  kind: string
  onward(lang: Language): string
  back(lang: Language): string
}

/** Something that an organisation still has to do, which is why it cannot be archived, and where that is handed over. */
interface OfficeDuty {
  sentence: Sentence
  href: string
}

/** Texts of one kind that people write together (platform/collab). */
export interface CollabKind {
  kind: string
  /** What the actor may do with one text; undefined when not even know that it is there. Asked again and again while it is open. */
  authorize(
    platform: Platform,
    actor: Actor,
    text: { regionCode: string; id: string },
  ): Promise<'write' | 'read' | undefined>
  /** What follows in the transaction that stores what was typed; `accountIds` are those who typed. */
  stored?(
    tx: Tx,
    text: { regionCode: string; id: string; words: number; empty: boolean },
    accountIds: readonly string[],
  ): Promise<void>
}

/** A module announces itself: its doors, jobs, places on others' pages, reference data and part of the demo world. */
export interface Module {
  name: string
  pages: Page[]
  api: Resource[]
  jobs?: JobHandler[]
  panels?: Panel[]
  tabs?: Tab[]
  /** Entries in the header. */
  links?: Link[]
  /** Who else may see evidence that this module uses. */
  evidenceGrants?: EvidenceGrant[]
  /** The kinds of subjects for which this module uses evidence. */
  evidenceUses?: EvidenceUseLabels[]
  /** The kinds of things of this module that the trace knows. */
  traceKinds?: TraceKind[]
  /** The arrows that this module writes. */
  traceLinks?: TraceLinkWords[]
  /** The kinds of shared texts that this module owns. */
  collabKinds?: CollabKind[]
  /** What an organisation still has to do in this module. */
  officeDuties?(db: Sql | Tx, organisationId: string): Promise<OfficeDuty[]>
  /** Data every world needs; safe to run again. */
  seed?(platform: Platform, say: (line: string) => void): Promise<void>
  /** The module's part of the demo world; safe to run again. */
  demo?(platform: Platform, say: (line: string) => void): Promise<void>
}

export type { Form, Retry, View, Visit }
export type Schema = z.ZodType
