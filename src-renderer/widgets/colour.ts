/**
 * What a colour token is in the theme shown, as `rgb(…)`, for canvases and editors that know no CSS variables.
 * Ask again when the theme changes.
 */
export function tokenColour(token: `--${string}`): string {
  const probe = document.createElement('span')
  // Forced colours would give the text of the system for every token, and all that is drawn would look the same.
  probe.style.forcedColorAdjust = 'none'
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}

export type ColourOf = (token: `--${string}`) => string

let kept: { readonly theme: string; readonly known: Map<string, string> } | null = null

/** The same for drawings that are made again with every movement of the pointer: each token is asked for once a theme, whatever that is called. */
export function coloursOf(theme: string): ColourOf {
  if (kept?.theme !== theme) kept = { theme, known: new Map() }
  const { known } = kept
  return (token) => {
    const colour = known.get(token) ?? tokenColour(token)
    known.set(token, colour)
    return colour
  }
}
