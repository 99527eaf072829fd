import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Connection, type Document, Hocuspocus, isTransactionOrigin } from '@hocuspocus/server'
import nodeSockets from 'crossws/adapters/node'
import type pg from 'pg'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { Module } from '#platform/http/door.ts'
import { gaugeTexts } from '#platform/http/metrics.ts'
import { isForeign } from '#platform/http/safety.ts'
import type { Platform } from '#platform/platform.ts'
import { watchDepth } from './depth.ts'
import { mostMessageBytes } from './guard.ts'
import { Keeper, type Told } from './keeper.ts'
import { Line } from './line.ts'
import { channel, type News } from './rights.ts'
import { loadState, rightTo, type Room, roomOf } from './rooms.ts'

/** Where editors connect. */
export const collabPath = '/kolaborasi'

/** Rights are asked again this often while a text is open, in milliseconds. */
const recheckMs = 45_000
/** Open editors of one account in this process: tabs and devices, and no more. */
const mostOfOneAccount = 30

/** Codes by which a socket is closed, and reasons by which a text is refused. */
export const refusals = { noRight: 'no-right', later: 'try-later', tooMany: 'too-many', refused: 'refused' } as const

/** Who sits at the other end of a socket. */
export interface Guest {
  actor: Actor
  headers: Headers
}

/** What an open editor is known by, in Hocuspocus' words its context. */
interface Context {
  guest: Guest
}

export interface Collab {
  /** Answers an upgrade of a request to `collabPath`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Stores what is typed, then ends all connections. */
  close(): Promise<void>
}

interface Parts {
  platform: Platform
  modules: readonly Module[]
  identify(headers: Headers): Promise<Actor>
  /** For tests: how often rights are asked again. */
  recheckMs?: number
}

/** Serves the shared texts to editors over WebSockets. One for a process. */
export function createCollab({ platform, modules, identify, ...more }: Parts): Collab {
  const kinds = new Map(modules.flatMap(module => module.collabKinds ?? []).map(kind => [kind.kind, kind]))
  const keepers = new Map<string, Keeper>()
  const versions = new WeakMap<Document, { room: Room; version: number }>()
  const guests = new Map<string, number>()
  const { log } = platform

  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    // Storing is the keepers' work; this only lets a text that nobody has open leave the memory soon.
    debounce: 200,
    maxDebounce: 1000,
    maxPendingDocuments: 4,
    maxUnauthenticatedQueueSize: 2 * mostMessageBytes,
    flushDelay: 20,
    async onAuthenticate({ documentName, context, connectionConfig }) {
      const right = await rightOf(context.guest.actor, documentName).catch(error => later(error, documentName))
      if (right === undefined) throw { reason: refusals.noRight }
      connectionConfig.readOnly = right === 'read'
    },
    async onLoadDocument({ document, documentName }) {
      const room = roomOf(documentName)
      if (!room) throw { reason: refusals.noRight }
      // Without its content nobody may write in it: an empty document would be stored over it.
      const { state, version } = await loadState(platform, room).catch(error => later(error, documentName))
      versions.set(document, { room, version })
      return state
    },
    async afterLoadDocument({ document, documentName }) {
      const loaded = versions.get(document)
      if (loaded) keepers.set(documentName, new Keeper(platform, kinds, document, loaded.room, loaded.version))
      watchDepth(document, origin => {
        if (isTransactionOrigin(origin) && origin.source === 'connection')
          origin.connection.close({ code: 4400, reason: refusals.refused })
      })
      gauge()
    },
    async connected({ connection }) {
      tell(connection, { what: 'rights', mode: connection.readOnly ? 'read' : 'write' })
      gauge()
    },
    async onChange({ documentName, connection }) {
      if (connection) keepers.get(documentName)?.changed(connection, connection.context.guest.actor)
    },
    async beforeHandleAwareness({ document, states, transactionOrigin }) {
      const sender =
        isTransactionOrigin(transactionOrigin) && transactionOrigin.source === 'connection'
          ? transactionOrigin.connection
          : undefined
      nameGuests(document, sender, states)
    },
    async beforeUnloadDocument({ documentName }) {
      const keeper = keepers.get(documentName)
      await keeper?.flush()
      // Not stored yet: it stays in memory, and the keeper tries again.
      if (keeper?.dirty) throw undefined
    },
    async afterUnloadDocument({ documentName }) {
      keepers.get(documentName)?.end()
      keepers.delete(documentName)
      gauge()
    },
  })

  /** A fault of ours is not told as a missing right: the editor keeps what it has and tries again. */
  function later(error: unknown, documentName: string): never {
    if (error instanceof Problem) throw { reason: refusals.noRight }
    log.error({ err: error, text: documentName }, 'a shared text could not be opened')
    throw { reason: refusals.later }
  }

  const gauge = () =>
    gaugeTexts(
      keepers.size,
      [...keepers.values()].reduce((n, { document }) => n + document.getConnections().length, 0),
    )
  const tell = (connection: Connection, told: Told) => connection.sendStateless(JSON.stringify(told))

  async function rightOf(actor: Actor, documentName: string) {
    const room = roomOf(documentName)
    return room && (await rightTo(platform, kinds, actor, room))
  }

  /** Asks again what everybody who has a text open may do with it, and who they are. */
  async function recheck(documentName: string, keeper: Keeper): Promise<void> {
    const connections = keeper.document.getConnections() as Connection<Context>[]
    const answers = new Map<string, Promise<{ actor: Actor; right: 'write' | 'read' | undefined }>>()
    for (const connection of connections) {
      const { guest } = connection.context
      const cookie = guest.headers.get('cookie') ?? ''
      const asked =
        answers.get(cookie) ??
        identify(guest.headers).then(async actor => ({ actor, right: await rightOf(actor, documentName) }))
      answers.set(cookie, asked)
      const { actor, right } = await asked
      // Another account now uses the same cookie: that is somebody else.
      const same = actor.accountId === guest.actor.accountId
      guest.actor = actor
      if (right === undefined || !same) {
        tell(connection, { what: 'rights', mode: 'none' })
        connection.close({ code: 4403, reason: refusals.noRight })
      } else if (connection.readOnly !== (right === 'read')) {
        connection.readOnly = right === 'read'
        tell(connection, { what: 'rights', mode: right })
      }
    }
  }

  const recheckAll = () => {
    for (const [name, keeper] of keepers) {
      keeper
        .merge()
        .then(() => recheck(name, keeper))
        .catch(error => log.warn({ err: error }, 'rights to shared texts'))
    }
  }
  const timer = setInterval(recheckAll, more.recheckMs ?? recheckMs)

  const hear = async ({ id, what, version }: News) => {
    for (const [name, keeper] of keepers) {
      if (keeper.room.id !== id) continue
      if (what === 'stored') await keeper.merge(version)
      else await recheck(name, keeper)
    }
  }
  const listening = listen(
    platform,
    news => {
      hear(news).catch(error => log.warn({ err: error }, 'news of a shared text'))
    },
    recheckAll,
  )

  const sockets = nodeSockets({
    serverOptions: { maxPayload: mostMessageBytes, perMessageDeflate: false },
    hooks: {
      async upgrade(request) {
        const [host, origin] = ['host', 'origin'].map(name => request.headers.get(name) ?? undefined)
        // Browsers tell the origin of every WebSocket; what they tell as its site differs.
        if (isForeign(platform.config, { host, origin, site: undefined })) return new Response(null, { status: 403 })
        const headers = new Headers(request.headers)
        const actor = await identify(headers)
        if (actor.accountId === undefined) return new Response(null, { status: 401 })
        if ((guests.get(actor.accountId) ?? 0) >= mostOfOneAccount) return new Response(null, { status: 429 })
        return { context: { guest: { actor, headers } satisfies Guest } }
      },
      open(peer) {
        const guest = peer.context['guest'] as Guest
        const { accountId = '' } = guest.actor
        guests.set(accountId, (guests.get(accountId) ?? 0) + 1)
        const socket = peer.websocket as WebSocket
        const client = hocuspocus.handleConnection(socket, peer.request as Request, { guest })
        peer.context['line'] = new Line(client, (code, reason) => socket.close(code, reason))
        peer.context['accountId'] = accountId
      },
      message(peer, message) {
        ;(peer.context['line'] as Line | undefined)?.take(message.uint8Array())
      },
      close(peer, { code = 1006, reason = '' }) {
        const accountId = peer.context['accountId'] as string
        const left = (guests.get(accountId) ?? 1) - 1
        if (left > 0) guests.set(accountId, left)
        else guests.delete(accountId)
        ;(peer.context['line'] as Line | undefined)?.end({ code, reason })
      },
      // A message that is too large ends its connection; there is nothing to mend.
      error() {},
    },
  })

  return {
    upgrade(request, socket, head) {
      // crossws answers by itself, refusals included.
      void sockets.handleUpgrade(request, socket, head)
    },
    async close() {
      clearInterval(timer)
      await Promise.all([...keepers.values()].map(keeper => keeper.flush()))
      await sockets.close(1001, 'server stops')
      sockets.closeAll(1001, 'server stops', true)
      await listening.end()
    },
  }
}

