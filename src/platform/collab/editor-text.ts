import { formatTime, type Lang, type Zone } from '#kit/format.ts'
import type { StoredText } from './texts.ts'
import { toMarkdown } from './words.ts'

const tellSaved = { id: (time: string) => `tersimpan ${time}`, en: (time: string) => `saved ${time}` }

/** "tersimpan 10.42 WITA". */
export const savedAt = (moment: Date, lang: Lang, zone: Zone): string => tellSaved[lang](formatTime(moment, lang, zone))

/** A stored text as `SharedEditor` of src/ui/editor.tsx takes it. */
export function editorText(text: StoredText, lang: Lang, zone: Zone) {
  return {
    regionCode: text.regionCode,
    textId: text.id,
    version: text.version,
    markdown: toMarkdown(text.content),
    zone,
    saved: text.plain === '' ? undefined : savedAt(text.changedAt, lang, zone),
  }
}
