/** A wrong value as it can stand in a sentence: at most 60 characters, control characters written out. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 61)).slice(1, -1) : jsonOf(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