/** Everybody in a text is called by the name of their account, whatever their editor says; and speaks only for themselves. */
function nameGuests(
  document: Document,
  sender: Connection<Context> | undefined,
  states: Map<number, Record<string, unknown>>,
): void {
  if (!sender) return
  const others = new Set(
    document
      .getConnections()
      .filter(one => one !== sender)
      .flatMap(one => [...(document.getClients(one) as Set<number>)]),
  )
  const { actor } = sender.context.guest
  for (const [id, state] of states) {
    if (others.has(id) || JSON.stringify(state).length > 4000) states.delete(id)
    else {
      states.set(id, {
        cursor: state['cursor'] ?? null,
        user: {
          name: actor.name ?? '',
          office: actor.membership?.organisationName ?? '',
          tone: toneOf(actor.accountId ?? ''),
          reading: sender.readOnly,
        },
      })
    }
  }
}

/** One of six colours, always the same for one account. */
function toneOf(accountId: string): number {
  let sum = 0
  for (const sign of accountId) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  return (sum % 6) + 1
}

/** Hears from other processes over one connection of its own; `missed` runs whenever news may have been missed. */
function listen(platform: Platform, hear: (news: News) => void, missed: () => void): { end(): Promise<void> } {
  let ended = false
  let client: pg.PoolClient | undefined
  let again: NodeJS.Timeout | undefined
  const connect = async () => {
    try {
      client = await platform.db.pool.connect()
      client.on('notification', ({ payload }) => hear(JSON.parse(payload ?? '{}') as News))
      client.once('error', retry)
      client.once('end', retry)
      await client.query(`listen ${channel}`)
      missed()
    } catch {
      retry()
    }
    if (ended) client?.release(true)
  }
  const retry = () => {
    if (ended || again) return
    client?.release(true)
    client = undefined
    again = setTimeout(() => {
      again = undefined
      started = connect()
    }, 2000)
  }
  let started = connect()
  return {
    async end() {
      ended = true
      clearTimeout(again)
      await started
      client?.release(true)
    },
  }
}
