import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider'
import { Editor } from '@tiptap/core'
import * as Y from 'yjs'
import { formatTime, type Lang, type Zone } from '#kit/format.ts'
import { DeviceCopy, wordsOf } from './editor/copy.ts'
import { sharedExtensions, textExtensions } from './editor/extensions.ts'
import { cleanPaste } from './editor/paste.ts'
import { startTools } from './editor/tools.ts'
import type { LiveWords, Told } from './editor/words.ts'

const field = 'teks'
/** Codes by which the server ends a connection for good: too large, not ours, too much. */
const final = new Set([1009, 4400, 4429])

/** Puts a live editor in the place of the plain form, when the connection stands; see src/ui/editor.tsx for its parts. */
class LiveText {
  readonly root: HTMLElement
  readonly words: LiveWords
  readonly lang: Lang
  readonly zone: Zone
  readonly pictures: string
  readonly doc = new Y.Doc()
  readonly copy: DeviceCopy
  readonly socket: HocuspocusProviderWebsocket
  readonly provider: HocuspocusProvider
  editor: Editor | undefined
  mode: 'write' | 'read' | 'none'
  /** Something typed here is not stored yet. */
  dirty = false
  saved: string
  failures = 0

  /** Connects; the form gives way when the text is there. */
  static start(root: HTMLElement): LiveText {
    return new LiveText(root)
  }

