import { type Entity, entityKinds } from '../../src-shared/filter/entity.ts'
import { piecesOf } from '../../src-shared/filter/named-entities.ts'
import { pageOf } from '../../src-shared/words/entities.ts'
import { showEntity } from '../state/entity.ts'
import { PlainButton } from '../widgets/button.tsx'
import './entity-text.css'
import { valueHandlers } from './value-menu.tsx'

/** A sentence whose principals, roles, keys and addresses lead to their pages, and have the menu of a value. */
export const EntityText = ({ text }: { readonly text: string }) =>
  piecesOf(text).map(({ text: piece, from, entity }) =>
    entity === null ? piece : <Named key={from} entity={entity} />,
  )

const Named = ({ entity }: { readonly entity: Entity }) => (
  <PlainButton
    className="entity-text"
    hint={pageOf(entity.kind)}
    onClick={() => showEntity(entity)}
    {...valueHandlers({ column: entityKinds[entity.kind][0], value: entity.value })}
  >
    {entity.value}
  </PlainButton>
)
