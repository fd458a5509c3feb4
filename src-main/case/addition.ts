import { sep } from 'node:path'
import { type SourceFile, wasRead } from '../../src-shared/model/event.ts'
import { sourceText } from '../../src-shared/model/source.ts'
import type { Addition } from '../../src-shared/words/opening.ts'
import type { ReadCase } from '../ingest/ingest.ts'

/** The folders of a case that has more added to it; what lies below one of them is there already. */
export function allPaths(opened: readonly string[], added: readonly string[]): readonly string[] {
  const isBelow = (path: string) =>
    opened.some((root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep))
  return [...opened, ...new Set(added.filter((path) => !isBelow(path)))]
}

/** Files under the added folders, told apart by whether the case has them. */
export interface LookAhead {
  readonly fresh: number
  readonly known: number
}

export function lookAhead(
  found: readonly { readonly path: string }[],
  sources: readonly { readonly path: string }[],
): LookAhead {
  const inCase = new Set(sources.map(({ path }) => path))
  const known = found.filter(({ path }) => inCase.has(path)).length
  return { fresh: found.length - known, known }
}

/** What an addition brought, and what it met. */
export function whatCame(before: ReadCase, after: ReadCase, { known }: LookAhead): Addition {
  const was = new Map(before.sources.map((file) => [sourceText(file), file]))
  const is = new Set(after.sources.map(sourceText))
  const grown = (what: 'records' | 'events' | 'duplicates') => after.counts[what] - before.counts[what]
  return {
    added: after.sources.filter((file) => !was.has(sourceText(file))).length,
    known,
    changed: after.sources.filter((file) => hasChanged(was.get(sourceText(file)), file)).length,
    gone: before.sources.filter((file) => !is.has(sourceText(file))).length,
    records: grown('records'),
    events: grown('events'),
    duplicates: grown('duplicates'),
  }
}

/** Of a case that was opened in part, files that were not reached have no hash yet. */
const hasChanged = (before: SourceFile | undefined, after: SourceFile) =>
  before !== undefined && wasRead(before) && (before.sha256 !== after.sha256 || before.bytes !== after.bytes)
