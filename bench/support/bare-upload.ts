/** The bare limit of an upload: node:http takes the body, hashes it, writes it through to the disk, and pg keeps a row. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'

const [, , url, folder = '', port] = process.argv
const pool = new pg.Pool({ connectionString: url, max: 10 })
await pool.query('create table if not exists bare_upload (sha256 text, bytes int)')
let count = 0
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const handle = await open(join(folder, `bare-${count++}`), 'wx')
  await handle.writeFile(body)
  await handle.sync()
  await handle.close()
  await pool.query('insert into bare_upload values ($1, $2)', [sha256, body.length])
  response.end(sha256)
})
server.listen(Number(port), '127.0.0.1', () => console.log('ready'))
