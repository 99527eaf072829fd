/** Where a page of the list ends, as text for an address: name and id of its last organisation. */
export function writeMark(last: { name: string; id: string }): string {
  return `${last.id}.${last.name}`
}

/** What `writeMark` wrote; undefined for anything else. */
export function readMark(text: string | undefined): { name: string; id: string } | undefined {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(.+)$/s.exec(text ?? '')
  return found?.[1] !== undefined && found[2] !== undefined ? { id: found[1], name: found[2] } : undefined
}
