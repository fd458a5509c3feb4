/** Where in a text something was not understood, as every sentence about it ends. */
export function placeIn(text: string, at: number): string {
  const rest = text.slice(at).trim()
  if (rest === '') return 'at the end'
  return `at character ${at + 1}, from “${rest.length > 40 ? `${rest.slice(0, 40)}…` : rest}”`
}
