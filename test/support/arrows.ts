/**
 * The import arrows of the house (design §3) as dependency-cruiser rules, used on the source and on a fixture that breaks
 * each once. `$1` is the module's own name.
 */
import type { DependencyType, IForbiddenRuleType } from 'dependency-cruiser'

/** Modules from low to high; the same order as src/modules.ts. */
export const moduleOrder = [
  'region',
  'people',
  'evidence',
  'meeting',
  'portfolio',
  'masterplan',
  'evaluation',
  'portal',
]

interface Room {
  name: string
  from: string
  /** Everything of ours that the room may import; what is not named is refused. */
  may: string[]
  /** npm packages and Node's own modules: all, or only these. */
  packages?: string[]
}

const own = (room: string) => `^src/modules/$1/${room}`
const lower = '^src/modules/[^/]+/index\\.ts$'
const modelled = ['^src/kit/', own('model'), own('access\\.ts$')]

const rooms: Room[] = [
  { name: 'kit-imports-nothing', from: '^src/kit/', may: ['^src/kit/'], packages: [] },
  { name: 'ui-imports-kit', from: '^src/ui/', may: ['^src/ui/', '^src/kit/'] },
  { name: 'client-imports-kit', from: '^src/client/', may: ['^src/client/', '^src/kit/', '^src/ui/css/'] },
  { name: 'platform-imports-kit', from: '^src/platform/', may: ['^src/platform/', '^src/kit/', '^src/config\\.ts$'] },
  {
    name: 'rules-are-pure',
    from: '^src/modules/([^/]+)/rules/(?!.*\\.(test|fixture)\\.)',
    may: [...modelled, own('rules/')],
    packages: [],
  },
  {
    name: 'model-is-shapes',
    from: '^src/modules/([^/]+)/model',
    may: ['^src/kit/', own('model'), lower],
    packages: ['zod', '@hono/zod-openapi'],
  },
  {
    name: 'access-is-pure',
    from: '^src/modules/([^/]+)/access\\.ts$',
    may: ['^src/kit/', own('model'), lower],
    packages: [],
  },
  {
    name: 'store-is-sql',
    from: '^src/modules/([^/]+)/store/(?!.*\\.test\\.)',
    may: ['^src/kit/', own('model'), own('store/'), '^src/platform/(db/|root\\.ts$)'],
  },
  {
    name: 'actions-decide-and-store',
    from: '^src/modules/([^/]+)/actions/(?!.*\\.test\\.)',
    may: [
      ...modelled,
      ...['rules/', 'store/', 'actions/'].map(own),
      '^src/platform/(db|audit|auth|collab|files|jobs|mail|clock|trace)/|^src/platform/platform\\.ts$',
      lower,
    ],
  },
  {
    name: 'doors-use-actions',
    from: '^src/modules/([^/]+)/(pages|api)/(?!.*\\.test\\.)',
    may: [
      ...modelled,
      ...['rules/', 'store/', 'actions/', 'phrases/', 'pages/', 'api/', 'documents/', 'jobs/'].map(own),
      own('[^/]+\\.tsx?$'),
      '^src/platform/',
      '^src/ui/',
      lower,
    ],
  },
  {
    name: 'jobs-use-actions',
    from: '^src/modules/([^/]+)/jobs/(?!.*\\.test\\.)',
    may: [
      ...modelled,
      ...['rules/', 'store/', 'actions/', 'phrases/', 'jobs/', 'documents/'].map(own),
      '^src/platform/(jobs|mail|documents|db|files|audit|collab)/|^src/platform/(platform|root)\\.ts$',
      lower,
    ],
  },
]

/** A module uses only modules above it in the list, and only through their front door. */
const downwards: IForbiddenRuleType[] = moduleOrder.map((name, i) => ({
  name: `downwards-from-${name}`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: {
    path: '^src/modules/',
    pathNot: [`^src/modules/${name}/`, ...moduleOrder.slice(0, i).map(below => `^src/modules/${below}/index\\.ts$`)],
  },
}))

const foreign: DependencyType[] = ['npm', 'npm-dev', 'npm-no-pkg', 'core']

export const arrows: IForbiddenRuleType[] = [
  ...rooms.flatMap(({ name, from, may, packages }): IForbiddenRuleType[] => [
    { name, severity: 'error', from: { path: from }, to: { path: '^src/', pathNot: may } },
    ...(packages === undefined
      ? []
      : [
          {
            name: `${name}-packages`,
            severity: 'error' as const,
            from: { path: from, pathNot: '\\.(test|fixture)\\.' },
            to: {
              dependencyTypes: foreign,
              ...(packages.length > 0 ? { pathNot: packages.map(name => `node_modules/${name}/`) } : {}),
            },
          },
        ]),
  ]),
  ...downwards,
  {
    name: 'no-circle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nobody-imports-main',
    severity: 'error',
    from: { path: '^src/(kit|platform|ui|client|modules)/' },
    to: { path: '^src/(main|compose|modules)\\.ts$|^src/cli/' },
  },
]