  private constructor(root: HTMLElement) {
    const { sharedEditor: room = '', account = '', mode, lang, zone, words = '{}' } = root.dataset
    this.root = root
    this.words = JSON.parse(words) as LiveWords
    this.lang = lang === 'en' ? 'en' : 'id'
    this.zone = (zone ?? 'WIB') as Zone
    this.mode = mode === 'write' ? 'write' : 'read'
    this.pictures = `/teks/${room}/gambar`
    this.saved = this.part('status')?.textContent?.trim() ?? ''
    this.copy = new DeviceCopy(account, room, this.doc)
    this.socket = new HocuspocusProviderWebsocket({
      url: `${location.origin.replace(/^http/, 'ws')}/kolaborasi`,
      delay: 500,
      minDelay: 300,
      maxDelay: 10_000,
      onClose: ({ event }) => this.closed(event.code),
    })
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket,
      name: room,
      document: this.doc,
      token: 'cookie',
      onSynced: () => void this.synced(),
      onStateless: ({ payload }) => this.hear(JSON.parse(payload) as Told),
      onAuthenticationFailed: ({ reason }) => this.notLet(reason),
    })
    this.provider.attach()
    this.provider.awareness?.on('change', () => this.showPeople())
    this.doc.on('update', (_update, origin) => {
      if (origin === this.provider || this.mode !== 'write') return
      this.dirty = true
      this.copy.keep()
      if (!navigator.onLine) this.sayOffline()
      else if (this.provider.isAuthenticated) this.say(this.words.saving, 'saving')
    })
    // A phone without a line tells it long before the connection ends.
    addEventListener('offline', () => this.editor && this.mode !== 'none' && this.sayOffline())
    addEventListener('online', () => {
      if (!this.editor || this.mode === 'none') return
      if (this.socket.status === WebSocketStatus.Connected) this.sayStand()
      else void this.socket.connect()
    })
    addEventListener('beforeunload', event => {
      if (this.dirty && !this.copy.works) event.preventDefault()
    })
  }

  part(name: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-${name}]`)
  }

  async synced(): Promise<void> {
    this.failures = 0
    if (!this.editor) {
      const form = this.part('plain')
      const typed = form?.querySelector('textarea')
      // Who began in the plain form goes on there.
      if (typed && typed.value !== typed.defaultValue) return this.stop()
      if (this.mode === 'write') await this.copy.recall()
      this.show()
      if (form) form.hidden = true
    }
    this.sayStand()
  }

  sayStand(): void {
    if (this.dirty) this.say(this.words.saving, 'saving')
    else this.say(this.saved, this.saved === '' ? 'none' : 'saved')
  }

  sayOffline(): void {
    this.say(this.copy.works ? this.words.offline : this.words.offlineOnly, 'waiting')
  }

  show(): void {
    const live = this.part('live')
    const sheet = this.part('sheet')
    if (!live || !sheet) return
    live.hidden = false
    this.editor = new Editor({
      element: sheet,
      injectCSS: false,
      editable: this.mode === 'write',
      extensions: [
        ...textExtensions(this.pictures, () => this.say(this.words.tooLong, 'waiting')),
        ...sharedExtensions(this.provider, this.doc, field),
      ],
      editorProps: {
        transformPastedHTML: cleanPaste,
        // Tab moves inside tables and lists: Escape leads out, to the buttons.
        handleKeyDown: (_view, event) => {
          const out = event.key === 'Escape' ? this.part('tools')?.querySelector<HTMLElement>('[tabindex="0"]') : null
          out?.focus()
          return Boolean(out)
        },
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': 'editor-nama' },
      },
    })
    startTools(this.root, this.editor, this.words, this.pictures)
    this.editor.on('update', () => this.count())
    this.count()
    this.showMode()
    this.showPeople()
    if (this.mode !== 'write') void this.copy.leftOver().then(text => text !== undefined && this.showLeftOver(text))
  }

  showMode(): void {
    const writing = this.mode === 'write'
    this.editor?.setEditable(writing, false)
    this.part('sheet')?.querySelector('.ProseMirror')?.setAttribute('aria-readonly', String(!writing))
    const tools = this.part('tools')
    if (tools) tools.hidden = !writing
  }

  count(): void {
    const place = this.part('count')
    const said = this.editor?.getText({ blockSeparator: '\n' }) ?? ''
    const n = said.split(/\s+/).filter(part => /[\p{Letter}\p{Number}]/u.test(part)).length
    if (place)
      place.textContent = this.words.words.replace('{n}', n.toLocaleString(this.lang === 'id' ? 'id-ID' : 'en-GB'))
  }

  showPeople(): void {
    const list = this.part('people')
    const { awareness } = this.provider
    if (!list || !awareness) return
    const shown = new Map<string, HTMLElement>()
    for (const [id, state] of awareness.getStates()) {
      const user = (state['user'] ?? {}) as { name?: string; office?: string; tone?: number; reading?: boolean }
      const own = id === this.doc.clientID
      const name = own ? this.words.you : (user.name ?? '')
      if (name === '') continue
      const item = document.createElement('li')
      item.className = `caret-${own ? 0 : Number(user.tone ?? 0)}`
      item.append(name)
      const more = [user.office, user.reading && !own ? this.words.reading : ''].filter(Boolean).join(', ')
      if (more !== '') {
        const office = document.createElement('span')
        office.className = 'office'
        office.textContent = more
        item.append(' ', office)
      }
      shown.set(`${own} ${name} ${more}`, item)
    }
    list.replaceChildren(...[...shown.entries()].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, item]) => item))
  }

  hear(told: Told): void {
    if (told.what === 'stored') {
      this.saved = `${this.lang === 'id' ? 'tersimpan' : 'saved'} ${formatTime(new Date(told.at), this.lang, this.zone)}`
      if (told.all && this.provider.unsyncedChanges === 0) {
        this.dirty = false
        void this.copy.forget()
      }
      if (!this.dirty) this.say(this.saved, 'saved')
    } else if (told.what === 'waiting') {
      this.sayOffline()
    } else if (told.what === 'empty') {
      this.say(this.words.keptEmpty, 'waiting', { label: this.words.putBack, act: () => this.editor?.commands.undo() })
    } else if (told.what === 'refused') {
      this.dirty = false
      void this.copy.forget()
      this.say(told.sentence[this.lang], 'waiting')
    } else if (told.mode === 'none') this.notLet('no-right')
    else if (told.mode !== this.mode) {
      this.mode = told.mode
      this.showMode()
      if (told.mode === 'read') this.say(this.words.readOnly, 'waiting')
    }
  }

  /** The server does not open the text: for a missing right for good, else for now. */
  notLet(reason: string): void {
    if (reason !== 'no-right') {
      this.socket.disconnect()
      setTimeout(() => void this.socket.connect(), 4000)
      return
    }
    this.mode = 'none'
    this.showMode()
    this.say(this.words.noRight, 'waiting', { label: this.words.signIn, href: `/masuk?kembali=${location.pathname}` })
    this.stop()
  }

  closed(code: number): void {
    if (final.has(code)) {
      this.mode = 'none'
      this.showMode()
      this.showLeftOver(wordsOf(this.doc))
      void this.copy.forget()
      this.say(this.words.refused, 'waiting', { label: this.words.reload, act: () => location.reload() })
      this.stop()
      return
    }
    if (!this.editor || this.mode === 'none') return
    this.sayOffline()
    // A session that ended cannot connect: the page itself says so.
    if (++this.failures % 3 === 0) {
      void fetch(location.pathname, { method: 'HEAD' })
        .then(({ status }) => [401, 403, 404].includes(status) && this.notLet('no-right'))
        .catch(() => undefined)
    }
  }

  stop(): void {
    this.provider.destroy()
    this.socket.destroy()
  }

  say(
    words: string,
    state: 'none' | 'saved' | 'saving' | 'waiting',
    more?: { label: string; href?: string; act?(): void },
  ): void {
    const place = this.part('status')
    if (!place) return
    place.replaceChildren(words)
    place.parentElement?.setAttribute('data-state', state)
    if (!more) return
    const link = document.createElement(more.href === undefined ? 'button' : 'a')
    link.textContent = more.label
    link.className = 'a'
    if (link instanceof HTMLAnchorElement) link.href = more.href ?? ''
    else {
      link.type = 'button'
      link.addEventListener('click', () => more.act?.())
    }
    place.append(' ', link)
  }

  /** What was typed here and never got to the server, to be copied. */
  showLeftOver(text: string): void {
    if (text === '') return
    const note = document.createElement('div')
    note.className = 'editor-note'
    const lead = document.createElement('p')
    lead.textContent = this.words.leftOver
    const kept = document.createElement('pre')
    kept.textContent = text
    const copy = document.createElement('button')
    copy.type = 'button'
    copy.className = 'btn btn-line'
    copy.textContent = this.words.copy
    copy.addEventListener('click', () => {
      void navigator.clipboard.writeText(text).then(() => (copy.textContent = this.words.copied))
    })
    note.append(lead, kept, copy)
    this.root.prepend(note)
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-shared-editor]')) LiveText.start(root)
