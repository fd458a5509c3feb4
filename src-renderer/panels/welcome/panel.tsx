export function WelcomePanel() {
  return null
}
