import { keepScroll, restoreScroll } from '../../parts/kept-scroll.ts'
import { NotReadMark } from '../../parts/not-read.tsx'
import { showEntity, useEntity } from '../../state/entity.ts'
import { hereOf, useNavigation } from '../../state/navigation.ts'
import { Button } from '../../widgets/button.tsx'
import { Directory } from './directory.tsx'
import './entities.css'
import { EntityPage } from './page.tsx'

/** What an investigation follows: a page for each, and a list to choose from. */
export function EntitiesPanel() {
  const entity = useEntity((state) => state.entity)
  const placeId = useNavigation((state) => hereOf(state).id)
  return (
    <div key={placeId} className="entities" ref={restoreScroll} onScroll={keepScroll}>
      {entity === null ? (
        <Directory />
      ) : (
        <>
          <nav className="entities-bar" aria-label="Entities">
            <Button look="quiet" icon="arrowLeft" onClick={() => showEntity(null)}>
              All entities
            </Button>
            <NotReadMark />
          </nav>
          <EntityPage entity={entity} />
        </>
      )}
    </div>
  )
}
