import type { RecordValues } from '../../src-shared/contract/index.ts'
import { deedColumns, isRecordPath } from '../../src-shared/filter/columns.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { useLayout } from '../state/layout.ts'
import { ask } from './ask.ts'
import { toldInView } from './in-view.ts'

/** Paths whose values the grid shows; targets are told with the summaries of events. */
const pathsShown = (): readonly RecordPath[] =>
  useLayout
    .getState()
    .columns.map(({ name }) => name)
    .filter((name) => isRecordPath(name))
    .filter((name) => name !== deedColumns.target)

const asked = () => JSON.stringify(pathsShown().toSorted())

const values = toldInView<ReadonlyMap<RecordPath, string | null> | null>(async (rows) => {
  const recordPaths = pathsShown()
  const answer = await ask('recordValues', { rows, recordPaths })
  return answer.ok ? { ...answer, value: answer.value.map((each) => byPath(recordPaths, each)) } : answer
}, asked)

const byPath = (paths: readonly RecordPath[], told: RecordValues) =>
  told === null ? null : new Map(paths.map((path, k) => [path, told[k]!]))

/** The values of the event's record at the paths that the grid shows; null where it could not be read, undefined until then. */
export const useRecordValues = (row: Row) => values.useTold(row, asked())

/** As far as it was in view. */
export const recordValueOf = (row: Row, path: RecordPath): string | null | undefined => values.toldOf(row)?.get(path)
