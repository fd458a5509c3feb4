export function DirectoryDialog() {
  return null
}
