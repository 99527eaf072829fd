import { invalid, type Problem } from '#kit/problem.ts'

/** A file that cannot be read at all; the form keeps what else was typed. */
export const refuseFile = (id: string, en: string): Problem => invalid({ field: 'berkas', sentence: { id, en } })

export const bomb = () =>
  refuseFile(
    'XLSX ini akan membengkak jauh melebihi ukuran daftar program, jadi tidak dibuka. Salin isinya ke templat baru, lalu unggah itu.',
    'This XLSX would unpack to far more than a list of programmes, so it was not opened. Copy its rows to a new template and upload that.',
  )

export const encrypted = () =>
  refuseFile(
    'XLSX ini berkata sandi, jadi tidak dapat dibaca. Hapus kata sandinya di Excel, simpan, lalu unggah lagi.',
    'This XLSX is protected by a password and cannot be read. Remove the password in Excel, save, and upload again.',
  )

export const corrupt = () =>
  refuseFile(
    'XLSX ini rusak atau bukan buku kerja. Buka di Excel atau LibreOffice, simpan ulang sebagai XLSX, lalu unggah lagi.',
    'This XLSX is damaged or no workbook. Open it in Excel or LibreOffice, save it again as XLSX, and upload that.',
  )
