import { useCase } from '../state/case.ts'
import { chooseSection, setTheme, type Theme, useLayout } from '../state/layout.ts'
import { canGoBack, canGoForward, goBack, goForward, useNavigation } from '../state/navigation.ts'
import { pickAndOpen } from '../state/open.ts'
import { IconButton, PlainButton } from '../widgets/button.tsx'
import { Icon, type IconName } from '../widgets/icon.tsx'
import { keysText } from '../widgets/key-hint.tsx'
import { Toolbar } from '../widgets/toolbar.tsx'
import './rail.css'
import { sections } from './sections.ts'
import { sectionKeys } from './shortcuts.ts'

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' }

interface RailProps {
  readonly onHelp: () => void
  readonly onPalette: () => void
}

export function Rail({ onHelp, onPalette }: RailProps) {
  const { section: shown, theme } = useLayout()
  const hasCase = useCase((state) => state.summary !== null)
  const host = useCase((state) => state.hello?.host ?? 'browser')
  return (
    <nav className="rail" aria-label="Sections">
      <Toolbar label="Sections and window" orientation="vertical" className="rail-bar">
        <BackAndForward />
        {sections.map(({ id, name, icon, digit }) => (
          <PlainButton
            key={id}
            className="rail-section"
            aria-current={hasCase && id === shown ? 'page' : undefined}
            disabled={!hasCase}
            hint={`${name} (${keysText(sectionKeys(digit, host))})`}
            onClick={() => chooseSection(id)}
          >
            <Icon name={icon} size={18} />
            {name}
          </PlainButton>
        ))}
        <span className="rail-space" />
        <IconButton icon="search" label="Go to…" title={`Go to… (${keysText('Mod+K')})`} onClick={onPalette} />
        <IconButton icon="plus" label="Open folders or files" onClick={() => void pickAndOpen()} />
        <IconButton icon={themeIcons[theme]} label={`Theme: ${theme}`} onClick={() => setTheme(nextTheme[theme])} />
        <IconButton icon="help" label="Shortcuts" onClick={onHelp} />
      </Toolbar>
    </nav>
  )
}

function BackAndForward() {
  const hasCase = useCase((state) => state.summary !== null)
  const hasBefore = useNavigation(canGoBack)
  const hasAfter = useNavigation(canGoForward)
  return (
    <div className="rail-history" role="group" aria-label="History">
      <IconButton
        icon="arrowLeft"
        label="Back"
        title="Back to what was shown before (Alt+←)"
        disabled={!hasCase || !hasBefore}
        onClick={goBack}
      />
      <IconButton
        icon="arrowRight"
        label="Forward"
        title="Forward again (Alt+→)"
        disabled={!hasCase || !hasAfter}
        onClick={goForward}
      />
    </div>
  )
}
