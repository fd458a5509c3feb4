import { useCase } from '../../state/case.ts'
import { dropNothing, settleDropped, useOpen } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'

/** Asks what becomes of something that was dropped while a case is open: only its reader knows what belongs together. */
export function DroppedDialog() {
  const dropped = useOpen((state) => state.dropped)
  const title = useCase((state) => state.summary?.title ?? null)
  if (dropped === null || title === null) return null
  const actions = (
    <>
      <Button onClick={dropNothing}>Cancel</Button>
      <Button onClick={() => settleDropped('open')}>Open instead</Button>
      <Button look="primary" onClick={() => settleDropped('add')}>
        Add to the case
      </Button>
    </>
  )
  return (
    <Dialog title="Add to the open case?" onClose={dropNothing} actions={actions}>
      {dropped.length > 0 ? (
        <ul className="sources-dropped">
          {dropped.map((path) => (
            <li key={path}>
              <MiddleCut text={path} tail={40} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="sources-dropped">
          A browser does not tell where dropped files lie: the folder is to be chosen in the next step.
        </p>
      )}
      <p className="muted">
        Added to “{title}”, all evidence is checked anew together: digests of one folder can prove those of the other.
        The case stays as it is until then.
      </p>
    </Dialog>
  )
}
