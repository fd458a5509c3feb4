import { type SqlDialect, sqlDialects } from '../../../src-shared/sql/dialect.ts'
import type { DialectTold } from '../../../src-shared/sql/dialects/dialect-of.ts'
import { dialectNames } from '../../../src-shared/words/sql.ts'
import { MenuButton } from '../../widgets/menu.tsx'

interface DialectMenuProps {
  /** What the text tells. */
  readonly told: DialectTold
  /** Null: what the text tells. */
  readonly chosen: SqlDialect | null
  readonly onChoose: (dialect: SqlDialect | null) => void
}

/** The dialect that the query is run as, why, and the others. */
export const DialectMenu = ({ told, chosen, onChoose }: DialectMenuProps) => (
  <MenuButton
    icon="chevronDown"
    label={chosen === null ? `Dialect, told by the text: ${told.because}` : 'Dialect, chosen by hand'}
    entries={[
      {
        label: `As the text tells: ${dialectNames[told.dialect]}`,
        checked: chosen === null,
        onSelect: () => onChoose(null),
      },
      'separator',
      ...sqlDialects.map((dialect) => ({
        label: dialectNames[dialect],
        checked: chosen === dialect,
        onSelect: () => onChoose(dialect),
      })),
    ]}
  >
    {dialectNames[chosen ?? told.dialect]}
  </MenuButton>
)
