export function IntegrityPanel() {
  return null
}
