/**
 * Saving of one question of an assessor's sheet (islands/score-sheet.ts): sent as one chooses, kept on the device until the
 * server has stored it. The form and its attributes are described there.
 */

interface Words {
  saving: string
  unsaved: string
  offline: string
  restored: string
  signedOut: string
  noScore: string
  comma: string
  failed: string
  first: string
  choose: string
  notScored: string
  /** With the place `{time}`. */
  saved: string
}

interface Content {
  score: number | null
  note: string
  flagged: boolean
}

interface Refused {
  detail?: string
  errors?: { field: string; detail: string }[]
}

const zones: Record<string, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }
const quiet = 1500
const longestWait = 60_000

/** Drafts begin as those of `autosave.ts` do, so that signing out takes them away. */
const draftKey = (key: string) => `tudang.draft:${key}`

/** One question of an assessor's sheet: what is typed, what is stored, and the way between them. */
export class ScoreSheet {
  readonly form: HTMLFormElement
  readonly words: Words
  readonly radios: HTMLInputElement[]
  readonly flag: HTMLInputElement
  readonly note: HTMLTextAreaElement
  readonly version: HTMLInputElement
  readonly message: HTMLElement | null
  stored: Content
  timer: number | undefined
  wait = 2000
  /** The save under way; the next one waits for it. */
  underWay: Promise<boolean> = Promise.resolve(true)

  constructor(form: HTMLFormElement) {
    this.form = form
    this.words = JSON.parse(form.dataset['words'] ?? '{}') as Words
    this.radios = [...form.querySelectorAll<HTMLInputElement>('input[name="nilai"]')]
    this.flag = control(form, 'input[name="tandai"]')
    this.note = control(form, 'textarea[name="catatan"]')
    this.version = control(form, 'input[name="versi"]')
    this.message = form.querySelector('[data-message]')
    this.stored = this.content()
    if (form.dataset['conflict'] === undefined) this.restore()
    else this.forget()
    form.addEventListener('change', event => this.changed(event.target === this.note ? quiet : 0))
    form.addEventListener('input', () => this.changed(quiet))
    this.note.addEventListener('blur', () => this.changed(0))
    form.addEventListener('submit', event => this.submitted(event))
    window.addEventListener('online', () => this.changed(0))
  }

  content(): Content {
    const chosen = this.radios.find(({ checked }) => checked)
    return { score: chosen ? Number(chosen.value) : null, note: this.note.value.trim(), flagged: this.flag.checked }
  }

  isDirty(): boolean {
    return JSON.stringify(this.content()) !== JSON.stringify(this.stored)
  }

