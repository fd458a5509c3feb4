import { filterOf } from '../../src-shared/filter/model.ts'
import { showEvents } from '../state/open.ts'
import { Button } from '../widgets/button.tsx'
import { formatCount, formatCounted } from '../widgets/format.ts'
import type { MenuEntry } from '../widgets/menu.tsx'
import { valueEntries } from './value-menu.tsx'

/** A file in as far as its events can be shown. Its name is null where it is not in the case. */
interface EventsFile {
  readonly name: string | null
  readonly events: number
}

/** The events of a file, in the grid. Nothing for a file that holds none: digests, missing files. */
export function showEventsOfFile(file: EventsFile | undefined) {
  if (file === undefined || file.name === null || file.events === 0) return
  showEvents(filterOf([{ column: 'sourceFile', operator: 'is', values: [file.name] }]))
}

/** The menu of the file, in grids of files: what leads to its events, or away from them. */
export const fileMenu = ({ name, events }: EventsFile): readonly MenuEntry[] =>
  name === null || events === 0 ? [] : valueEntries({ column: 'sourceFile', value: name })

interface FileEventsProps {
  readonly file: EventsFile
  readonly look?: 'plain' | 'quiet'
}

/** Absent for a file without events. */
export function FileEventsButton({ file, look = 'plain' }: FileEventsProps) {
  if (file.name === null || file.events === 0) return null
  return (
    <Button look={look} icon="events" onClick={() => showEventsOfFile(file)}>
      Show its {formatCounted(file.events, 'event')}
    </Button>
  )
}

/** The number of its events, in a cell. Enter on the row does the same, so that tabbing does not stop at every row. */
export function FileEventsCount({ file }: { readonly file: EventsFile }) {
  if (file.name === null || file.events === 0) return <span className="muted">{formatCount(file.events)}</span>
  return (
    <button type="button" className="panel-link" tabIndex={-1} onClick={() => showEventsOfFile(file)}>
      {formatCount(file.events)}
    </button>
  )
}
