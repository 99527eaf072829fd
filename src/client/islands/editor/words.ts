/** The sentences that the editor says by itself; the page gives them (src/ui/editor-words.ts). */
export type LiveWords = Record<
  | 'you'
  | 'reading'
  | 'connecting'
  | 'saving'
  | 'offline'
  | 'offlineOnly'
  | 'refused'
  | 'reload'
  | 'readOnly'
  | 'noRight'
  | 'signIn'
  | 'keptEmpty'
  | 'putBack'
  | 'tooLong'
  | 'leftOver'
  | 'copy'
  | 'copied'
  | 'uploading'
  | 'noFile'
  | 'badAddress'
  | 'uploadFailed'
  | 'editor'
  | 'words',
  string
>

/** What the server says to an open editor; src/platform/collab/keeper.ts writes it. */
export type Told =
  | { what: 'stored'; version: number; at: string; words: number; all: boolean }
  | { what: 'empty' }
  | { what: 'waiting' }
  | { what: 'refused'; sentence: { id: string; en: string } }
  | { what: 'rights'; mode: 'write' | 'read' | 'none' }