  /** A page with two values to choose from saves nothing by itself. */
  changed(after: number): void {
    if (this.form.dataset['conflict'] !== undefined || !this.isDirty()) return
    this.keep()
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.save(), after)
  }

  keep(): void {
    try {
      const draft = JSON.stringify({ version: this.version.value, ...this.content() })
      localStorage.setItem(draftKey(this.form.dataset['key'] ?? ''), draft)
    } catch {
      // A private window or a full device: the page itself still holds it.
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(draftKey(this.form.dataset['key'] ?? ''))
    } catch {
      // Nothing is kept where nothing may be kept.
    }
  }

  restore(): void {
    const draft = readDraft(this.form.dataset['key'] ?? '')
    if (!draft) return
    for (const radio of this.radios) radio.checked = radio.value === String(draft.score)
    this.note.value = draft.note
    this.flag.checked = draft.flagged
    if (!this.isDirty()) return this.forget()
    // With the version it was typed on, the server finds a change in between.
    this.version.value = draft.version
    this.say(this.words.restored)
    void this.save()
  }

  /** True once the server has stored what the form says. */
  async save(): Promise<boolean> {
    clearTimeout(this.timer)
    this.underWay = this.underWay.then(
      () => this.send(),
      () => this.send(),
    )
    return await this.underWay
  }

  async send(): Promise<boolean> {
    if (!this.isDirty()) return true
    const sent = this.content()
    this.state(this.words.saving, false)
    let answer: Response
    try {
      answer = await fetch(this.form.dataset['api'] ?? '', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...sent, version: Number(this.version.value) }),
      })
    } catch {
      return this.later(this.words.offline)
    }
    if (answer.ok) {
      const { version, saved_at } = (await answer.json()) as { version: number; saved_at: string }
      this.arrived(sent, version, saved_at)
      return true
    }
    // The page that comes back shows both values.
    if (answer.status === 412) {
      this.form.submit()
      return false
    }
    if (answer.status >= 500 || answer.status === 429) return this.later(this.words.failed)
    this.state(this.words.unsaved, false)
    const refused = (await answer.json().catch(() => ({}))) as Refused
    this.say(answer.status === 401 ? this.words.signedOut : (refused.errors?.[0]?.detail ?? refused.detail ?? ''))
    this.note.toggleAttribute('aria-invalid', refused.errors?.some(({ field }) => field === 'note') === true)
    return false
  }

  arrived(sent: Content, version: number, savedAt: string): void {
    this.stored = sent
    this.version.value = String(version)
    this.wait = 2000
    this.note.removeAttribute('aria-invalid')
    if (this.isDirty()) this.keep()
    else this.forget()
    this.say('')
    this.state(this.words.saved.replace('{time}', this.clock(new Date(savedAt))), true)
    const mine = document.querySelector<HTMLElement>('[data-own-score]')
    if (mine) mine.textContent = sent.score === null ? '–' : String(sent.score)
  }

  later(words: string): false {
    this.keep()
    this.state(words === this.words.offline ? words : this.words.unsaved, false)
    this.say(words)
    this.timer = window.setTimeout(() => void this.save(), this.wait)
    this.wait = Math.min(this.wait * 2, longestWait)
    return false
  }

  clock(moment: Date): string {
    const zone = this.form.dataset['zone'] ?? 'WIB'
    const lang = document.documentElement.lang
    const time = moment.toLocaleTimeString('en-GB', {
      timeZone: zones[zone] ?? 'Asia/Jakarta',
      hour: '2-digit',
      minute: '2-digit',
    })
    return `${lang === 'en' ? time : time.replace(':', '.')}\u00a0${zone}`
  }

  /** Beside the title: saved, or not. */
  state(words: string, done: boolean): void {
    const place = document.querySelector<HTMLElement>('[data-sheet-state] .saved')
    if (!place) return
    place.querySelector('svg')?.toggleAttribute('hidden', !done)
    const text = place.lastChild
    if (text?.nodeType === Node.TEXT_NODE) text.textContent = ` ${words}`
  }

  say(words: string): void {
    if (this.message) this.message.textContent = words
  }

  submitted(event: SubmitEvent): void {
    const wanted = (event.submitter as HTMLButtonElement | null)?.value
    if (this.form.dataset['conflict'] !== undefined) return
    event.preventDefault()
    if (wanted === 'kosongkan') this.choose(null)
    else void this.goOn()
  }

  choose(score: number | null): void {
    for (const radio of this.radios) radio.checked = radio.value === String(score)
    this.say('')
    this.changed(0)
  }

  /** One lower or higher; the lowest or highest when there is none yet. */
  step(by: 1 | -1): void {
    const { score } = this.content()
    const { min = '0', max = '4' } = this.form.dataset
    const next = score === null ? Number(by === 1 ? min : max) : score + by
    this.choose(Math.min(Number(max), Math.max(Number(min), next)))
  }

  /** Saves, then opens the next question; stays when there is nothing to save or the server refuses. */
  async goOn(): Promise<void> {
    const { score, note, flagged } = this.content()
    if (score === null && note === '' && !flagged && !this.isDirty()) return this.say(this.words.choose)
    await this.leaveTo(this.form.dataset['next'])
  }

  async leaveTo(href: string | undefined): Promise<void> {
    if (href === undefined) return this.say(this.words.first)
    if (await this.save()) location.assign(href)
    else if (this.note.hasAttribute('aria-invalid')) this.note.focus()
  }
}

function readDraft(key: string): (Content & { version: string }) | undefined {
  try {
    return JSON.parse(localStorage.getItem(draftKey(key)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

function control<E extends Element>(form: HTMLFormElement, selector: string): E {
  const found = form.querySelector<E>(selector)
  if (!found) throw new Error(`The sheet has no ${selector}`)
  return found
}
