import type { Child } from 'hono/jsx'
import type { Lang, Zone } from '#kit/format.ts'
import { Button } from './button.tsx'
import { editorWords } from './editor-words.ts'
import { Field } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

/** The island that makes the plain form an editor for several people; pages that show it name it in `View.islands`. */
export const editorIslands = ['editor.ts']

/** One shared text as the editor needs it: `editorText` of platform/collab makes it. */
export interface EditorText {
  regionCode: string
  textId: string
  version: number
  markdown: string
  /** Of the region: in it the editor says when it saved. */
  zone: Zone
  /** "tersimpan 10.42 WITA"; undefined while nothing was written. */
  saved: string | undefined
}

type Props = {
  lang: Lang
  text: EditorText
  /** What it is the text of: "Pembukaan dan pembahasan". */
  label: string
  /** Who is signed in; what could not be sent is kept on the device under this account. */
  accountId: string
  mode: 'write' | 'read'
  /** Where the plain form is posted to: fields `teks` (Markdown), `versi`, and `kosong` when it shall be empty. */
  action: string
  /** A form that came back: what was typed, and why it was not stored. */
  retry?: { typed: string; error: string | undefined } | undefined
  /** The stored text as it reads (DocumentBlocks); shown to readers, and beside what was typed when it came back. */
  reading: Child
  hint?: Child
}

/**
 * A text that several people write at once. Without script it is a plain form (or the text, for readers); the island puts a
 * live editor in its place when the connection stands. A form that came back stays a form, so that nothing typed is lost.
 */
export function SharedEditor(props: Props) {
  const { lang, text, label, mode, retry, reading } = props
  const words = editorWords(lang)
  const live =
    retry === undefined
      ? {
          'data-shared-editor': `${text.regionCode}/${text.textId}`,
          'data-account': props.accountId,
          'data-mode': mode,
          'data-lang': lang,
          'data-zone': text.zone,
          'data-words': JSON.stringify(words.live),
        }
      : {}
  return (
    <div class="shared-editor" {...live}>
      <div data-plain="">
        {mode === 'read' ? reading : <PlainForm {...props} />}
        {retry !== undefined && mode === 'write' && (
          <details open class="stored-now">
            <summary>{words.storedNow}</summary>
            {reading}
          </details>
        )}
      </div>
      {retry === undefined && <LiveParts lang={lang} label={label} mode={mode} saved={text.saved} />}
    </div>
  )
}

function PlainForm({ lang, text, label, action, retry, hint }: Props) {
  const words = editorWords(lang)
  const typed = retry?.typed ?? text.markdown
  return (
    <form method="post" action={action}>
      <input type="hidden" name="versi" value={String(text.version)} />
      <Field
        lang={lang}
        kind="textarea"
        name="teks"
        label={label}
        hint={
          <>
            {hint}
            {hint ? <br /> : ''}
            {words.hint}
          </>
        }
        error={retry?.error}
        value={typed}
        rows={Math.min(30, Math.max(10, typed.split('\n').length + 3))}
      />
      {text.markdown !== '' && typed.trim() === '' && (
        <Field lang={lang} kind="checkbox" name="kosong" label={words.empty} hint={words.emptyNote} />
      )}
      <p class="editor-foot">
        <Button look="primary">{words.save}</Button>
        {text.saved !== undefined && <span class="saved">{text.saved}</span>}
      </p>
    </form>
  )
}

/** What the island shows in place of the form. It stands in the page so that its words and pictures come from here. */
function LiveParts({
  lang,
  label,
  mode,
  saved,
}: {
  lang: Lang
  label: string
  mode: 'write' | 'read'
  saved: string | undefined
}) {
  const words = editorWords(lang)
  return (
    <div data-live="" hidden>
      <p class="editor-label" id="editor-nama">
        {label}
      </p>
      <ul class="editor-people" aria-label={words.people} data-people=""></ul>
      {mode === 'write' && (
        <>
          <div class="editor-tools" role="toolbar" aria-label={words.toolbar} aria-controls="editor-isi" data-tools="">
            {tools.map(group => (
              <span class="editor-group">
                {group.map(([command, icon, key]) => (
                  <button type="button" class="tool" data-command={command} title={words[key]}>
                    <Icon name={icon} />
                    <span class="sr-only">{words[key]}</span>
                  </button>
                ))}
              </span>
            ))}
            <span class="editor-group" data-in-table="" hidden>
              {tableTools.map(([command, key]) => (
                <button type="button" class="tool words" data-command={command}>
                  {words[key]}
                </button>
              ))}
            </span>
          </div>
          <LinkForm lang={lang} />
          <PictureForm lang={lang} />
        </>
      )}
      <div class="editor-sheet doc" id="editor-isi" data-sheet=""></div>
      <p class="editor-foot">
        <span class="saved" data-state={saved === undefined ? 'none' : 'saved'}>
          <Icon name="circle-check" />
          <span role="status" data-status="">
            {saved ?? ''}
          </span>
        </span>
        <span class="editor-count" data-count=""></span>
      </p>
    </div>
  )
}

type Word = Exclude<keyof ReturnType<typeof editorWords>, 'live'>

const tools: [command: string, icon: IconName, word: Word][][] = [
  [
    ['heading-2', 'heading-2', 'heading'],
    ['heading-3', 'heading-3', 'subheading'],
    ['bold', 'bold', 'bold'],
    ['italic', 'italic', 'italic'],
  ],
  [
    ['bullets', 'list', 'bullets'],
    ['numbers', 'list-ordered', 'numbers'],
    ['quote', 'quote', 'quote'],
  ],
  [
    ['link', 'link', 'link'],
    ['table', 'table', 'table'],
    ['picture', 'image-plus', 'picture'],
  ],
  [
    ['undo', 'undo-2', 'undo'],
    ['redo', 'redo-2', 'redo'],
  ],
]

const tableTools: [command: string, word: Word][] = [
  ['add-row', 'addRow'],
  ['add-column', 'addColumn'],
  ['drop-row', 'dropRow'],
  ['drop-column', 'dropColumn'],
  ['drop-table', 'dropTable'],
]

function LinkForm({ lang }: { lang: Lang }) {
  const words = editorWords(lang)
  return (
    <form class="editor-ask" data-ask="link" hidden novalidate>
      <Field lang={lang} kind="url" name="editor-alamat" label={words.address} hint={words.addressHint} />
      <Answers lang={lang} yes={words.apply} />
    </form>
  )
}

function PictureForm({ lang }: { lang: Lang }) {
  const words = editorWords(lang)
  return (
    <form class="editor-ask" data-ask="picture" hidden novalidate>
      <Field
        lang={lang}
        kind="file"
        name="editor-gambar"
        label={words.file}
        hint={words.fileHint}
        accept="image/jpeg,image/png,image/webp"
      />
      <Field lang={lang} name="editor-alt" label={words.alt} hint={words.altHint} maxlength={300} />
      <Field lang={lang} name="editor-keterangan" label={words.caption} maxlength={300} optional />
      <Answers lang={lang} yes={words.upload} />
    </form>
  )
}

function Answers({ lang, yes }: { lang: Lang; yes: string }) {
  return (
    <p class="editor-foot">
      <Button>{yes}</Button>
      <button type="button" class="btn btn-line" data-cancel="">
        {editorWords(lang).cancel}
      </button>
      <span role="alert" class="editor-wrong" data-wrong=""></span>
    </p>
  )
}
