import type { ShownColumn } from '../../../src-shared/contract/case-view.ts'
import { offeredFields } from '../../../src-shared/filter/record-path.ts'
import { redactionWords } from '../../../src-shared/words/redaction.ts'
import type { Formats } from './formats.ts'

interface FormatChoiceProps<F extends string> {
  readonly formats: Formats<F>
  readonly format: F
  readonly onFormat: (format: F) => void
}

/** The formats by name, and what the chosen one is. */
export const FormatChoice = <F extends string>({ formats, format, onFormat }: FormatChoiceProps<F>) => (
  <fieldset>
    <legend>Format</legend>
    <div className="export-formats">
      {formats.map(({ id, name }) => (
        <label key={id}>
          <input type="radio" name="export-format" checked={format === id} onChange={() => onFormat(id)} />
          <span>{name}</span>
        </label>
      ))}
    </div>
    <p className="muted" aria-live="polite">
      {formats.find(({ id }) => id === format)?.what}
    </p>
  </fieldset>
)

interface ColumnChoiceProps {
  readonly shown: readonly ShownColumn[]
  /** How many all are. */
  readonly all: number
  /** All columns instead of those shown. */
  readonly isAll: boolean
  readonly onAll: (isAll: boolean) => void
  /** Further fields of the record, too. */
  readonly hasFields: boolean
  readonly onFields: (hasFields: boolean) => void
}

const namesOf = (shown: readonly ShownColumn[]): string => shown.map(({ name }) => name).join(', ')

export const ColumnChoice = ({ shown, all, isAll, onAll, hasFields, onFields }: ColumnChoiceProps) => (
  <fieldset>
    <legend>Columns</legend>
    {[false, true].map((ofAll) => (
      <label key={String(ofAll)}>
        <input type="radio" name="export-columns" checked={isAll === ofAll} onChange={() => onAll(ofAll)} />
        <span>
          {ofAll ? `All ${all} columns` : `The ${shown.length} columns of the grid`}
          {!ofAll && <span className="muted">{namesOf(shown)}</span>}
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

interface RedactionChoiceProps {
  /** The file of the key; null where originals are written. */
  readonly keyFile: string | null
  readonly suggested: string
  readonly onKeyFile: (file: string | null) => void
}

/** Whether identifiers are replaced by pseudonyms, and where their key lies. */
export const RedactionChoice = ({ keyFile, suggested, onKeyFile }: RedactionChoiceProps) => (
  <fieldset>
    <legend>Redaction</legend>
    <label>
      <input
        type="checkbox"
        checked={keyFile !== null}
        onChange={() => onKeyFile(keyFile === null ? suggested : null)}
      />
      <span>
        {redactionWords.choice}
        <span className="muted">{redactionWords.choiceMeans}</span>
      </span>
    </label>
    {keyFile !== null && (
      <div className="export-file">
        <input
          type="text"
          aria-label="File of the redaction key"
          spellCheck={false}
          value={keyFile}
          onChange={(event) => onKeyFile(event.target.value)}
        />
      </div>
    )}
    {keyFile !== null && <p className="muted">{redactionWords.keyMeans}</p>}
  </fieldset>
)
