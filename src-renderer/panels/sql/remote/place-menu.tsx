import { type RemoteEngine, remoteEngines } from '../../../../src-shared/sql/ddl/ddl.ts'
import { remoteEngineName } from '../../../../src-shared/words/remote.ts'
import { MenuButton } from '../../../widgets/menu.tsx'

interface PlaceMenuProps {
  /** Null: here, over the case. */
  readonly chosen: RemoteEngine | null
  readonly onChoose: (engine: RemoteEngine | null) => void
}

/** Where the query runs. */
export const PlaceMenu = ({ chosen, onChoose }: PlaceMenuProps) => (
  <MenuButton
    icon="chevronDown"
    label="Where the query runs"
    entries={[
      { label: 'Here, over the case', checked: chosen === null, onSelect: () => onChoose(null) },
      'separator',
      ...remoteEngines.map((engine) => ({
        label: `On ${remoteEngineName[engine]}, over the trail in S3`,
        checked: chosen === engine,
        onSelect: () => onChoose(engine),
      })),
    ]}
  >
    {chosen === null ? 'Here' : `On ${remoteEngineName[chosen]}`}
  </MenuButton>
)
