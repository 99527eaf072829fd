import * as Y from 'yjs'
import { isSafeHref } from './check.ts'
import { isShallow } from './depth.ts'
import { schema } from './schema.ts'
import { field } from './shared-doc.ts'

/** Largest message of one client, in bytes. */
export const mostMessageBytes = 1024 * 1024

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const attributes = new Set(['level', 'colspan', 'rowspan', 'colwidth', 'fileId', 'alt', 'caption'])
const mostAttribute = 500

/**
 * Does an update of a shared document hold only what our texts are made of? Looked at before it is applied, so that nobody
 * else gets to see anything that is none of ours. Where it puts what it holds is seen when the document is stored.
 */
export function isOurUpdate(update: Uint8Array): boolean {
  try {
    const { structs } = Y.decodeUpdate(update)
    return structs.every(struct => !(struct instanceof Y.Item) || isOurItem(struct)) && isShallow(structs)
  } catch {
    return false
  }
}

function isOurItem(item: Y.Item): boolean {
  const { content } = item
  if (typeof item.parent === 'string' && item.parent !== field) return false
  if (item.parentSub !== null) return attributes.has(item.parentSub) && isOurAttribute(item.parentSub, content)
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return true
  if (content instanceof Y.ContentType) return isOurNode(content.type)
  if (content instanceof Y.ContentFormat) return isOurMark(content.key, content.value)
  return false
}

function isOurNode(type: unknown): boolean {
  if (type instanceof Y.XmlText) return true
  if (!(type instanceof Y.XmlElement) || type instanceof Y.XmlHook) return false
  return Object.hasOwn(schema.nodes, type.nodeName) && !['doc', 'text'].includes(type.nodeName)
}

/** Marks may carry a hash after "--" when several of one kind overlap. */
function isOurMark(key: string, value: unknown): boolean {
  const name = key.replace(/--[\w+/=]{8}$/, '')
  if (!Object.hasOwn(schema.marks, name)) return false
  if (value === null || name !== 'link') return value === null || isSmall(value)
  return typeof value === 'object' && isSmall(value) && isSafeHref((value as { href?: unknown }).href)
}

const isSmall = (value: unknown) => JSON.stringify(value).length < 2500

function isOurAttribute(name: string, content: unknown): boolean {
  if (content instanceof Y.ContentDeleted) return true
  if (!(content instanceof Y.ContentAny)) return false
  return content.arr.every((value: unknown) => {
    if (name === 'fileId') return typeof value === 'string' && uuid.test(value)
    if (name === 'colwidth') return value === null || Array.isArray(value)
    if (typeof value === 'string') return value.length <= mostAttribute
    return value === null || value === undefined || (typeof value === 'number' && Number.isInteger(value))
  })
}
