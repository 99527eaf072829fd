import type { Connection, Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import type { Actor } from '#kit/actor.ts'
import type { Sentence } from '#kit/problem.ts'
import type { Platform } from '#platform/platform.ts'
import { changeTo } from './shared-doc.ts'
import { fromStore, type Kinds, loadState, type Room, type Stored, storeTyped } from './rooms.ts'

/** What the server says to an open editor. */
export type Told =
  /** `all`: everything that this client sent is in it. */
  | { what: 'stored'; version: number; at: string; words: number; all: boolean }
  | { what: 'empty' }
  | { what: 'refused'; sentence: Sentence }
  /** Storing failed; it is tried again. */
  | { what: 'waiting' }
  | { what: 'rights'; mode: 'write' | 'read' | 'none' }

/** Typing rests this long before it is stored, in milliseconds, but it never waits longer than the second. */
const restMs = 400
const mostMs = 1500
const againMs = [1000, 2000, 5000, 10_000]

/** Only so many texts of one process are stored at a time, so that storing never takes all connections to the database. */
let free = 3
const queue: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--
  else await new Promise<void>(done => queue.push(done))
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else free++
  }
}

/** Keeps one open text: stores what is typed, merges what others stored, and tells the editors. */
export class Keeper {
  readonly document: Document
  readonly room: Room
  #platform: Platform
  #kinds: Kinds
  #seenVersion: number
  /** Who sent something that is not stored yet. */
  #dirty = new Map<Connection, Actor>()
  #timer: NodeJS.Timeout | undefined
  #since: number | undefined
  #working: Promise<void> | undefined
  #failures = 0

  constructor(platform: Platform, kinds: Kinds, document: Document, room: Room, version: number) {
    this.#platform = platform
    this.#kinds = kinds
    this.document = document
    this.room = room
    this.#seenVersion = version
  }

  get dirty(): boolean {
    return this.#dirty.size > 0
  }

  /** A client changed the document. */
  changed(connection: Connection, actor: Actor): void {
    this.#dirty.set(connection, actor)
    const now = performance.now()
    this.#since ??= now
    this.#later(Math.max(0, Math.min(restMs, this.#since + mostMs - now)))
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), ms)
  }

  /** Stores now whatever is not stored; resolves when it was tried. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    while (this.#working) await this.#working
    if (!this.dirty) return
    this.#working = inTurn(() => this.#store())
    try {
      await this.#working
    } finally {
      this.#working = undefined
    }
  }

  async #store(): Promise<void> {
    const typed = this.#dirty
    this.#dirty = new Map()
    this.#since = undefined
    try {
      const stored = await storeTyped(this.#platform, this.#kinds, this.room, this.document, {
        actors: [...new Map([...typed.values()].map(actor => [actor.accountId, actor])).values()],
        seenVersion: this.#seenVersion,
      })
      this.#failures = 0
      this.#seenVersion = stored.text.version
      this.#tell(stored)
    } catch (error) {
      for (const [connection, actor] of typed) this.#dirty.set(connection, actor)
      this.#platform.log.error({ err: error, text: this.room.id }, 'a shared text could not be stored')
      this.#sendAll(() => ({ what: 'waiting' }))
      this.#later(againMs[Math.min(this.#failures++, againMs.length - 1)] ?? 0)
    }
  }

  #tell(stored: Stored): void {
    const { text } = stored
    if (stored.what === 'refused') {
      this.#dirty.clear()
      changeTo(this.document, text.content, fromStore)
      this.#sendAll(() => ({ what: 'refused', sentence: stored.sentence }))
    } else if (stored.what === 'empty') {
      this.#sendAll(() => ({ what: 'empty' }))
    } else {
      const told = {
        what: 'stored' as const,
        version: text.version,
        at: text.changedAt.toISOString(),
        words: text.words,
      }
      this.#sendAll(connection => ({ ...told, all: !this.#dirty.has(connection) }))
    }
  }

  #sendAll(told: (connection: Connection) => Told): void {
    for (const connection of this.document.getConnections()) connection.sendStateless(JSON.stringify(told(connection)))
  }

  /** Takes in what another process, a form or a command stored; `version` when it is known which. */
  async merge(known = Infinity): Promise<void> {
    while (this.#working) await this.#working
    if (known <= this.#seenVersion) return
    const { state, version } = await loadState(this.#platform, this.room)
    if (version === this.#seenVersion) return
    Y.applyUpdate(this.document, state, fromStore)
    // What is typed and not stored yet is stored upon it.
    this.#seenVersion = version
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
