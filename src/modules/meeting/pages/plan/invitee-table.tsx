import { formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { type Column, Table } from '#ui/table.tsx'
import type { Answer, Delivery, Invitee } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { errorOf, retryOf, typedOr } from '../sitting/place.tsx'
import { labelOf } from './answer-form.tsx'

const answerStatus: Record<Answer, Status> = { none: 'idle', yes: 'ok', represented: 'ok', no: 'late' }
const letterStatus: Record<Delivery, Status> = {
  unsent: 'idle',
  'no-address': 'due',
  queued: 'info',
  sent: 'ok',
  failed: 'late',
}

interface Props {
  lang: Lang
  zone: Zone
  rows: readonly Invitee[]
  /** Addresses and letters are for who keeps meetings. */
  keeps: boolean
  /** Where the forms of a row go; undefined when the list stays as it is. */
  action: string | undefined
  count: string
  csvHref: string | undefined
  xlsxHref: string | undefined
  narrowed: boolean
  retry: Retry | undefined
}

/** Who is invited: post and person, how they came onto the list, the answer, and what became of the letter. */
export function InviteeTable(props: Props) {
  const { lang, rows, narrowed } = props
  const t = planPagePhrases(lang).invitees
  return (
    <Table<Invitee>
      lang={lang}
      caption={t.caption}
      rows={rows}
      columns={columns(props)}
      count={props.count}
      csvHref={props.csvHref}
      xlsxHref={props.xlsxHref}
      empty={narrowed ? { fact: t.noneFound, reason: t.noneFoundWhy } : { fact: t.none, reason: t.noneWhy }}
    />
  )
}

function columns({ lang, zone, keeps, action, retry }: Props): Column<Invitee>[] {
  const t = planPagePhrases(lang).invitees
  const answers = planPagePhrases(lang).answer.state
  return [
    {
      key: 'who',
      label: t.column.who,
      rowHeader: true,
      cell: row => (
        <>
          {labelOf(row)}
          <small class="block font-normal text-muted wrap-anywhere">
            {[
              row.title === undefined ? undefined : row.name,
              row.title !== undefined || row.name !== undefined ? row.organisationName : undefined,
              keeps ? row.email : undefined,
            ]
              .filter(part => part !== undefined)
              .join(', ')}
          </small>
          <span class="only-narrow mt-2 block">
            <Chip status={answerStatus[row.answer]}>{answers[row.answer]}</Chip>
          </span>
        </>
      ),
    },
    { key: 'why', label: t.column.why, onlyWide: true, cell: row => row.why },
    {
      key: 'answer',
      label: t.column.answer,
      onlyWide: true,
      cell: row => (
        <>
          <Chip status={answerStatus[row.answer]}>{answers[row.answer]}</Chip>
          {(row.representedBy !== undefined || row.answerNote !== undefined) && (
            <small class="block text-muted">
              {[
                row.representedBy === undefined
                  ? undefined
                  : t.by([row.representedBy, row.representedTitle].filter(part => part !== undefined).join(', ')),
                row.answerNote,
              ]
                .filter(part => part !== undefined)
                .join('. ')}
            </small>
          )}
          {row.answeredAt !== undefined && (
            <small class="block text-muted">{formatDateTime(row.answeredAt, lang, zone)}</small>
          )}
        </>
      ),
    },
    ...(keeps
      ? [
          {
            key: 'letter',
            label: t.column.letter,
            cell: (row: Invitee) => (
              <>
                <Chip status={letterStatus[row.delivery]}>{t.deliveries[row.delivery]}</Chip>
                {row.deliveryError !== undefined && (
                  <small class="block text-muted break-words only-wide">{row.deliveryError.slice(0, 160)}</small>
                )}
                {action !== undefined && <RowForms lang={lang} row={row} action={action} retry={retry} />}
              </>
            ),
          },
        ]
      : []),
  ]
}

function RowForms({
  lang,
  row,
  action,
  retry: given,
}: {
  lang: Lang
  row: Invitee
  action: string
  retry: Retry | undefined
}) {
  const t = planPagePhrases(lang).invitees
  const tried = retryOf(given, 'alamat')
  const retry = tried?.form.text('invitee') === row.id ? tried : undefined
  return (
    <details class="plain-fold no-print mt-2" open={retry !== undefined}>
      <summary>
        {t.correct}
        <span class="sr-only">, {labelOf(row)}</span>
      </summary>
      <form method="post" action={action} novalidate class="mt-2">
        <input type="hidden" name="aksi" value="alamat" />
        <input type="hidden" name="invitee" value={row.id} />
        <Field
          kind="email"
          name={retry ? 'email' : `email-${row.id}`}
          lang={lang}
          label={t.email}
          value={retry ? (retry.form.text('email') ?? typedOr(retry, `email-${row.id}`, '')) : (row.email ?? '')}
          error={errorOf(retry, lang, 'email')}
        />
        <Button>{t.correctButton}</Button>
      </form>
      <form method="post" action={action} class="mt-2">
        <input type="hidden" name="aksi" value="keluarkan" />
        <input type="hidden" name="invitee" value={row.id} />
        <Button look="danger">
          {t.remove}
          <span class="sr-only">, {labelOf(row)}</span>
        </Button>
      </form>
    </details>
  )
}
