/**
 * Saves forms with `data-autosave` while somebody types, and keeps what could not be sent on the device. Works for any
 * form; without script the form is an ordinary one with a button.
 *
 * In the page (`src/ui/autosave.tsx` writes these attributes):
 *   <form method="post" action="…" data-autosave="ACCOUNT-ID" data-words='{…}'>   words: see `Words`
 *     <input type="hidden" name="version" value="3">                              empty while nothing is stored
 *   <p data-autosave-status>tersimpan 10.42 WITA</p>                               anywhere on the page; role="status"
 *
 * What is sent: the fields of the form without files and without a button, by POST to its action, with the header
 * `accept: application/json`, 1.5 s after the last change, and at once when a field is left or the page is hidden.
 * What is expected (`src/platform/http/autosave.ts` answers so):
 *   200 {"version": 4, "saved": "tersimpan 10.42 WITA"}   the version goes into the form, the words beside the title
 *   412 problem+json    changed elsewhere: autosaving ends; the button sends the form as usual, and the page that comes
 *                       back shows both texts
 *   401                 the session ended: the text stays on the device, with a link to sign in; tried again when one
 *                       comes back to the page
 *   403, 404, 409, 422  problem+json with a sentence: shown; tried again after the next change
 *   429, 5xx, no line   tried again after 2, 4, 8 … 60 s, and when the line is back
 *
 * The draft on the device (localStorage, key `tudang.draft:ACCOUNT:PATH`) is restored when the page is opened again, with
 * its version, so that the server finds a change in between. It is removed once its text is stored, and all drafts are when
 * one signs out (enhance.ts).
 */

interface Words {
  saving: string
  /** "belum terkirim, tersimpan di HP ini" */
  offline: string
  /** The device keeps nothing, too: private window, or full. */
  offlineOnly: string
  signedOut: string
  signIn: string
  conflict: string
  compare: string
  refused: string
  restored: string
  discard: string
}

interface Draft {
  version: string
  fields: [string, string][]
  /** Sent by the button: when a later version is there, it got through. */
  sent?: boolean
}

const quiet = 1500
const longestWait = 60_000

class Autosave {
  static start(form: HTMLFormElement): Autosave {
    return new Autosave(form)
  }

  readonly form: HTMLFormElement
  readonly words: Words
  readonly status: HTMLElement
  readonly key: string
  /** The fields as they are stored at the server. */
  stored: string
  timer: number | undefined
  wait = 2000
  sending = false
  ended = false
  /** The session is over: tried again in silence, so that the link to sign in stays where it is. */
  signedOut = false
  /** The server refused these fields; they are not sent again unchanged. */
  refused: string | undefined

  constructor(form: HTMLFormElement) {
    this.form = form
    this.words = JSON.parse(form.dataset['words'] ?? '{}') as Words
    this.status = document.querySelector<HTMLElement>('[data-autosave-status]') ?? makeStatus(form)
    this.key = `tudang.draft:${form.dataset['autosave'] ?? ''}:${new URL(form.action).pathname}`
    this.stored = this.text()
    this.restore()
    form.addEventListener('input', () => this.changed(quiet))
    form.addEventListener('change', () => this.changed(quiet))
    form.addEventListener('focusout', event => {
      // Leaving a field for what the status offers must not take that away under the pointer.
      const taken = event.relatedTarget instanceof Node && this.status.contains(event.relatedTarget)
      if (!taken && this.isDirty()) this.changed(0)
    })
    form.addEventListener('submit', () => this.handOver())
    // Who signs out takes the draft along (enhance.ts removes it): nothing is kept after that.
    document.addEventListener('submit', event => {
      if (new URL((event.target as HTMLFormElement).action, location.href).pathname === '/keluar') this.ended = true
    })
    document.addEventListener('visibilitychange', () => {
      if (this.isDirty()) this.changed(0)
    })
    window.addEventListener('pagehide', () => this.isDirty() && this.keep())
    window.addEventListener('online', () => this.isDirty() && this.changed(0))
    window.addEventListener('focus', () => this.isDirty() && this.changed(quiet))
  }

