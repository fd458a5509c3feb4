/**
 * Puts text on the clipboard. The copy event comes first: it needs no permission, and the hosts refuse every
 * permission request; the asynchronous clipboard is for engines that fire no copy event without a selection.
 */
export async function copyText(text: string): Promise<void> {
  let copied = false
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    copied = true
  }
  document.addEventListener('copy', onCopy, { once: true, capture: true })
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  if (!copied) await navigator.clipboard.writeText(text)
}
