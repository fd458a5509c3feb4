import { useDeferredValue, useMemo } from 'react'
import type { QueryTab } from '../../../src-shared/contract/case-view.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { dialectOf } from '../../../src-shared/sql/dialects/dialect-of.ts'

/** Characters of a text that are read with every key that is pressed: enough for what a person writes. */
export const longestRead = 100_000

interface TabDialect {
  /** The text of the tab, a little later than it is typed. */
  readonly text: string
  /** What the text alone tells. */
  readonly told: ReturnType<typeof dialectOf>
  /** In which the query of the tab runs. */
  readonly dialect: SqlDialect
}

export function useTabDialect({ text: typed, dialect, runsOn = null }: QueryTab): TabDialect {
  const text = useDeferredValue(typed.slice(0, longestRead))
  const told = useMemo(() => dialectOf(text), [text])
  return { text, told, dialect: runsOn === null ? (dialect ?? told.dialect) : 'athena' }
}
