import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import './app.css'
import { DetailPanel } from '../panels/detail/panel.tsx'
import { DirectoryDialog } from '../panels/directory/panel.tsx'
import { EventsPanel } from '../panels/events/panel.tsx'
import { ExportDialog } from '../panels/export/panel.tsx'
import { FacetsPanel } from '../panels/filter/facets.tsx'
import { FilterPanel } from '../panels/filter/panel.tsx'
import { FindingsPanel } from '../panels/findings/panel.tsx'
import { IntegrityPanel } from '../panels/integrity/panel.tsx'
import { Rail } from '../panels/rail/panel.tsx'
import { ShortcutsDialog } from '../panels/rail/shortcuts.tsx'
import { DroppedDialog } from '../panels/sources/dropped.tsx'
import { SourcesPanel } from '../panels/sources/panel.tsx'
import { Banners } from '../panels/status/banners.tsx'
import { OpeningOverlay } from '../panels/status/opening.tsx'
import { StatusBar } from '../panels/status/panel.tsx'
import { TimelinePanel } from '../panels/timeline/panel.tsx'
import { WelcomePanel } from '../panels/welcome/panel.tsx'
import { startSession, useCase } from '../state/case.ts'
import { useShownJob } from '../state/jobs.ts'
import { type Section, sectionNames, setSize, useLayout } from '../state/layout.ts'
import { useSelection } from '../state/selection.ts'
import { useTheme } from '../state/theme.ts'
import { Loading } from '../widgets/empty.tsx'
import { ErrorBoundary } from '../widgets/error-boundary.tsx'
import { Problem } from '../widgets/problem.tsx'
import { Split } from '../widgets/split.tsx'
import { useDroppedFiles } from './drop.ts'
import { useShortcuts } from './shortcuts.ts'

// Monaco is several megabytes: fetched when the section is first shown.
const SqlPanel = lazy(async () => ({ default: (await import('../panels/sql/panel.tsx')).SqlPanel }))

export function App() {
  useEffect(startSession, [])
  useTheme()
  const isDropping = useDroppedFiles()
  const [helpShown, showHelp] = useState(false)
  useShortcuts(() => showHelp(true))
  const section = useLayout((state) => state.section)
  const summary = useCase((state) => state.summary)
  return (
    <div className={isDropping ? 'app app-dropping' : 'app'}>
      <Rail onHelp={() => showHelp(true)} />
      <main className="app-section" aria-label={summary === null ? 'Welcome' : sectionNames[section]}>
        <Banners />
        <div className="app-panel">
          <ErrorBoundary key={section} what={`The ${sectionNames[section]} section`}>
            <Main section={section} />
          </ErrorBoundary>
        </div>
      </main>
      <footer className="app-status">
        <StatusBar />
      </footer>
      <ExportDialog />
      <DirectoryDialog />
      <DroppedDialog />
      {helpShown && <ShortcutsDialog onClose={() => showHelp(false)} />}
    </div>
  )
}

function Main({ section }: { readonly section: Section }) {
  const { hello, failure, summary } = useCase()
  const job = useShownJob()
  if (failure !== null) return <Problem message={failure.message} details={failure.details ?? failure.code} />
  if (hello === null) return <Loading text="Starting…" />
  if (job?.kind === 'open' && job.state === 'running' && summary === null) return <OpeningOverlay job={job} />
  if (summary === null) return <WelcomePanel />
  return <Suspense fallback={<Loading />}>{panels[section]()}</Suspense>
}

const panels: Readonly<Record<Section, () => ReactNode>> = {
  events: () => <EventsSection />,
  integrity: () => <IntegrityPanel />,
  findings: () => <FindingsPanel />,
  sql: () => <SqlPanel />,
  sources: () => <SourcesPanel />,
}

function EventsSection() {
  const { sizes, facetsShown } = useLayout()
  const isSelected = useSelection((state) => state.row !== null)
  const events = (
    <Split
      label="detail"
      direction="row"
      sized="second"
      size={sizes.detail}
      onSize={(size) => setSize('detail', size)}
      min={250}
      minRest={340}
      first={<EventsPanel />}
      second={isSelected ? <DetailPanel /> : null}
    />
  )
  const lower = facetsShown ? (
    <Split
      label="facets"
      direction="row"
      sized="first"
      size={sizes.facets}
      onSize={(size) => setSize('facets', size)}
      min={160}
      minRest={600}
      first={<FacetsPanel />}
      second={events}
    />
  ) : (
    events
  )
  return (
    <div className="app-section" style={{ height: '100%' }}>
      <FilterPanel />
      <div className="app-panel">
        <Split
          label="timeline"
          direction="column"
          sized="first"
          size={sizes.timeline}
          onSize={(size) => setSize('timeline', size)}
          min={72}
          minRest={200}
          first={<TimelinePanel />}
          second={lower}
        />
      </div>
    </div>
  )
}
