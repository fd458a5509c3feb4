import { everything } from '../../../src-shared/filter/filter.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import { showEvents } from '../../state/open.ts'

/** The events of a file, in the grid. Nothing for a file that holds none. */
export function showEventsIn(file: SourceFile | undefined) {
  if (file === undefined || file.events === 0) return
  showEvents({ ...everything, conditions: [{ column: 'sourceFile', operator: 'is', values: [file.name] }] })
}
