export function SourcesPanel() {
  return null
}
