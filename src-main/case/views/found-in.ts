import { type Found, foundSteps } from '../../columns/found.ts'
import { ColumnQuery } from '../../columns/query.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'

const foundOfFindings = new WeakMap<readonly unknown[], Promise<Found>>()

/** The events of all findings, those of the user's rules included, looked for once, in turns with other answers. */
export function foundIn({ found: findings, query }: Case): Promise<Found> {
  const known = foundOfFindings.get(findings)
  if (known !== undefined) return known
  // A query of its own: the selections that windows ask for in turn stay remembered.
  const found = inTurns(foundSteps(findings, new ColumnQuery(query.snapshot)))
  foundOfFindings.set(findings, found)
  return found
}
