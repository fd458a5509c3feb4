/**
 * What a colour token is in the theme shown, as `rgb(…)`, for canvases and editors that know no CSS variables.
 * Ask again when the theme changes.
 */
export function tokenColour(token: `--${string}`): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}
