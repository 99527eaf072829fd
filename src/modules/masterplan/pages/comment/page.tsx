import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { mayComment, mayReadInside } from '../../access.ts'
import { removeComment, settleComment } from '../../actions/comment/settle-comment.ts'
import { getSubjectStand, noSuchSubject, refuseWriting, writeComment } from '../../actions/comment/write-comment.ts'
import { COMMENT_SUBJECTS, type CommentState, type CommentSubject } from '../../model-comment.ts'
import { commentPhrases } from '../../phrases/comment.ts'
import { listThreads } from '../../store/comment/comments.ts'
import { planCrumbs, planHref, PlanNav, planPlace, planSection, type Section } from '../nav.tsx'
import { Refused } from '../workshop/retry.tsx'
import { openCommentsView } from './list.tsx'
import { commentHref, CommentThread } from './thread.tsx'

/**
 * `/masterplan/:code/komentar`: all that is open; with `?jenis=&id=` what was said to one thing. Every form of a thread
 * is sent here and goes back to the page that it stood on.
 */
export const commentPage: Page = {
  path: `${planPlace}/komentar`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit, retry) {
    if (visit.c.req.query('jenis') === undefined) return await openCommentsView(visit)
    return await threadView(visit, retry)
  },
  submit: {
    permission: 'masterplan.comment',
    may: mayComment,
    limit: 'write',
    audit: [
      'masterplan.comment.written',
      'masterplan.comment.settled',
      'masterplan.comment.reopened',
      'masterplan.comment.removed',
    ],
    handle: submitComment,
  },
}

function subjectOf({ c }: Visit): CommentSubject {
  const kind = COMMENT_SUBJECTS.find(one => one === c.req.query('jenis'))
  if (kind === undefined) throw noSuchSubject()
  return { regionCode: c.req.param('code') ?? '', kind, id: c.req.query('id') ?? '' }
}

const states: Record<string, CommentState> = { selesai: 'resolved', tolak: 'refused', buka: 'open' }

async function submitComment(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const subject = subjectOf(visit)
  const { regionCode } = subject
  refuseWriting(actor, await getSubjectStand(platform.db.sql, actor, subject))
  const deed = form.text('aksi') ?? 'tulis'
  const id = form.text('comment_id') ?? ''
  const state = states[deed]
  let shown = 'komentar'
  if (state !== undefined) {
    await settleComment(platform, actor, { regionCode, id, state, note: form.text('note') }, writer)
  } else if (deed === 'hapus') {
    await removeComment(platform, actor, { regionCode, id }, writer)
  } else {
    const quote = form.text('quote')
    const made = await writeComment(
      platform,
      actor,
      {
        subject,
        text: form.text('comment') ?? '',
        answersId: form.text('answers'),
        quote,
        blockId: quote === undefined ? undefined : form.text('block'),
        replacement: quote === undefined ? form.text('replacement') : (form.text('replacement') ?? ''),
      },
      writer,
    )
    shown = `komentar-${made.id}`
  }
  return c.redirect(`${backOf(form, subject)}#${shown}`, 303)
}

/** The page on which the form stood, when it is one of this masterplan. */
function backOf(form: Form, subject: CommentSubject): string {
  const back = form.text('kembali') ?? ''
  const root = planHref(subject.regionCode)
  return new RegExp(`^${root.replace('.', '\\.')}(/[a-z0-9/._-]*)?(\\?[a-z0-9=&%_.-]*)?$`, 'i').test(back)
    ? back
    : commentHref(subject)
}

const sections: Record<string, Section> = { bimtek: 'bimtek', lembar: 'lembar', buku: 'buku' }

async function threadView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = commentPhrases(lang)
  const stand = await getSubjectStand(sql, actor, subjectOf(visit))
  const { subject, region, sight } = stand
  const threads = await listThreads(sql, subject)
  const title = t.titleOf(subject.title)
  const of = `${planHref(region.code)}/${subject.path}`
  const typed = retry?.form.values['kembali']?.[0]
  return {
    title,
    section: planSection,
    crumbs: await planCrumbs(sql, region, lang, { label: subject.title, href: of }, { label: t.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.kinds[subject.kind]}</p>
        <h1>{title}</h1>
        <p class="mt-3 mb-6">
          <Button href={of}>{t.back}</Button>
        </p>
        <PlanNav
          lang={lang}
          code={region.code}
          current={sections[subject.path.split('/')[0] ?? '']}
          sight={sight}
          actor={actor}
        />
        <CommentThread
          lang={lang}
          actor={actor}
          stand={stand}
          subject={subject}
          threads={threads}
          back={typed ?? of}
          suggests={subject.kind === 'section'}
          retry={retry}
        />
      </div>
    ),
  }
}
