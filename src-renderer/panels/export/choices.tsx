import { allColumns } from '../../../src-shared/contract/export-columns.ts'
import { type ExportFormat, exportFormats } from '../../../src-shared/contract/index.ts'
import { offeredFields } from '../../../src-shared/filter/record-path.ts'
import type { ShownColumn } from '../../state/layout.ts'
import type { FormatWords } from './formats.ts'

interface FormatChoiceProps {
  readonly words: FormatWords
  readonly format: ExportFormat
  readonly onFormat: (format: ExportFormat) => void
}

export const FormatChoice = ({ words, format, onFormat }: FormatChoiceProps) => (
  <fieldset>
    <legend>Format</legend>
    {exportFormats.map((each) => (
      <label key={each}>
        <input type="radio" name="export-format" checked={format === each} onChange={() => onFormat(each)} />
        <span>
          <strong>{words[each].name}</strong>
          <span className="muted">{words[each].what}</span>
        </span>
      </label>
    ))}
  </fieldset>
)

interface ColumnChoiceProps {
  readonly shown: readonly ShownColumn[]
  /** All columns instead of those shown. */
  readonly isAll: boolean
  readonly onAll: (isAll: boolean) => void
  /** Further fields of the record, too. */
  readonly hasFields: boolean
  readonly onFields: (hasFields: boolean) => void
}

const namesOf = (shown: readonly ShownColumn[]): string => shown.map(({ name }) => name).join(', ')

export const ColumnChoice = ({ shown, isAll, onAll, hasFields, onFields }: ColumnChoiceProps) => (
  <fieldset>
    <legend>Columns</legend>
    {[false, true].map((all) => (
      <label key={String(all)}>
        <input type="radio" name="export-columns" checked={isAll === all} onChange={() => onAll(all)} />
        <span>
          {all ? `All ${allColumns.length} columns` : `The ${shown.length} columns of the grid`}
          {!all && <span className="muted">{namesOf(shown)}</span>}
        </span>
      </label>
    ))}
    <label>
      <input type="checkbox" checked={hasFields} onChange={() => onFields(!hasFields)} />
      <span>
        Also what was asked and answered, as JSON text
        <span className="muted">{offeredFields.join(', ')}</span>
      </span>
    </label>
  </fieldset>
)
