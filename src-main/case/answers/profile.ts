import { ok } from '../../../src-shared/base/result.ts'
import type { In, Out } from '../../../src-shared/contract/index.ts'
import type { profileCalls } from '../../../src-shared/contract/profile.ts'
import { findingShares, profileOf } from '../../columns/profile.ts'
import type { Case } from '../case.ts'
import { foundIn } from '../views/found-in.ts'
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
