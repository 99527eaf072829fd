import type { Lang } from '#kit/format.ts'

const id = {
  table: 'Tabel',
  figure: 'Gambar',
  figures: 'Angka di balik gambar ini',
  pictureHidden: 'Gambar ini hanya untuk yang berhak melihat berkasnya.',
}
const en: typeof id = {
  table: 'Table',
  figure: 'Figure',
  figures: 'The figures behind this picture',
  pictureHidden: 'This picture is only for those who may see its file.',
}

/** The words that a drawn document adds to its own. */
export const documentWords = (lang: Lang): typeof id => (lang === 'id' ? id : en)
