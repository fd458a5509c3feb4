import { ok } from '../../../src-shared/base/result.ts'
import type { searchesCalls } from '../../../src-shared/contract/searches.ts'
import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import type { Answers } from './form.ts'

export const searchesAnswers: Answers<keyof typeof searchesCalls> = {
  recordSearches: ({ searches }, { filter }) => {
    searches.begin(filter)
    return ok(searches.told(filter))
  },
  recordFields: ({ fields }, { filter }) => ok(fields.told(pathsAsked(filter))),
  searchAgain: ({ searches }, { text }) => {
    searches.again(text)
    return ok(undefined)
  },
}
