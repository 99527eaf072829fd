import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Page } from '#platform/http/door.ts'
import { openApiDocument } from '#platform/http/openapi.ts'
import { everybody } from '../access.ts'
import { phrases } from '../phrases/index.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  items?: Schema
  description?: string
  enum?: unknown[]
}
interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { description?: string }>
}

/** `/api`: every operation of the API, drawn from its own OpenAPI document; no script. */
export function apiReferencePage(app: () => OpenAPIHono): Page {
  return {
    path: '/api',
    permission: 'portal.api.read',
    may: everybody,
    async show(visit) {
      const t = phrases(visit.lang)
      const document = openApiDocument(app())
      const paths = Object.entries(document.paths ?? {}) as [string, Record<string, Operation>][]
      const body = (
        <>
          <h1>{t.apiTitle}</h1>
          <p class="lead mt-3">{t.apiLead}</p>
          <p class="mt-4">
            <a class="a" href="/api/v1/openapi.json">
              {t.apiSchema}
            </a>
          </p>
          <ul class="mt-8 columns-1 md:columns-2">
            {paths.flatMap(([path, operations]) =>
              Object.keys(operations).map(method => (
                <li>
                  <a class="a inline-flex min-h-7 items-center break-all" href={`#${anchor(method, path)}`}>
                    {method.toUpperCase()} {path}
                  </a>
                </li>
              )),
            )}
          </ul>
          {paths.flatMap(([path, operations]) =>
            Object.entries(operations).map(([method, operation]) => (
              <section class="sec" id={anchor(method, path)}>
                <h2 class="break-all text-xl">
                  <span class="text-muted">{method.toUpperCase()}</span> {path}
                </h2>
                <p class="mt-2 max-w-2xl">{operation.summary ?? operation.description}</p>
                {operation.summary !== undefined && operation.description !== undefined && (
                  <p class="note mt-1">{operation.description}</p>
                )}
                {method !== 'get' && <p class="note mt-1">{t.apiNeedsAccount}</p>}
                {(operation.parameters?.length ?? 0) > 0 && (
                  <table class="tbl mt-4">
                    <caption>{t.apiParameters}</caption>
                    <tbody>
                      {operation.parameters?.map(parameter => (
                        <tr>
                          <th scope="row" class="font-mono">
                            {parameter.name}
                          </th>
                          <td>
                            {typeName(parameter.schema)}
                            {parameter.required ? `, ${t.required}` : ''}
                          </td>
                          <td class="note">{parameter.description ?? parameter.schema?.description}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
                <dl class="mt-4">
                  {Object.entries(operation.responses ?? {}).map(([status, response]) => (
                    <div class="rule flex gap-4 py-2">
                      <dt class="w-12 shrink-0 font-semibold">{status}</dt>
                      <dd class="note">{response.description}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )),
          )}
        </>
      )
      return { title: t.apiTitle, body, crumbs: [{ label: 'Tudang', href: '/' }, { label: 'API' }] }
    },
  }
}

const anchor = (method: string, path: string) => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`

function typeName(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.map(String).join(' · ')
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.items) return `${typeName(schema.items)}[]`
  return [schema.type ?? ''].flat().join(', ')
}
