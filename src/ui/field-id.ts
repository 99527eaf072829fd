/** The id of the control of a field, from its name: `milestones[0].date` → `f-milestones-0-date`. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-+$/, '')}`
}
