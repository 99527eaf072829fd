import { formatBytes, formatCount, type Lang } from '#kit/format.ts'
import type { Retry } from '#platform/http/door.ts'
import { EvidenceList, largestFile } from '#modules/evidence/index.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Figures } from '#ui/figures.tsx'
import type { Meeting } from '../../model.ts'
import { type Attendance, LONGEST_SITTING } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseOpenAttendance } from '../../rules/sitting/sitting-states.ts'
import type { Absentee, AttendanceCounts } from '../../store/sitting/attendance.ts'
import { meetingHref } from '../nav.tsx'
import { errorOf, typedOr } from './place.tsx'

/** The ways to sign: screen, poster, link and the sheet on paper. */
export function Ways({ lang, meeting, base }: { lang: Lang; meeting: Meeting; base: string }) {
  const t = sittingPhrases(lang).attendance
  const href = (below: string) => meetingHref(meeting.regionCode, meeting.id, below)
  return (
    <div class="no-print mt-6">
      <p class="flex flex-wrap gap-3">
        {refuseOpenAttendance(meeting) === undefined && (
          <>
            <Button href={href('layar')} icon="qr-code">
              {t.screen}
            </Button>
            <Button href={href('poster')} icon="printer">
              {t.poster}
            </Button>
          </>
        )}
        <Button href={href('daftar-hadir.pdf')} icon="file-text">
          {t.pdf}
        </Button>
      </p>
      {meeting.link !== undefined && meeting.attendanceOpen && (
        <div class="mt-4 max-w-[40rem]">
          <p>
            <b>{t.linkTitle}</b>
          </p>
          <p class="break-all">
            <a class="a" href={`/hadir/${meeting.onlineToken}`}>{`${base}/hadir/${meeting.onlineToken}`}</a>
          </p>
          <p class="note">{t.linkHint}</p>
        </div>
      )}
    </div>
  )
}

/** How many came, by which way and for how many invitations. */
export function Counts({ lang, counts }: { lang: Lang; counts: AttendanceCounts }) {
  const t = sittingPhrases(lang).attendance.figures
  const n = (count: number) => formatCount(count, lang)
  const { present, byWay, invited, came } = counts
  return (
    <div class="mt-8">
      <Figures
        figures={[
          { label: t.present, number: n(present), line: t.presentLine(n(byWay.door), n(byWay.link), n(byWay.paper)) },
          ...(invited === 0
            ? []
            : [
                { label: t.came, number: n(came), line: t.cameLine(n(invited)) },
                { label: t.absent, number: n(invited - came) },
              ]),
        ]}
      />
    </div>
  )
}

/** Who was invited and did not come. */
export function NotCome({
  lang,
  absent,
  counts,
}: {
  lang: Lang
  absent: readonly Absentee[]
  counts: AttendanceCounts
}) {
  const t = sittingPhrases(lang).attendance
  if (counts.invited === 0) return null
  const rest = counts.invited - counts.came - absent.length
  return (
    <section class="sec" aria-labelledby="tidak">
      <h2 id="tidak">{t.absent}</h2>
      {absent.length === 0 ? (
        <p class="mt-3">{t.absentNone}</p>
      ) : (
        <ul class="mt-3 max-w-[52rem]">
          {absent.map(one => (
            <li class="rule py-2">
              {one.name}
              <small class="block text-muted">{[one.title, t.answers[one.answer]].filter(Boolean).join(', ')}</small>
            </li>
          ))}
          {rest > 0 && <li class="py-2 text-muted">{t.absentMore(formatCount(rest, lang))}</li>}
        </ul>
      )}
    </section>
  )
}

type FormProps = { lang: Lang; meeting: Meeting; retry: Retry | undefined }

/** Enters a list on paper. */
export function PaperForm({ lang, meeting, retry }: FormProps) {
  const t = sittingPhrases(lang).attendance
  return (
    <details class="plain-fold no-print mt-10" open={retry !== undefined}>
      <summary>{t.paper}</summary>
      <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')} class="mt-3" novalidate>
        <input type="hidden" name="aksi" value="kertas" />
        <Field
          kind="textarea"
          name="daftar"
          lang={lang}
          label={t.paperLabel}
          hint={t.paperHint}
          error={errorOf(retry, lang, 'daftar')}
          value={typedOr(retry, 'daftar', '')}
          rows={8}
        />
        <Button>{t.paperDo}</Button>
      </form>
    </details>
  )
}

/** Keeps the scan of the signed list. */
export function ScanForm({
  lang,
  meeting,
  retry,
  scans,
  changes,
}: FormProps & { scans: Parameters<typeof EvidenceList>[0]['uses']; changes: boolean }) {
  const t = sittingPhrases(lang).attendance
  if (!changes && scans.length === 0) return null
  return (
    <details class="plain-fold no-print mt-4" open={retry !== undefined || scans.length > 0}>
      <summary>{t.scan}</summary>
      {scans.length > 0 && <EvidenceList lang={lang} uses={scans} hrefOf={one => `/bukti/${one.id}`} />}
      {changes && (
        <form
          method="post"
          action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')}
          enctype="multipart/form-data"
          class="mt-3"
          novalidate
        >
          <input type="hidden" name="aksi" value="pindai" />
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.scan}
            hint={t.scanHint(formatBytes(largestFile, lang))}
            error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
          />
          <Button>{t.scanDo}</Button>
        </form>
      )}
    </details>
  )
}

/** Takes somebody off the list. */
export function TakeOff({ lang, meeting, rows, retry }: FormProps & { rows: readonly Attendance[] }) {
  const t = sittingPhrases(lang).attendance
  return (
    <details class="plain-fold no-print mt-4" open={retry !== undefined}>
      <summary>{t.takeOff}</summary>
      <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')} class="mt-3" novalidate>
        <input type="hidden" name="aksi" value="keluar" />
        <Field
          kind="select"
          name="siapa"
          lang={lang}
          label={t.who}
          value={typedOr(retry, 'siapa', '')}
          options={rows.map(row => ({ value: row.id, label: [row.name, row.office].filter(Boolean).join(', ') }))}
        />
        <Field
          name="alasan"
          lang={lang}
          label={t.reason}
          hint={t.reasonHint}
          error={errorOf(retry, lang, 'alasan')}
          value={typedOr(retry, 'alasan', '')}
          maxlength={LONGEST_SITTING.reason}
        />
        <Button look="danger">{t.takeOffDo}</Button>
      </form>
    </details>
  )
}
