import { compactJson } from '../../../../src-shared/base/json.ts'
import { jsonElements, sliceJson } from '../../../../src-shared/base/json-slice.ts'

/**
 * The values at a path of a record, as texts; null is none. A list on the way, or at its end, gives those of all its
 * elements. Numbers are as they are written, objects are compact JSON.
 */
export function valuesAt(record: string, steps: readonly (string | number)[]): readonly string[] {
  const values: string[] = []
  collect(record, steps, 0, values)
  return values
}

/** Whether there is a value other than null at the path, be it an empty list. */
export function isSetAt(json: string, [step, ...steps]: readonly (string | number)[]): boolean {
  if (step === undefined) return json !== 'null'
  if (json[0] === '[' && typeof step !== 'number')
    return jsonElements(json).some((element) => isSetAt(element, [step, ...steps]))
  const inner = sliceJson(json, [step])
  return inner !== null && isSetAt(inner, steps)
}

function collect(json: string, steps: readonly (string | number)[], at: number, values: string[]): void {
  const first = json[0]
  if (first === '[' && typeof steps[at] !== 'number') {
    for (const element of jsonElements(json)) collect(element, steps, at, values)
    return
  }
  const step = steps[at]
  if (step === undefined) {
    if (first === '"') values.push(JSON.parse(json))
    else if (json !== 'null') values.push(first === '{' ? compactJson(json) : json)
    return
  }
  const inner = sliceJson(json, [step])
  if (inner !== null) collect(inner, steps, at + 1, values)
}
