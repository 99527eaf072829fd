import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Child } from 'hono/jsx'
import type { Page, Visit } from '#platform/http/door.ts'
import { openApiDocument } from '#platform/http/openapi.ts'
import { everybody } from '../access.ts'
import { phrases } from '../phrases/index.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  description?: string
  enum?: unknown[]
}

type Known = Record<string, Schema>
interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>
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
      const known = (document.components?.schemas ?? {}) as Known
      const body = (
        <>
          <h1>{t.apiTitle}</h1>
          <p class="lead mt-3">{t.apiLead}</p>
          {t.apiInEnglish !== '' && <p class="note mt-2">{t.apiInEnglish}</p>}
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
                <h2 class="break-words text-xl">
                  <span class="text-muted">{method.toUpperCase()}</span> <Path path={path} />
                </h2>
                <p class="mt-2 max-w-2xl" lang="en">
                  {operation.summary ?? operation.description}
                </p>
                {operation.summary !== undefined && operation.description !== undefined && (
                  <p class="note mt-1" lang="en">
                    {operation.description}
                  </p>
                )}
                {method !== 'get' && <p class="note mt-1">{t.apiNeedsAccount}</p>}
                {(operation.parameters?.length ?? 0) > 0 && (
                  <Rows
                    caption={<caption>{t.apiParameters}</caption>}
                    lang={visit.lang}
                    rows={operation.parameters?.map(parameter => ({
                      name: parameter.name,
                      type: typeName(parameter.schema),
                      required: parameter.required ?? false,
                      description: parameter.description ?? parameter.schema?.description,
                    }))}
                  />
                )}
                {operation.requestBody && (
                  <Fields
                    title={t.apiBody}
                    schema={schemaOf(operation.requestBody.content)}
                    known={known}
                    lang={visit.lang}
                  />
                )}
                <Fields title={t.apiAnswerFields} schema={answerOf(operation)} known={known} lang={visit.lang} />
                {method === 'get' && (
                  <p class="mt-4 font-mono text-xs break-all">
                    curl {visit.platform.config.publicUrl}
                    {path.replace(/\{(\w+)\}/g, (_all, name: string) => examples[name] ?? name)}
                  </p>
                )}
                <dl class="mt-4">
                  {Object.entries(operation.responses ?? {}).map(([status, response]) => (
                    <div class="rule flex gap-4 py-2">
                      <dt class="w-12 shrink-0 font-semibold">{status}</dt>
                      <dd class="note" lang="en">
                        {response.description}
                      </dd>
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

const examples: Record<string, string> = { code: '73.24', edition: '2023', id: 'smart-city-2023-kppn-ikn' }

const schemaOf = (content: Record<string, { schema?: Schema }> | undefined): Schema | undefined =>
  content && Object.values(content)[0]?.schema

const answerOf = (operation: Operation): Schema | undefined =>
  schemaOf(Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1].content)

interface FieldsProps {
  title: string
  schema: Schema | undefined
  known: Known
  lang: Visit['lang']
}

/** The fields of a body, folded away: name with dots for what lies inside, type, meaning. */
function Fields({ title, schema, known, lang }: FieldsProps) {
  const rows = schema ? listFields(schema, known) : []
  if (rows.length === 0) return null
  return (
    <details class="mt-4">
      <summary class="cursor-pointer font-semibold">{title}</summary>
      <Rows caption={<caption class="sr-only">{title}</caption>} rows={rows} lang={lang} />
    </details>
  )
}

/** A path that breaks before a slash where the line is too short. */
function Path({ path }: { path: string }) {
  return (
    <>
      {path.split(/(?=\/)/).map(part => (
        <>
          <wbr />
          {part}
        </>
      ))}
    </>
  )
}

interface RowsProps {
  caption: Child
  rows: readonly FieldRow[] | undefined
  lang: Visit['lang']
}

/** Name, type and meaning; every table of the page has the same columns, on a phone the type stands under the name. Widths are those of `col`: a hidden caption takes the first row. */
function Rows({ caption, rows = [], lang }: RowsProps) {
  const described = rows.some(({ description }) => description !== undefined)
  const words = ({ type, required }: FieldRow) => `${type}${required ? `, ${phrases(lang).required}` : ''}`
  return (
    <table class="tbl mt-4 table-fixed">
      {caption}
      <colgroup>
        <col class={described ? 'w-1/2 md:w-1/4' : 'md:w-1/4'} />
        <col class="only-wide w-1/4" />
        <col class={described ? undefined : 'only-wide'} />
      </colgroup>
      <tbody>
        {rows.map(row => (
          <tr>
            <th scope="row" class="font-mono break-words">
              {row.name}
              <small class="only-narrow block font-sans font-normal text-muted break-normal">{words(row)}</small>
            </th>
            <td class="only-wide">{words(row)}</td>
            <td class={described ? 'note' : 'note only-wide'} lang="en">
              {row.description}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface FieldRow {
  name: string
  type: string
  required: boolean
  description: string | undefined
}

/** Fields of a schema to a depth of four, references followed; the depth bounds a schema that holds itself. */
function listFields(schema: Schema, known: Known, path = '', depth = 0): FieldRow[] {
  const here = followed(schema, known)
  const inside = here.items ? followed(here.items, known) : here
  if (depth > 3) return []
  return Object.entries(inside.properties ?? {}).flatMap(([name, property]) => {
    const own = `${path}${name}`
    const of = followed(property, known)
    const list = of.items !== undefined
    const required = inside.required?.includes(name) ?? false
    const row = { name: own, type: typeName(property), required, description: of.description }
    return [row, ...listFields(of, known, list ? `${own}[].` : `${own}.`, depth + 1)]
  })
}

function followed(schema: Schema, known: Known): Schema {
  const present = schema.anyOf?.find(one => one.type !== 'null') ?? schema
  return (present.$ref === undefined ? undefined : known[present.$ref.split('/').at(-1) ?? '']) ?? present
}

const anchor = (method: string, path: string) => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`

function typeName(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.map(String).join(' · ')
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' · ')
  if (schema.items) return `${typeName(schema.items)}[]`
  return [schema.type ?? ''].flat().join(', ')
}
