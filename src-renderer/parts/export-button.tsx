import type { Filter } from '../../src-shared/filter/model.ts'
import { exportOf } from '../../src-shared/words/exporting.ts'
import { showExportOf } from '../state/export.ts'
import { IconButton } from '../widgets/button.tsx'

interface ExportButtonProps {
  readonly filter: Filter
  /** Names what the events are of, such as `the finding “…”`. */
  readonly whose: string
  readonly disabled?: boolean
}

/** Opens the export of these events. */
export const ExportButton = ({ filter, whose, disabled = false }: ExportButtonProps) => (
  <IconButton
    icon="download"
    label={exportOf.button(whose)}
    disabled={disabled}
    onClick={() => showExportOf(filter, whose)}
  />
)
