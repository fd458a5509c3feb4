import { sep } from 'node:path'
import { formatCount, formatCounted } from '../../src-shared/base/count.ts'
import type { SourceFile } from '../../src-shared/model/event.ts'
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

export function nothingNew({ known }: LookAhead, paths: readonly string[]): string {
  const where = paths.join(', ')
  if (known === 0) return `There are no files under ${where}. Nothing was added.`
  return known === 1
    ? `The file under ${where} is in the case already. Nothing was added.`
    : `All ${formatCount(known)} files under ${where} are in the case already. Nothing was added.`
}

/** What an addition brought, and what it met: no file counts twice, and none leaves the case unsaid. */
export function whatCame(before: ReadCase, after: ReadCase, { known }: LookAhead): string {
  const was = new Map(before.sources.map((file) => [file.path, file]))
  const is = new Set(after.sources.map(({ path }) => path))
  const fresh = after.sources.filter(({ path }) => !was.has(path)).length
  const gone = before.sources.filter(({ path }) => !is.has(path)).length
  const changed = after.sources.filter((file) => hasChanged(was.get(file.path), file)).length
  const grown = (what: 'records' | 'events' | 'duplicates') => after.counts[what] - before.counts[what]
  return [
    `${files(fresh)} added: ${difference(grown('records'), 'record')}, ${difference(grown('events'), 'event')}, ${difference(grown('duplicates'), 'duplicate')}.`,
    known === 0
      ? ''
      : `${files(known)} ${isOrAre(known)} in the case already and ${known === 1 ? 'counts' : 'count'} once.`,
    changed === 0 ? '' : `${files(changed)} of the case ${changed === 1 ? 'has' : 'have'} changed since it was opened.`,
    gone === 0 ? '' : `${files(gone)} of the case ${isOrAre(gone)} no longer there.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Of a case that was opened in part, files that were not reached have no hash yet. */
const hasChanged = (before: SourceFile | undefined, after: SourceFile) =>
  before !== undefined && before.form !== 'not read' && (before.sha256 !== after.sha256 || before.bytes !== after.bytes)

const files = (value: number) => formatCounted(value, 'file')
const isOrAre = (value: number) => (value === 1 ? 'is' : 'are')
const difference = (value: number, what: string) =>
  formatCounted(Math.abs(value), `${value < 0 ? 'fewer' : 'more'} ${what}`)
