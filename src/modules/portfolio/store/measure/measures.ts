import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import { type Measure, measuresSchema } from '../../model-measure.ts'

/** Measures of an instrument by id of the question. */
export type MeasuresOf = ReadonlyMap<string, Measure>

interface Known {
  byId: ReadonlyMap<string, Measure>
  ofInstrument: ReadonlyMap<string, MeasuresOf>
}

let known: Promise<Known> | undefined

/** Which question takes which figure, from `db/reference/portfolio/measures.json`; read once. */
async function readMeasures(): Promise<Known> {
  const text = await readFile(join(root, 'db/reference/portfolio/measures.json'), 'utf8')
  const file = measuresSchema.parse(JSON.parse(text))
  const byId = new Map(file.measures.map(measure => [measure.id, measure]))
  const ofInstrument = new Map(
    Object.entries(file.instruments).map(([instrument, questions]) => [
      instrument,
      new Map(
        Object.entries(questions).map(([question, id]): [string, Measure] => {
          const measure = byId.get(id)
          if (!measure) throw new Error(`measures.json has no measure ${id} for ${instrument} ${question}`)
          return [question, measure]
        }),
      ),
    ]),
  )
  return { byId, ofInstrument }
}

const measures = (): Promise<Known> => (known ??= readMeasures())

/** The measures of the questions of an instrument; none for an instrument that the file does not name. */
export const measuresOf = async (instrumentId: string): Promise<MeasuresOf> =>
  (await measures()).ofInstrument.get(instrumentId) ?? new Map<string, Measure>()

/** A measure by id; undefined for one that the file no longer has. */
export const findMeasure = async (id: string): Promise<Measure | undefined> => (await measures()).byId.get(id)
