import type { Child } from 'hono/jsx'
import type { Actor } from '#kit/actor.ts'
import { formatCount, formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { refuseComment } from '../../access.ts'
import { refuseSettle } from '../../actions/comment/settle-comment.ts'
import type { Stand } from '../../actions/stand.ts'
import {
  type Comment,
  type CommentState,
  type CommentThread as Thread,
  type FoundSubject,
  LONGEST_COMMENT,
} from '../../model-comment.ts'
import type { Series } from '../../model-workshop.ts'
import { commentPhrases } from '../../phrases/comment.ts'
import { errorOf, typedOr } from '../workshop/retry.tsx'

interface Props {
  lang: Lang
  actor: Actor
  /** Of the page that shows the thread, from `getInsideStand` or a stand that extends it. */
  stand: Pick<Stand, 'region' | 'mentorOf'> & { series?: Pick<Series, 'archived'> | undefined }
  /** What is commented on; `ownerId` is the office that owns it. */
  subject: Omit<FoundSubject, 'path'>
  /** From `listThreads`. */
  threads: readonly Thread[]
  /** The page to come back to; begins with `/masterplan/{region}`. */
  back: string
  /** Blocks of a section in which words can be quoted; a suggestion can be made only with `suggests`. */
  blocks?: readonly { id: string; label: string }[] | undefined
  /** Other words may be suggested here. */
  suggests?: boolean | undefined
  /** What stands beside an open suggestion for who may take it: the form that takes it. */
  take?: ((comment: Comment) => Child) | undefined
  /** The comment page alone: what was typed comes back. */
  retry?: Retry | undefined
}

const chipOf: Record<CommentState, Status> = { open: 'due', resolved: 'ok', taken: 'ok', refused: 'idle' }

/** Where every form of a thread is sent; its GET shows the same thread alone. */
export const commentHref = (subject: { regionCode: string; kind: string; id: string }): string =>
  `/masterplan/${subject.regionCode}/komentar?jenis=${subject.kind}&id=${encodeURIComponent(subject.id)}`

/**
 * What was said to one thing: open threads with answers, settled ones folded, and the form for one more. Stands in a
 * section of its own with heading `komentar`.
 */
export function CommentThread(props: Props) {
  const { lang, actor, stand, threads, subject } = props
  const t = commentPhrases(lang)
  const mayWrite =
    stand.series?.archived === undefined &&
    refuseComment(actor, stand.region.code, stand.mentorOf.length > 0) === undefined
  const open = threads.filter(one => one.state === 'open')
  const settled = threads.filter(one => one.state !== 'open')
  return (
    <section class="sec no-print" aria-labelledby="komentar">
      <h2 id="komentar">{t.title}</h2>
      {open.length === 0 && settled.length === 0 && (
        <p class="note mt-2">
          {t.none} {mayWrite ? t.noneWhy : t.noneWhyRead}
        </p>
      )}
      {open.length > 0 && (
        <ol class="mt-4 grid max-w-[44rem] gap-6">
          {open.map(one => (
            <One {...props} thread={one} mayWrite={mayWrite} />
          ))}
        </ol>
      )}
      {settled.length > 0 && (
        <details class="plain-fold mt-6">
          <summary>{t.settled(formatCount(settled.length, lang))}</summary>
          <ol class="mt-4 grid max-w-[44rem] gap-6">
            {settled.map(one => (
              <One {...props} thread={one} mayWrite={mayWrite} />
            ))}
          </ol>
        </details>
      )}
      {mayWrite && (
        <details class="plain-fold mt-6" open={props.retry !== undefined || threads.length === 0}>
          <summary>{t.write}</summary>
          <form method="post" action={commentHref(subject)} novalidate class="mt-4 max-w-[40rem]">
            <input type="hidden" name="kembali" value={props.back} />
            <Field
              kind="textarea"
              name="comment"
              lang={lang}
              label={t.comment}
              hint={t.commentHint}
              rows={3}
              maxlength={LONGEST_COMMENT.text}
              error={errorOf(props.retry, lang, 'comment')}
              value={typedOr(props.retry, 'comment', '')}
            />
            {props.suggests && <Suggestion {...props} />}
            <Button name="aksi" value="tulis">
              {t.send}
            </Button>
          </form>
        </details>
      )}
    </section>
  )
}

function Suggestion({ lang, retry, blocks = [] }: Props) {
  const t = commentPhrases(lang)
  const typed = ['quote', 'replacement'].some(name => typedOr(retry, name, '') !== '')
  return (
    <details class="plain-fold mb-5" open={typed || errorOf(retry, lang, 'quote') !== undefined}>
      <summary>{t.suggest}</summary>
      <div class="mt-3">
        {blocks.length > 1 && (
          <Field
            kind="select"
            name="block"
            lang={lang}
            label={t.block}
            options={blocks.map(({ id, label }) => ({ value: id, label }))}
            error={errorOf(retry, lang, 'block')}
            value={typedOr(retry, 'block', blocks[0]?.id)}
          />
        )}
        {blocks.length === 1 && <input type="hidden" name="block" value={blocks[0]?.id} />}
        <Field
          kind="textarea"
          name="quote"
          lang={lang}
          label={t.quote}
          hint={t.quoteHint}
          rows={2}
          error={errorOf(retry, lang, 'quote')}
          value={typedOr(retry, 'quote', '')}
          optional
        />
        <Field
          kind="textarea"
          name="replacement"
          lang={lang}
          label={t.replacement}
          hint={t.replacementHint}
          rows={2}
          error={errorOf(retry, lang, 'replacement')}
          value={typedOr(retry, 'replacement', '')}
          optional
        />
      </div>
    </details>
  )
}

function One(props: Props & { thread: Thread; mayWrite: boolean }) {
  const { lang, stand, actor, subject, thread, mayWrite, take } = props
  const t = commentPhrases(lang)
  const { timezone } = stand.region
  const maySettle = (state: CommentState) =>
    mayWrite && refuseSettle(actor, thread, { ...subject, path: '' }, state) === undefined
  const open = thread.state === 'open'
  const suggestion = thread.replacement !== undefined
  return (
    <li class="border-t border-base-300 pt-4" id={`komentar-${thread.id}`}>
      <Said comment={thread} lang={lang} zone={timezone} />
      {!open && (
        <p class="mt-2 flex flex-wrap items-center gap-3">
          <Chip status={chipOf[thread.state]}>{t.states[thread.state]}</Chip>
          <span class="text-muted text-sm">
            {thread.settledBy !== undefined &&
              thread.settledAt &&
              t.by(thread.settledBy, formatDateTime(thread.settledAt, lang, timezone))}
            {thread.settledNote !== undefined && `: ${thread.settledNote}`}
          </span>
        </p>
      )}
      {thread.answers.length > 0 && (
        <ol class="mt-4 grid gap-4 border-l-2 border-base-300 pl-4">
          {thread.answers.map(one => (
            <li id={`komentar-${one.id}`}>
              <Said comment={one} lang={lang} zone={timezone} />
              {mayWrite && one.accountId === actor.accountId && (
                <Deed {...props} comment={one} deed="hapus" label={t.remove} spoken={t.removeOf(one.authorName)} />
              )}
            </li>
          ))}
        </ol>
      )}
      {open && suggestion && maySettle('taken') && take?.(thread)}
      {mayWrite && thread.removedAt === undefined && (
        <div class="mt-3 flex flex-wrap items-start gap-x-5 gap-y-2">
          {open && <Answer {...props} />}
          {open && suggestion && maySettle('refused') && (
            <Deed {...props} comment={thread} deed="tolak" label={t.refuse} spoken={t.refuse} />
          )}
          {open && maySettle('resolved') && (
            <Deed {...props} comment={thread} deed="selesai" label={t.settle} spoken={t.settleOf(thread.authorName)} />
          )}
          {!open && thread.state !== 'taken' && maySettle('open') && (
            <Deed {...props} comment={thread} deed="buka" label={t.reopen} spoken={t.reopen} />
          )}
          {open && thread.accountId === actor.accountId && (
            <Deed {...props} comment={thread} deed="hapus" label={t.remove} spoken={t.removeOf(thread.authorName)} />
          )}
        </div>
      )}
    </li>
  )
}

function Said({ comment, lang, zone }: { comment: Comment; lang: Lang; zone: Zone }) {
  const t = commentPhrases(lang)
  if (comment.removedAt !== undefined) return <p class="text-muted">{t.removed}</p>
  return (
    <>
      <p class="text-sm">
        <strong>{comment.authorName}</strong>{' '}
        <span class="text-muted">
          {[comment.office, formatDateTime(comment.writtenAt, lang, zone)].filter(Boolean).join(', ')}
        </span>
      </p>
      <p class="mt-1 break-words whitespace-pre-line">{comment.text}</p>
      {comment.quote !== undefined && (
        <div class="mt-2 grid gap-1 border-l-4 border-base-300 pl-3 text-sm break-words whitespace-pre-line">
          <p>
            <span class="text-muted">{t.now}</span>{' '}
            {comment.replacement === undefined ? comment.quote : <del>{comment.quote}</del>}
          </p>
          {comment.replacement !== undefined && (
            <p>
              <span class="text-muted">{t.becomes}</span>{' '}
              {comment.replacement === '' ? <em>{t.strike}</em> : <ins class="no-underline">{comment.replacement}</ins>}
            </p>
          )}
        </div>
      )}
    </>
  )
}

function Answer({ lang, subject, back, thread }: Props & { thread: Thread }) {
  const t = commentPhrases(lang)
  const id = `jawab-${thread.id}`
  return (
    <details class="plain-fold w-full">
      <summary>{t.answer}</summary>
      <form method="post" action={commentHref(subject)} class="field mt-3">
        <input type="hidden" name="kembali" value={back} />
        <input type="hidden" name="answers" value={thread.id} />
        <label for={id}>{t.answerTo(thread.authorName)}</label>
        <textarea class="textarea" id={id} name="comment" rows={2} maxlength={LONGEST_COMMENT.text} />
        <Button name="aksi" value="tulis" class="mt-3">
          {t.sendAnswer}
        </Button>
      </form>
    </details>
  )
}

function Deed({
  subject,
  back,
  comment,
  deed,
  label,
  spoken,
}: Props & { comment: Comment; deed: string; label: string; spoken: string }) {
  return (
    <form method="post" action={commentHref(subject)}>
      <input type="hidden" name="kembali" value={back} />
      <input type="hidden" name="comment_id" value={comment.id} />
      <button class="a" name="aksi" value={deed} aria-label={spoken}>
        {label}
      </button>
    </form>
  )
}
