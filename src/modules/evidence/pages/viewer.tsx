import type { Lang } from '#kit/format.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import type { Ticket } from '../actions/ticket.ts'
import { isPhoto, type Evidence } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { pageOfAnchor } from '../rules/anchor.ts'

/** The island that draws PDFs; pages that show the viewer name it in `View.islands`. */
export const viewerIslands = ['pdf.ts']

type Props = {
  lang: Lang
  evidence: Evidence
  /** From `ticketFor`; undefined for a link or text. */
  ticket: Ticket | undefined
  /** Where to look in it, as typed: "hlm. 3" opens a PDF at page 3. */
  anchor?: string | undefined
}

/** The evidence itself inside a page: a photo, a text, a link, or a PDF drawn page by page; without script, links. */
export function EvidenceViewer({ lang, evidence, ticket, anchor }: Props) {
  const t = phrases(lang)
  if (evidence.text !== undefined) return <div class="evidence-text">{evidence.text}</div>
  if (evidence.url !== undefined) {
    return (
      <div class="evidence-view is-bare">
        <p class="break-all">{evidence.url}</p>
        <p class="note mb-4">{t.linkNote}</p>
        <a class="btn btn-line" href={evidence.url} target="_blank" rel="noopener noreferrer nofollow">
          <Icon name="external-link" />
          {t.openLink}
        </a>
      </div>
    )
  }
  if (ticket === undefined) return null
  if (isPhoto(evidence.mediaType)) {
    return (
      <figure class="evidence-view">
        <a href={ticket.href} target="_blank" rel="noopener">
          <img src={ticket.previewHref} alt={t.photoAlt(evidence.title)} />
        </a>
      </figure>
    )
  }
  if (evidence.mediaType === 'application/pdf') {
    const page = pageOfAnchor(anchor)
    return (
      <div
        class="evidence-view"
        data-island="pdf"
        data-src={ticket.href}
        data-page={String(page ?? 1)}
        data-words={JSON.stringify({
          wait: t.pdfWait,
          failed: t.pdfFailed,
          previous: t.pdfPrevious,
          next: t.pdfNext,
          page: t.pdfPage,
        })}
      >
        <p class="evidence-open">
          <Button href={`${ticket.href}${page === undefined ? '' : `#page=${page}`}`} icon="external-link">
            {t.open}
          </Button>{' '}
          <Button href={ticket.href} icon="download" download>
            {t.download}
          </Button>
        </p>
      </div>
    )
  }
  return (
    <div class="evidence-view is-bare">
      <p class="note mb-4">{t.noPreview}</p>
      <Button href={ticket.href} icon="download">
        {t.download}
      </Button>
    </div>
  )
}
