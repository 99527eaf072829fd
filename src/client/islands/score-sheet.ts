import { ScoreSheet } from '../sheet-saving.ts'

/**
 * The assessor's sheet by keyboard: a score is saved as it is chosen, Enter saves and goes on, and the page moves only after
 * the server said that it is saved. What could not be sent stays on the device and is sent later. Without script the form
 * is an ordinary one.
 *
 * The form (`pages/scoring/score-column.tsx`) carries data-api (PUT a score), data-key (of the draft), data-next,
 * data-previous, data-min, data-max, data-zone, data-words; `data-conflict` when the page shows two values to choose from.
 */

const switchKey = 'tudang.sheet-keys'

/** Where keys are letters of a text, or belong to what has the focus. */
const isTyping = (target: Element) =>
  target.matches('textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])')
const hasOwnEnter = (target: Element) => target.closest('a, button, summary, input[type=checkbox]') !== null

function press(sheet: ScoreSheet, event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  if (isTyping(target)) return pressInText(sheet, event, target)
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const { key } = event
  const { min = '0', max = '4', previous, next } = sheet.form.dataset
  if (/^\d$/.test(key)) {
    if (Number(key) >= Number(min) && Number(key) <= Number(max)) sheet.choose(Number(key))
    else sheet.say(`“${key}” ${sheet.words.noScore}`)
    return true
  }
  // A viewer of documents turns its pages with arrows.
  const inViewer = target.closest('[data-island="pdf"]') !== null
  switch (key) {
    case ',':
    case '.':
      sheet.say(sheet.words.comma)
      return true
    case 'Backspace':
    case 'Delete':
      sheet.choose(null)
      return true
    case 'ArrowRight':
    case 'ArrowLeft':
      if (!inViewer) sheet.step(key === 'ArrowRight' ? 1 : -1)
      return !inViewer
    case 'ArrowDown':
    case 'ArrowUp':
      if (!inViewer) void sheet.leaveTo(key === 'ArrowDown' ? next : previous)
      return !inViewer
    case 'j':
    case 'k':
      void sheet.leaveTo(key === 'j' ? next : previous)
      return true
    case 'Enter':
      if (hasOwnEnter(target)) return false
      void sheet.goOn()
      return true
    case 't':
      sheet.flag.checked = !sheet.flag.checked
      sheet.changed(0)
      return true
    case 'c':
      sheet.note.focus()
      return true
    case '?': {
      const list = document.querySelector<HTMLDetailsElement>('[data-keys]')
      if (list) list.open = !list.open
      list?.querySelector('summary')?.focus()
      return true
    }
    default:
      return false
  }
}

function pressInText(sheet: ScoreSheet, event: KeyboardEvent, target: Element): boolean {
  if (target !== sheet.note) return false
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    void sheet.goOn()
    return true
  }
  if (event.key !== 'Escape') return false
  ;(sheet.radios.find(({ checked }) => checked) ?? sheet.radios[0])?.focus()
  return true
}

/** Single letters as shortcuts can be turned off (WCAG 2.1.4); the device remembers it. */
function keySwitch(): () => boolean {
  const box = document.querySelector<HTMLElement>('[data-keys-switch]')
  const input = box?.querySelector<HTMLInputElement>('input')
  if (!box || !input) return () => true
  box.hidden = false
  try {
    input.checked = localStorage.getItem(switchKey) !== 'off'
  } catch {
    input.checked = true
  }
  input.addEventListener('change', () => {
    try {
      localStorage.setItem(switchKey, input.checked ? 'on' : 'off')
    } catch {
      // It then holds for this page only.
    }
  })
  return () => input.checked
}

/** The question at hand is in sight in the list at the left, without moving the page. */
function showInList(): void {
  const current = document.querySelector<HTMLElement>('nav ol a[aria-current="true"]')
  const list = current?.closest('ol')
  if (current && list) list.scrollTop = Math.max(0, current.offsetTop - list.clientHeight / 3)
}

const form = document.querySelector<HTMLFormElement>('form[data-island="score-sheet"]')
if (form) {
  const sheet = new ScoreSheet(form)
  const isOn = keySwitch()
  showInList()
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || form.dataset['conflict'] !== undefined || !isOn()) return
    if (press(sheet, event)) event.preventDefault()
  })
  // From here on keys are heard.
  form.dataset['ready'] = ''
}
