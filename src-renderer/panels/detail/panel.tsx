export function DetailPanel() {
  return null
}
