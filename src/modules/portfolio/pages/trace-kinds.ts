import type { TraceKind } from '#platform/http/door.ts'

/** How things of the portfolio are named and shown in the trace. */
export const traceKinds: TraceKind[] = []
