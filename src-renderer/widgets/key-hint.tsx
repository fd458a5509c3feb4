import './key-hint.css'

const isApple = /Mac|iP(hone|ad)/.test(navigator.platform)

/** `Mod` is Cmd on Apple machines and Ctrl elsewhere: `Mod+O` becomes `⌘O` or `Ctrl+O`. */
export const keysText = (keys: string): string => keys.replaceAll('Mod+', isApple ? '⌘' : 'Ctrl+')

export function KeyHint({ keys }: { readonly keys: string }) {
  return <kbd className="key-hint">{keysText(keys)}</kbd>
}
