import { singleKeys } from '../../src-shared/words/keys.ts'
import { useCase } from '../state/case.ts'
import { turnSingleKeys, useSingleKeys } from '../state/single-keys.ts'
import { Dialog } from '../widgets/dialog.tsx'
import { KeyHint } from '../widgets/key-hint.tsx'
import { shortcutsOf } from './shortcuts.ts'
import './shortcuts.css'

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { areOn } = useSingleKeys()
  const host = useCase((state) => state.hello?.host ?? 'browser')
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <label className="shortcuts-single">
        <input type="checkbox" checked={areOn} onChange={({ target }) => turnSingleKeys(target.checked)} />
        {singleKeys}
      </label>
      <dl className="shortcuts">
        {shortcutsOf(host).map(({ keys, what }) => (
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
