import { ok } from '../../../src-shared/base/result.ts'
import type { In, Out } from '../../../src-shared/contract/index.ts'
import type { profileCalls } from '../../../src-shared/contract/profile.ts'
import { type Found, foundSteps } from '../../columns/found.ts'
import { findingShares, profileOf } from '../../columns/profile.ts'
import { ColumnQuery } from '../../columns/query.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'
import { shownFacet } from '../views/shown-value.ts'
import type { Answers } from './form.ts'

export const profileAnswers: Answers<keyof typeof profileCalls> = {
  profile: (opened, asked) => ok(profile(opened, asked)),
  findingsOf: async (opened, { filter }) => {
    const rows = opened.query.select(filter)
    return ok(findingShares(await foundIn(opened), rows, opened.snapshot.events))
  },
}

function profile({ searches, query }: Case, { filter, columns, limit }: In<'profile'>): Out<'profile'> {
  searches.begin(filter)
  const told = profileOf(query, filter, columns, limit)
  return { ...told, values: told.values.map(({ column, ...facet }) => ({ column, ...shownFacet(facet) })) }
}

const foundOfFindings = new WeakMap<readonly unknown[], Promise<Found>>()

/** The events of all findings, looked for once, in turns with other answers. */
function foundIn({ layers, query }: Case): Promise<Found> {
  const findings = layers.value('findings') ?? []
  const known = foundOfFindings.get(findings)
  if (known !== undefined) return known
  // A query of its own: the selections that windows ask for in turn stay remembered.
  const found = inTurns(foundSteps(findings, new ColumnQuery(query.snapshot)))
  foundOfFindings.set(findings, found)
  return found
}
