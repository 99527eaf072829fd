import type { OpenAPIHono } from '@hono/zod-openapi'

/** The OpenAPI 3.1 document of all resources that are mounted. The same text stands in docs/openapi.json. */
export function openApiDocument(app: OpenAPIHono) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Tudang',
      version: '1',
      description:
        'Regions, instruments and published results of the smart-city programme of Indonesia. Decimals are strings with a ' +
        'point. Errors are application/problem+json (RFC 9457). Lists give `next`, to be passed as `after`. GET answers carry ' +
        'an ETag. POST honours Idempotency-Key.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    servers: [{ url: '/' }],
  })
}
