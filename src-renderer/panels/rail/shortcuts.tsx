import { shortcuts } from '../../app/shortcuts.ts'
import { Dialog } from '../../widgets/dialog.tsx'
import { KeyHint } from '../../widgets/key-hint.tsx'
import './shortcuts.css'

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(({ keys, what }) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
