import { compactJson } from '../../../../src-shared/base/json.ts'
import type { Leaf, Test } from '../tree.ts'
import { isSetAt, valuesAt } from './record-values.ts'
import { type ValueTest, valueTest } from './value-test.ts'

const testOf = new WeakMap<Leaf, ValueTest>()

/** The tests of a leaf as one, made when the leaf is first tried. */
export function testsOf(leaf: Leaf): ValueTest {
  const known = testOf.get(leaf) ?? valueTest(leaf.tests)
  testOf.set(leaf, known)
  return known
}

/** Whether a leaf holds for a record. Its text begins with `{`. */
export function holdsInRecord(leaf: Leaf, record: string): boolean {
  const { field } = leaf
  const { passes, whereUnset } = testsOf(leaf)
  if (field.kind === 'record') return passes(compactJson(record))
  if (field.kind === 'column') throw new Error(`${leaf.written}: a column is asked, not the record`)
  const { steps } = field
  if (whereUnset && !isSetAt(record, steps)) return true
  if (leaf.tests.some(({ kind }) => kind === 'set') && isSetAt(record, steps)) return true
  const values = valuesAt(record, steps)
  return values.some(passes) || isLikeOtherField(leaf.tests, values, record)
}

/** Whether one of the values is compared with one of another field, and found to be so. */
export function isLikeOtherField(tests: readonly Test[], values: readonly string[], record: string): boolean {
  return tests.some((test) => {
    if (test.kind !== 'other-field') return false
    const { steps, place, isCased } = test
    const fold = isCased ? (text: string) => text : (text: string) => text.toLowerCase()
    const sought = valuesAt(record, steps).map(fold)
    return values.some((value) => sought.some((text) => stands[place](fold(value), text)))
  })
}

const stands = {
  whole: (value: string, text: string) => value === text,
  inside: (value: string, text: string) => value.includes(text),
  start: (value: string, text: string) => value.startsWith(text),
  end: (value: string, text: string) => value.endsWith(text),
}