  fields(): [string, string][] {
    const all: [string, string][] = []
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string' && name !== 'version') all.push([name, value.replace(/\r\n?/g, '\n')])
    }
    return all
  }

  text(): string {
    return JSON.stringify(this.fields())
  }

  isDirty(): boolean {
    return !this.ended && this.text() !== this.stored
  }

  get version(): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>('input[name="version"]')
  }

  changed(after: number): void {
    if (this.ended || this.text() === this.stored) return
    this.keep()
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), after)
  }

  /** Puts the draft on the device; false when it keeps nothing. */
  keep(sent = false): boolean {
    const draft: Draft = { version: this.version?.value ?? '', fields: this.fields(), ...(sent ? { sent } : {}) }
    try {
      localStorage.setItem(this.key, JSON.stringify(draft))
      return true
    } catch {
      return false
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(this.key)
    } catch {
      // Nothing is kept where nothing may be kept.
    }
  }

  /** Puts a draft that was not sent back into the form. */
  restore(): void {
    let draft: Draft | undefined
    try {
      draft = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Draft | undefined
    } catch {
      return
    }
    if (!draft) return
    const arrived = draft.sent === true && Number(this.version?.value ?? 0) > Number(draft.version)
    if (arrived || JSON.stringify(draft.fields) === this.stored) return this.forget()
    const before = { fields: this.fields(), version: this.version?.value ?? '' }
    fill(this.form, draft.fields)
    if (this.version) this.version.value = draft.version
    this.say(this.words.restored, {
      label: this.words.discard,
      act: () => {
        this.forget()
        fill(this.form, before.fields)
        if (this.version) this.version.value = before.version
        this.say('')
      },
    })
    this.changed(quiet * 2)
  }

  /** The button sends the form: nothing goes out beside it, and the draft stays until its text was seen stored. */
  handOver(): void {
    clearTimeout(this.timer)
    if (this.text() !== this.stored) this.keep(true)
    this.ended = true
    // Back by the browser's button, or refused by a file that is too large: then it goes on.
    window.addEventListener('pageshow', () => (this.ended = false), { once: true })
  }

  async send(): Promise<void> {
    const sent = this.text()
    if (this.sending || this.ended || sent === this.stored || sent === this.refused) return
    this.sending = true
    if (!this.signedOut) this.say(this.words.saving)
    const body = new URLSearchParams([...this.fields(), ['version', this.version?.value ?? '']])
    let answer: Response | undefined
    try {
      answer = await fetch(this.form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body,
        redirect: 'error',
        keepalive: body.toString().length < 60_000,
        signal: AbortSignal.timeout(20_000),
      })
    } catch {
      answer = undefined
    }
    this.sending = false
    // The button was pressed meanwhile: what comes back belongs to a page that is going away.
    if (this.ended) return
    await this.hear(answer, sent)
  }

  async hear(answer: Response | undefined, sent: string): Promise<void> {
    if (answer?.ok) {
      this.signedOut = false
      const { version, saved } = (await answer.json()) as { version: number; saved: string }
      if (this.version) this.version.value = String(version)
      this.stored = sent
      this.wait = 2000
      this.refused = undefined
      if (this.text() === sent) {
        this.forget()
        this.say(saved, undefined, true)
      } else this.changed(quiet)
      return
    }
    const onDevice = this.keep()
    const status = answer?.status ?? 0
    const again = this.signedOut && status === 401
    this.signedOut = status === 401
    if (again) return
    if (status === 412) {
      this.ended = true
      const submit = this.form.querySelector<HTMLButtonElement>('button[data-compare], button[type="submit"]')
      this.say(this.words.conflict, { label: this.words.compare, act: () => this.form.requestSubmit(submit) })
    } else if (status === 401) {
      this.say(this.words.signedOut, {
        label: this.words.signIn,
        href: `/masuk?kembali=${encodeURIComponent(location.pathname + location.search)}`,
      })
    } else if ([400, 403, 404, 409, 410, 413, 415, 422].includes(status)) {
      this.refused = sent
      this.say(`${this.words.refused} ${await reasonOf(answer)}`.trim())
    } else {
      this.say(onDevice ? this.words.offline : this.words.offlineOnly)
      const asked = Number(answer?.headers.get('retry-after') ?? 0) * 1000
      this.timer = window.setTimeout(() => void this.send(), Math.max(this.wait, asked))
      this.wait = Math.min(this.wait * 2, longestWait)
    }
  }

  say(words: string, more?: { label: string; href?: string; act?: () => void }, ok = false): void {
    this.status.replaceChildren(words)
    this.status.dataset['state'] = ok ? 'saved' : more || words !== this.words.saving ? 'waiting' : 'saving'
    if (!more) return
    const link = document.createElement(more.href === undefined ? 'button' : 'a')
    link.textContent = more.label
    link.className = 'a'
    if (link instanceof HTMLAnchorElement) link.href = more.href ?? ''
    else {
      link.type = 'button'
      link.addEventListener('click', () => more.act?.())
    }
    this.status.append(' ', link)
  }
}

async function reasonOf(answer: Response | undefined): Promise<string> {
  if (!answer?.headers.get('content-type')?.includes('json')) return ''
  const problem = (await answer.json()) as { detail?: string; errors?: { detail: string }[] }
  const details = problem.errors?.map(error => error.detail) ?? []
  return details.length > 0 ? details.join(' ') : (problem.detail ?? '')
}

function makeStatus(form: HTMLFormElement): HTMLElement {
  const made = document.createElement('p')
  made.className = 'saved'
  made.setAttribute('role', 'status')
  form.prepend(made)
  return made
}

/** Gives every field of the form the values of a draft, in the order in which fields of one name stand. */
function fill(form: HTMLFormElement, fields: readonly [string, string][]): void {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      control.checked = values.get(control.name)?.includes(control.value) ?? false
    } else if (
      (control instanceof HTMLInputElement && !['file', 'hidden', 'submit', 'button'].includes(control.type)) ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      const value = values.get(control.name)?.shift()
      if (value !== undefined) control.value = value
    }
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) Autosave.start(form)
