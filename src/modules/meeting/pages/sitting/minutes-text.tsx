import type { Child } from 'hono/jsx'
import { editorText } from '#platform/collab/editor-text.ts'
import { readPictures } from '#platform/collab/pictures.ts'
import type { StoredText } from '#platform/collab/texts.ts'
import { isEmpty, toBlocks } from '#platform/collab/words.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { DocumentBlocks } from '#ui/document-blocks.tsx'
import { editorIslands, SharedEditor } from '#ui/editor.tsx'
import { Empty } from '#ui/empty.tsx'
import type { Meeting } from '../../model.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { meetingHref } from '../nav.tsx'

interface Props {
  visit: Visit
  meeting: Meeting
  /** Undefined until somebody begins the minutes. */
  text: StoredText | undefined
  writes: boolean
  /** Of the form of the text. */
  retry: Retry | undefined
}

/** Opening and discussion: to be written together, or read, or begun; with the islands that the page needs for it. */
export async function MinutesText({
  visit,
  meeting,
  text,
  writes,
  retry,
}: Props): Promise<{ body: Child; islands: string[] }> {
  const { lang, platform, actor } = visit
  const t = minutesPhrases(lang)
  const here = meetingHref(meeting.regionCode, meeting.id, 'notulen')
  if (text === undefined) {
    if (!writes) return { body: <Empty fact={t.textNone} reason={t.textNoneReader} />, islands: [] }
    return {
      islands: [],
      body: (
        <>
          <Empty fact={t.textNone} reason={t.textNoneWhy} />
          <form method="post" action={here} class="mt-4">
            <input type="hidden" name="aksi" value="mulai" />
            <Button look="primary">{t.begin}</Button>
          </form>
        </>
      ),
    }
  }
  const pictures = await readPictures(platform, meeting.regionCode, [text])
  const reading = <DocumentBlocks lang={lang} blocks={toBlocks(text.content)} fileHref={id => pictures.get(id)} />
  if (!writes) {
    return { body: isEmpty(text.content) ? <p class="note mt-3">{t.textNone}</p> : reading, islands: [] }
  }
  return {
    islands: editorIslands,
    body: (
      <SharedEditor
        lang={lang}
        text={editorText(text, lang, meeting.zone)}
        label={t.text}
        accountId={actor.accountId ?? ''}
        mode="write"
        action={here}
        retry={retry && { typed: retry.form.values['teks']?.[0] ?? '', error: retry.problem.sentence[lang] }}
        reading={reading}
      />
    ),
  }
}
