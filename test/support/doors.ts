import type { Module } from '../../src/platform/http/door.ts'
import { accessTable, personas, type Persona } from './access-table.ts'
import type { World } from './world.ts'

/** One way in: a page read, a page's form, or an operation of the API. */
export interface DoorRow {
  kind: 'page' | 'api'
  module: string
  method: string
  path: string
  permission: string
}

/** Every door of every module. */
export function doors(modules: Module[]): DoorRow[] {
  return modules.flatMap(module => [
    ...module.pages.flatMap(page => [
      ...(page.show
        ? [{ kind: 'page' as const, module: module.name, method: 'GET', path: page.path, permission: page.permission }]
        : []),
      ...(page.submit
        ? [
            {
              kind: 'page' as const,
              module: module.name,
              method: 'POST',
              path: page.path,
              permission: page.submit.permission,
            },
          ]
        : []),
    ]),
    ...module.api.map(resource => ({
      kind: 'api' as const,
      module: module.name,
      method: resource.route.method.toUpperCase(),
      path: `/api/v1${resource.route.path}`,
      permission: resource.permission,
    })),
  ])
}

/** Who the written table lets through for a permission. */
export function rolesOfTheTable(permission: string): Persona[] {
  const row = accessTable[permission]
  if (!row) throw new Error(`The access table has no row for ${permission}`)
  return row === 'everybody' ? [...personas] : row
}

/** A cookie for each persona; none for the visitor. */
export async function signInAll(world: World): Promise<Record<Persona, string | undefined>> {
  const entries: [Persona, string | undefined][] = []
  for (const persona of personas) entries.push([persona, await signInAs(world, persona)])
  return Object.fromEntries(entries) as Record<Persona, string | undefined>
}
