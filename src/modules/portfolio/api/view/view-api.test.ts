import { expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { viewWorld } from '../../pages/view/view-world.fixture.ts'
import { REGION } from '../../portfolio-world.fixture.ts'

const world = await testWorld('demo')
const view = await viewWorld(world)
const year = new Date().getFullYear()
const base = `/api/v1/portfolios/${REGION}`
const secretariat = await view.cookieOf('sekretariat-luwu-timur')

async function ask(path: string, cookie: string | undefined = secretariat) {
  const answer = await world.get(path, cookie)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const put = async (body: object, cookie: string, region = REGION) =>
  await world.app.request(`/api/v1/portfolios/${region}/setting`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { cookie, 'content-type': 'application/json' },
  })

test('the API tells of a region what its pages tell: board, money and roadmap', async () => {
  const old = { startYear: year - 1, endYear: year + 1 }
  const [first, second, third] = [
    await view.addProgramme(old),
    await view.addProgramme(old),
    await view.addProgramme({ ...old, subDimension: 'ENV-2', term: 10 }),
  ]
  await view.setStatus(first, 'running', `${year - 1}-03-01`)
  await view.setStatus(second, 'done', `${year}-01-02`)
  await view.setBudget(first, [{ year, source: 'apbn', planned: 300_000_000n, realised: 100_000_000n }])
  await view.setBudget(third, [{ year, source: 'dak', planned: 200_000_000n, realised: undefined }])
  const board = await ask(`${base}/board`)
  expect(board.body).toMatchObject({
    year,
    total: { planned: 3, running: 2, realisation: '66.67', outside: 0 },
    dimensions: {
      liv: { planned: 2, realisation: '100.00' },
      env: { realisation: '0.00' },
      gov: { realisation: null },
    },
    budget: { planned: 500_000_000, realised: 100_000_000, absorption: '33.33', not_reported: 200_000_000 },
  })
  const past = await ask(`${base}/board?year=${year - 1}`)
  expect(past.body).toMatchObject({ day: `${year - 1}-12-31`, total: { planned: 3, running: 1 } })
  const sums = await ask(`${base}/budget?by=source&budget_year=${year}`)
  expect(sums.body['groups']).toMatchObject([
    { key: 'apbn', realised: 100_000_000 },
    { key: 'dak', realised: null, absorption: null },
  ])
  const roadmap = await ask(`${base}/roadmap?limit=2`)
  expect((roadmap.body['programmes'] as { id: string }[]).map(({ id }) => id)).toEqual([first.id, second.id])
  const rest = await ask(`${base}/roadmap?limit=2&after=${String(roadmap.body['next'])}`)
  expect((rest.body['programmes'] as { id: string }[]).map(({ id }) => id)).toEqual([third.id])
  expect(rest.body['next']).toBeNull()
})

test('a closed portfolio is not there for strangers; once opened it is, and listed', async () => {
  const stranger = await view.cookieOf('sekretariat-luwu-utara')
  for (const end of ['/board', '/budget', '/roadmap', '/setting']) {
    expect((await ask(base + end, stranger)).status, end).toBe(404)
  }
  const listed = async () => JSON.stringify((await ask('/api/v1/portfolios', stranger)).body).includes(`"${REGION}"`)
  expect(await listed()).toBe(false)
  expect((await put({ public: true, shared: true, version: 0 }, stranger)).status).toBe(404)
  expect((await put({ public: true, shared: true, version: 0 }, secretariat)).status).toBe(200)
  expect((await put({ public: false, shared: true, version: 0 }, secretariat)).status).toBe(412)
  expect((await ask(`${base}/setting`, stranger)).body).toEqual({ public: true, shared: true, version: 1 })
  expect(await listed()).toBe(true)
  expect((await ask(`${base}/board`, stranger)).status).toBe(200)
  expect((await put({ public: false, shared: true, version: 1 }, stranger)).status).toBe(403)
})
