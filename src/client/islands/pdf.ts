/**
 * Draws PDFs of evidence on a canvas, page by page. The library is fetched only where such a document stands on the page;
 * the bytes come from an address that carries its own right, without our cookies. Without script there is a link.
 */
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- Vite gives its address
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

interface Words {
  wait: string
  failed: string
  previous: string
  next: string
  page: string
}

const icon = (path: string) =>
  `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`

function button(label: string, path: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.setAttribute('aria-label', label)
  made.innerHTML = icon(path)
  return made
}

async function open(source: string): Promise<PDFDocumentProxy> {
  const [{ getDocument, GlobalWorkerOptions }, answer] = await Promise.all([
    import('pdfjs-dist'),
    fetch(source, { credentials: 'omit' }),
  ])
  if (!answer.ok) throw new Error(String(answer.status))
  GlobalWorkerOptions.workerSrc = workerUrl
  return await getDocument({
    data: new Uint8Array(await answer.arrayBuffer()),
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    stopAtErrors: false,
  }).promise
}

class Viewer {
  readonly canvas = document.createElement('canvas')
  readonly where = document.createElement('span')
  readonly previous: HTMLButtonElement
  readonly next: HTMLButtonElement
  page = 1
  /** Counts what was asked for: only the last page asked for is drawn. */
  turn = 0
  drawing: RenderTask | undefined

  readonly figure: HTMLElement
  readonly pdf: PDFDocumentProxy
  readonly words: Words

  constructor(figure: HTMLElement, pdf: PDFDocumentProxy, words: Words) {
    this.figure = figure
    this.pdf = pdf
    this.words = words
    this.previous = button(words.previous, '<path d="m15 18-6-6 6-6"/>')
    this.next = button(words.next, '<path d="m9 18 6-6-6-6"/>')
    this.previous.addEventListener('click', () => void this.show(this.page - 1))
    this.next.addEventListener('click', () => void this.show(this.page + 1))
    this.where.setAttribute('role', 'status')
    this.canvas.setAttribute('role', 'img')
  }

  /** Puts the bar above the page; the link to the file stays in it. */
  mount(): void {
    const link = this.figure.querySelector('.evidence-open')
    const bar = document.createElement('div')
    bar.className = 'evidence-bar'
    bar.append(this.where, this.previous, this.next)
    if (link) bar.append(...link.childNodes)
    link?.remove()
    const sheet = document.createElement('div')
    sheet.className = 'evidence-sheet'
    sheet.tabIndex = 0
    sheet.append(this.canvas)
    sheet.addEventListener('keydown', event => {
      if (event.key === 'ArrowRight' || event.key === 'PageDown') void this.show(this.page + 1)
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') void this.show(this.page - 1)
      else return
      event.preventDefault()
    })
    this.figure.replaceChildren(bar, sheet)
    let width = 0
    new ResizeObserver(() => {
      if (Math.abs(sheet.clientWidth - width) < 2) return
      width = sheet.clientWidth
      void this.show(this.page)
    }).observe(sheet)
  }

  async show(wanted: number): Promise<void> {
    const { pdf, canvas, words } = this
    this.page = Math.min(Math.max(1, wanted), pdf.numPages)
    this.where.textContent = `${this.page} / ${pdf.numPages}`
    this.previous.disabled = this.page === 1
    this.next.disabled = this.page === pdf.numPages
    canvas.setAttribute('aria-label', `${words.page} ${this.page} / ${pdf.numPages}`)
    const turn = ++this.turn
    this.drawing?.cancel()
    await this.drawing?.promise.catch(() => undefined)
    const page = await pdf.getPage(this.page)
    if (turn !== this.turn) return
    const room = canvas.parentElement?.clientWidth ?? 600
    const natural = page.getViewport({ scale: 1 })
    const shown = Math.min(room - 32, 900) / natural.width
    const sharpness = Math.min(window.devicePixelRatio || 1, 2)
    // A page may claim to be as large as a field: what a canvas can hold is the end of it.
    const most = Math.sqrt(16_000_000 / (natural.width * natural.height))
    const viewport = page.getViewport({ scale: Math.min(shown * sharpness, most) })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    const drawing = page.render({ canvas, viewport })
    this.drawing = drawing
    await drawing.promise.catch((error: unknown) => {
      if ((error as Error).name !== 'RenderingCancelledException') throw error
    })
  }
}

async function start(figure: HTMLElement): Promise<void> {
  const words = JSON.parse(figure.dataset['words'] ?? '{}') as Words
  const note = document.createElement('p')
  note.className = 'note'
  note.setAttribute('role', 'status')
  note.textContent = words.wait
  figure.prepend(note)
  try {
    const viewer = new Viewer(figure, await open(figure.dataset['src'] ?? ''), words)
    viewer.mount()
    await viewer.show(Number(figure.dataset['page'] ?? 1))
  } catch {
    note.textContent = words.failed
    if (!note.isConnected) figure.prepend(note)
  }
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-island="pdf"]')) void start(figure)
