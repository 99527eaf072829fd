/** The bare limit: node:http and pg answering one region's result as JSON with the queries that the whole stack sends. */
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
const server = createServer(async (request, response) => {
  const code = request.url?.slice(1)
  const [result, scores] = await Promise.all([
    pool.query(
      `select r.*, p.name as province_name from evaluation.result r
       join region.region p on p.region_code = r.province_code where r.region_code = $1 and r.edition_id = '2023'`,
      [code],
    ),
    pool.query(
      `select dimension_code, score from evaluation.result_dimension where region_code = $1 and edition_id = '2023'`,
      [code],
    ),
  ])
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ ...result.rows[0], scores: scores.rows }))
})
server.listen(Number(process.argv[3]), '127.0.0.1', () => console.log('ready'))
