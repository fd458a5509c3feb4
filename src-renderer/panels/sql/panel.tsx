export function SqlPanel() {
  return null
}
