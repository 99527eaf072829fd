import 'htmx.org'

const summary = document.querySelector<HTMLElement>('.errsum')
summary?.focus()

// A menu made of <details> closes when one clicks elsewhere or presses Escape.
const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('.band details[open]')
document.addEventListener('click', event => {
  for (const menu of openMenus()) if (!menu.contains(event.target as Node)) menu.open = false
})
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})

// A form is sent once: a second press within eight seconds does nothing (after that the answer may have been a file).
document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement
  if (event.defaultPrevented || form.method === 'get') return
  if (form.dataset['sent']) event.preventDefault()
  form.dataset['sent'] = 'yes'
  setTimeout(() => delete form.dataset['sent'], 8000)
})
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset['sent']
})

// A form with data-apply-on-change is sent when a choice changes, without pressing the button.
document.addEventListener('change', event => {
  const field = event.target as HTMLElement
  if (field.matches('form[data-apply-on-change] :is(select, input[type=radio], input[type=checkbox])')) {
    field.closest('form')?.requestSubmit()
  }
})

// Maps become movable on request; the library is fetched only then.
for (const figure of document.querySelectorAll<HTMLElement>('[data-island="map"]')) {
  const button = figure.querySelector<HTMLButtonElement>('[data-start-map]')
  if (!button) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      const { startMap } = await import('./islands/map.ts')
      await startMap(figure)
    } finally {
      button.remove()
    }
  })
}

// What is kept on the device of somebody who signs out goes with them.
document.addEventListener('submit', event => {
  if (new URL((event.target as HTMLFormElement).action, location.href).pathname !== '/keluar') return
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('tudang.draft:')) localStorage.removeItem(key)
  } catch {
    // A device that keeps nothing has nothing to remove.
  }
})
