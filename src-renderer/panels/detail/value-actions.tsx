import type { ColumnValue } from '../../../src-shared/filter/asks.ts'
import { toggleValue } from '../../state/filter.ts'
import { showOnly } from '../../state/open.ts'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'

interface ValueActionsProps {
  /** Null for a value that the filter does not know. */
  readonly of: ColumnValue | null
  /** As it is shown and copied. */
  readonly text: string
  /** What the value is called: names the button that copies it. */
  readonly name: string
}

/** Only this, also this, all but this, copy. */
export const ValueActions = ({ of, text, name }: ValueActionsProps) => (
  <>
    {of !== null && (
      <>
        <IconButton icon="filter" label={`Only events with ${of.column} ${text}`} onClick={() => showOnly(of)} />
        <IconButton
          icon="plus"
          label={`Filter for ${of.column} ${text}`}
          onClick={() => toggleValue(of.column, 'is', of.value)}
        />
        <IconButton
          icon="minus"
          label={`Exclude ${of.column} ${text}`}
          onClick={() => toggleValue(of.column, 'isNot', of.value)}
        />
      </>
    )}
    <CopyButton what={name} text={text} />
  </>
)
