import type { Editor } from '@tiptap/core'
import type { LiveWords } from './words.ts'
import { isSafeHref } from './extensions.ts'

const commands: Record<string, (editor: Editor) => boolean> = {
  'heading-2': editor => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  'heading-3': editor => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  bold: editor => editor.chain().focus().toggleBold().run(),
  italic: editor => editor.chain().focus().toggleItalic().run(),
  bullets: editor => editor.chain().focus().toggleBulletList().run(),
  numbers: editor => editor.chain().focus().toggleList('orderedList', 'listItem').run(),
  quote: editor => editor.chain().focus().toggleBlockquote().run(),
  table: editor => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  'add-row': editor => editor.chain().focus().addRowAfter().run(),
  'add-column': editor => editor.chain().focus().addColumnAfter().run(),
  'drop-row': editor => editor.chain().focus().deleteRow().run(),
  'drop-column': editor => editor.chain().focus().deleteColumn().run(),
  'drop-table': editor => editor.chain().focus().deleteTable().run(),
  undo: editor => editor.chain().focus().undo().run(),
  redo: editor => editor.chain().focus().redo().run(),
}

const lit: Record<string, (editor: Editor) => boolean> = {
  'heading-2': editor => editor.isActive('heading', { level: 2 }),
  'heading-3': editor => editor.isActive('heading', { level: 3 }),
  bold: editor => editor.isActive('bold'),
  italic: editor => editor.isActive('italic'),
  bullets: editor => editor.isActive('bulletList'),
  numbers: editor => editor.isActive('orderedList'),
  quote: editor => editor.isActive('blockquote'),
  link: editor => editor.isActive('link'),
}

/** Brings the row of buttons to life: clicks, arrow keys between them, and which are lit. */
export function startTools(root: HTMLElement, editor: Editor, words: LiveWords, pictures: string): void {
  const bar = root.querySelector<HTMLElement>('[data-tools]')
  if (!bar) return
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('[data-command]')]
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const name = button.dataset['command'] ?? ''
      if (name === 'link' || name === 'picture') ask(root, name)
      else commands[name]?.(editor)
    })
  }
  bar.addEventListener('keydown', event => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Escape') editor.commands.focus()
    if (step === 0) return
    event.preventDefault()
    const shown = buttons.filter(button => button.offsetParent !== null)
    const at = shown.indexOf(document.activeElement as HTMLButtonElement)
    const next = shown[(at + step + shown.length) % shown.length]
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next?.focus()
  })
  const show = () => {
    for (const button of buttons) {
      const isLit = lit[button.dataset['command'] ?? '']
      if (isLit) button.setAttribute('aria-pressed', String(isLit(editor)))
    }
    const inTable = bar.querySelector<HTMLElement>('[data-in-table]')
    if (inTable) inTable.hidden = !editor.isActive('table')
  }
  for (const [i, button] of buttons.entries()) button.tabIndex = i === 0 ? 0 : -1
  editor.on('transaction', show)
  show()
  startLink(root, editor, words)
  startPicture(root, editor, words, pictures)
}

const formOf = (root: HTMLElement, name: string) => root.querySelector<HTMLFormElement>(`[data-ask="${name}"]`)

function ask(root: HTMLElement, name: string): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('[data-ask]')) form.hidden = form.dataset['ask'] !== name
  const form = formOf(root, name)
  form?.dispatchEvent(new Event('asked'))
  form?.querySelector<HTMLInputElement>('input')?.focus()
}

/** A small form below the buttons: closed by Escape and by its second button, which lead back into the text. */
function startForm(form: HTMLFormElement, editor: Editor, answer: () => Promise<string | undefined>): void {
  const wrong = form.querySelector<HTMLElement>('[data-wrong]')
  const close = () => {
    form.hidden = true
    if (wrong) wrong.textContent = ''
    form.reset()
    editor.commands.focus()
  }
  const settle = async () => {
    const sentence = await answer()
    if (sentence === undefined) close()
    else if (wrong) wrong.textContent = sentence
  }
  form.addEventListener('submit', event => {
    event.preventDefault()
    void settle()
  })
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape') close()
  })
  form.querySelector('[data-cancel]')?.addEventListener('click', close)
}

function startLink(root: HTMLElement, editor: Editor, words: LiveWords): void {
  const form = formOf(root, 'link')
  const input = form?.querySelector<HTMLInputElement>('input[name="editor-alamat"]')
  if (!form || !input) return
  form.addEventListener('asked', () => {
    input.value = String(editor.getAttributes('link')['href'] ?? '')
  })
  startForm(form, editor, async () => {
    const href = input.value.trim()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href === '') {
      chain.unsetMark('link').run()
      return undefined
    }
    if (!isSafeHref(href)) return words.badAddress
    if (editor.state.selection.empty && !editor.isActive('link')) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.setMark('link', { href }).run()
    return undefined
  })
}

function startPicture(root: HTMLElement, editor: Editor, words: LiveWords, pictures: string): void {
  const form = formOf(root, 'picture')
  const value = (name: string) => form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (!form) return
  startForm(form, editor, async () => {
    const file = value('editor-gambar')?.files?.[0]
    if (!file) return words.noFile
    const wrong = form.querySelector<HTMLElement>('[data-wrong]')
    if (wrong) wrong.textContent = words.uploading
    const body = new FormData()
    body.set('gambar', file)
    const answer = await fetch(pictures, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(
      () => undefined,
    )
    const said = answer?.headers.get('content-type')?.includes('json')
      ? ((await answer.json()) as { fileId?: string; detail?: string; errors?: { detail: string }[] })
      : undefined
    if (!answer?.ok || said?.fileId === undefined)
      return said?.errors?.[0]?.detail ?? said?.detail ?? words.uploadFailed
    const attrs = {
      fileId: said.fileId,
      alt: value('editor-alt')?.value.trim() ?? '',
      caption: value('editor-keterangan')?.value.trim() ?? '',
    }
    editor.chain().focus().insertContent({ type: 'figure', attrs }).run()
    return undefined
  })
}
