import { useCase } from '../../state/case.ts'
import {
  type Section,
  sectionNames,
  sections,
  setTheme,
  showSection,
  type Theme,
  useLayout,
} from '../../state/layout.ts'
import { pickAndOpen } from '../../state/open.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Icon, type IconName } from '../../widgets/icon.tsx'
import './rail.css'

const icons: Readonly<Record<Section, IconName>> = {
  events: 'events',
  integrity: 'shield',
  findings: 'finding',
  sql: 'sql',
  sources: 'folder',
}

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' }

export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const { section, theme } = useLayout()
  const hasCase = useCase((state) => state.summary !== null)
  return (
    <nav className="rail" aria-label="Sections">
      {sections.map((name, at) => (
        <button
          key={name}
          type="button"
          className="rail-section"
          aria-current={hasCase && name === section ? 'page' : undefined}
          disabled={!hasCase}
          title={`${sectionNames[name]} (Ctrl or ⌘ ${at + 1})`}
          onClick={() => showSection(name)}
        >
          <Icon name={icons[name]} size={18} />
          {sectionNames[name]}
        </button>
      ))}
      <span className="rail-space" />
      <IconButton icon="plus" label="Open folders or files" onClick={() => void pickAndOpen()} />
      <IconButton icon={themeIcons[theme]} label={`Theme: ${theme}`} onClick={() => setTheme(nextTheme[theme])} />
      <IconButton icon="help" label="Shortcuts" onClick={onHelp} />
    </nav>
  )
}
