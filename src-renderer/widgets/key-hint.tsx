import './key-hint.css'

const isApple = /Mac|iP(hone|ad)/.test(navigator.platform)

/** `Mod` is Cmd on Apple machines and Ctrl elsewhere: `<KeyHint keys="Mod+O" />`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return <kbd className="key-hint">{keys.replace('Mod+', isApple ? '⌘' : 'Ctrl+')}</kbd>
}
