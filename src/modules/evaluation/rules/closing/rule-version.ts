/**
 * The version of everything between the scores of assessors and the change of an index: question mean, dimension score,
 * index by the rounding of the instrument, change. It stands in every hash; a rule that gives other numbers is a new one.
 */
export const RULE_VERSION = 'tudang-1'

/** What the version stands for, in the words of a report. */
export const RULE_TEXT = {
  id: 'Nilai pertanyaan adalah rata-rata nilai asesor yang lembarnya dikirim, dua desimal; nilai dimensi adalah rata-rata nilai pertanyaannya, dua desimal; indeks adalah jumlah nilai dimensi dikali bobot, dibulatkan menurut instrumen; beda adalah indeks ini dikurangi indeks sebelumnya yang dibulatkan satu kali. Setengah dibulatkan ke atas.',
  en: 'A question’s score is the mean over the assessors whose sheet is handed in, two decimals; a dimension’s score is the mean of its questions, two decimals; the index is the sum of weighted dimension scores, rounded as the instrument says; the change is this index less the one before, rounded once. Halves go up.',
}
