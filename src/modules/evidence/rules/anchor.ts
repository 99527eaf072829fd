/** The first page that an anchor names: "hlm. 3–5", "halaman 12", "p. 7" or "7". Undefined for a time or anything else. */
export function pageOfAnchor(anchor: string | undefined): number | undefined {
  const found = /^\s*(?:(?:hlm|hal|halaman|pages?|pp?)\.?\s*)?(\d{1,5})(?![\d:.,])/i.exec(anchor ?? '')
  const page = Number(found?.[1] ?? 0)
  return page > 0 ? page : undefined
}
