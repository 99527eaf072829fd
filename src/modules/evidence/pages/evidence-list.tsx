import { formatBytes, formatDate, type Lang } from '#kit/format.ts'
import { Chip } from '#ui/chip.tsx'
import { EvidenceRow } from '#ui/evidence-row.tsx'
import type { IconName } from '#ui/icon.tsx'
import { acceptedTypes, isAccepted, type Evidence, type EvidenceUse, type Warning } from '../model.ts'
import { phrases } from '../phrases/index.ts'

export const iconOf: Record<Evidence['kind'], IconName> = {
  file: 'file-text',
  photo: 'image',
  link: 'link',
  text: 'message-square',
}

/** The type of its content in the word people use: "PDF", "Excel (.xlsx)", "Tautan". */
export function typeName(evidence: Evidence, lang: Lang): string {
  const { mediaType } = evidence
  if (mediaType !== undefined && isAccepted(mediaType)) {
    return mediaType === 'text/plain' ? phrases(lang).kinds.text : acceptedTypes[mediaType]
  }
  return phrases(lang).kinds[evidence.kind]
}

/** "PDF, 2,4 MB, 38 halaman, tertanggal 18 September 2023" or the host of a link. */
export function evidenceLine(evidence: Evidence, lang: Lang): string {
  const t = phrases(lang)
  const { bytes, pages, documentDate, url, text } = evidence
  return [
    typeName(evidence, lang),
    url === undefined ? undefined : new URL(url).hostname,
    text === undefined ? undefined : t.words(text.split(/\s+/).length),
    bytes === undefined ? undefined : formatBytes(bytes, lang),
    pages === undefined ? undefined : t.pages(pages),
    documentDate === undefined
      ? t.uploaded(formatDate(evidence.createdAt, lang))
      : t.dated(formatDate(documentDate, lang)),
  ]
    .filter(part => part !== undefined)
    .join(', ')
}

/** The one chip that matters most; undefined when nothing is to be said. */
export function EvidenceChip({
  lang,
  evidence,
  warnings = [],
}: {
  lang: Lang
  evidence: Evidence
  warnings?: readonly Warning[] | undefined
}) {
  const t = phrases(lang).chips
  const has = (kind: Warning['kind']) => warnings.some(warning => warning.kind === kind)
  if (evidence.archivedAt !== undefined) return <Chip status="idle">{t.archived}</Chip>
  if (has('stale')) {
    return <Chip status="due">{evidence.validUntil === undefined ? t.old : t.stale}</Chip>
  }
  if (has('same'))
    return (
      <Chip status="info" icon="info">
        {t.same}
      </Chip>
    )
  if (has('near'))
    return (
      <Chip status="info" icon="info">
        {t.near}
      </Chip>
    )
  if (has('other-region'))
    return (
      <Chip status="info" icon="info">
        {t.otherRegion}
      </Chip>
    )
  if (evidence.personalData)
    return (
      <Chip status="info" icon="lock">
        {t.personal}
      </Chip>
    )
  if (evidence.examineFailure !== undefined) return <Chip status="late">{t.unread}</Chip>
  return null
}

type Props = {
  lang: Lang
  uses: readonly EvidenceUse[]
  /** By id of the evidence, from `warningsOf`. */
  warnings?: ReadonlyMap<string, readonly Warning[]> | undefined
  /** Where an item is shown; without, titles are no links. */
  hrefOf?: ((evidence: Evidence, use: EvidenceUse) => string) | undefined
}

/** The evidence of one subject as rows: title, what it is, where to look in it, and one chip. */
export function EvidenceList({ lang, uses, warnings, hrefOf }: Props) {
  if (uses.length === 0) return <p class="note">{phrases(lang).noEvidence}</p>
  return (
    <ul class="evidence-list">
      {uses.map(use => {
        const { evidence, anchor, note } = use
        const line = [anchor, evidenceLine(evidence, lang), note].filter(part => part !== undefined).join(' · ')
        return (
          <EvidenceRow icon={iconOf[evidence.kind]} title={evidence.title} href={hrefOf?.(evidence, use)} line={line}>
            <EvidenceChip lang={lang} evidence={evidence} warnings={warnings?.get(evidence.id)} />
          </EvidenceRow>
        )
      })}
    </ul>
  )
}
