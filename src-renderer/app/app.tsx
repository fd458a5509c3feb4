import { Suspense, useEffect, useState } from 'react'
import './app.css'
import { useWarmSql } from '../ask/use-warm-sql.ts'
import { SaveCaseDialog } from '../panels/case-file/panel.tsx'
import { CompareDialog } from '../panels/detail/compare/dialog.tsx'
import { DirectoryDialog } from '../panels/directory/panel.tsx'
import { ExaminerLogDialog } from '../panels/examiner-log/panel.tsx'
import { ExportDialog } from '../panels/export/panel.tsx'
import { FetchDialog } from '../panels/fetch/panel.tsx'
import { DroppedDialog } from '../panels/sources/dropped.tsx'
import { Banners } from '../panels/status/banners.tsx'
import { OpeningOverlay } from '../panels/status/opening.tsx'
import { StatusBar } from '../panels/status/panel.tsx'
import { TakeOutDialog } from '../panels/take-out/panel.tsx'
import { WelcomePanel } from '../panels/welcome/panel.tsx'
import { ValueMenu } from '../parts/value-menu.tsx'
import { followBookmarks } from '../state/bookmarks.ts'
import { startSession, useCase } from '../state/case.ts'
import { followCaseView } from '../state/case-view.ts'
import { recordFilters } from '../state/examiner-log.ts'
import { useShownJob } from '../state/jobs.ts'
import { useLayout } from '../state/layout.ts'
import { followMenu } from '../state/open.ts'
import { useTheme } from '../state/theme.ts'
import { useZone } from '../state/zone.ts'
import { Loading } from '../widgets/empty.tsx'
import { ErrorBoundary } from '../widgets/error-boundary.tsx'
import { Problem } from '../widgets/problem.tsx'
import { ShownZone } from '../widgets/timestamp.tsx'
import { HintHost } from '../widgets/tooltip.tsx'
import { useBrowserHistory } from './browser-history.ts'
import { useDroppedFiles } from './drop.ts'
import { Palette } from './palette/palette.tsx'
import { Rail } from './rail.tsx'
import { sectionOf } from './sections.ts'
import { useShortcuts } from './shortcuts.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { SkipLink } from './skip-link.tsx'

export function App() {
  useEffect(startSession, [])
  useEffect(followBookmarks, [])
  useEffect(followCaseView, [])
  useEffect(followMenu, [])
  useEffect(recordFilters, [])
  useTheme()
  useBrowserHistory()
  useWarmSql()
  const isDropping = useDroppedFiles()
  const [helpShown, showHelp] = useState(false)
  const [paletteShown, showPalette] = useState(false)
  useShortcuts({ onHelp: () => showHelp(true), onPalette: () => showPalette(true) })
  const { id, name, Panel } = useLayout((state) => sectionOf(state.section))
  const hasCase = useCase((state) => state.summary !== null)
  return (
    <ShownZone value={useZone()}>
      <div className={isDropping ? 'app app-dropping' : 'app'}>
        <SkipLink />
        <Rail onHelp={() => showHelp(true)} onPalette={() => showPalette(true)} />
        <main className="app-section" tabIndex={-1} aria-label={hasCase ? name : 'Welcome'}>
          <Banners />
          <div className="app-panel">
            <ErrorBoundary key={id} what={`The ${name} section`}>
              <Main Panel={Panel} />
            </ErrorBoundary>
          </div>
        </main>
        <footer className="app-status">
          <StatusBar />
        </footer>
        <SaveCaseDialog />
        <CompareDialog />
        <ExaminerLogDialog />
        <ExportDialog />
        <FetchDialog />
        <TakeOutDialog />
        <DirectoryDialog />
        <DroppedDialog />
        <HintHost />
        <ValueMenu />
        {paletteShown && <Palette onClose={() => showPalette(false)} />}
        {helpShown && <ShortcutsDialog onClose={() => showHelp(false)} />}
      </div>
    </ShownZone>
  )
}

/** What there is to see: the section shown, or what stands in its place while there is no case. */
function Main({ Panel }: { readonly Panel: ReturnType<typeof sectionOf>['Panel'] }) {
  const { hello, failure, summary } = useCase()
  const job = useShownJob()
  if (failure !== null) return <Problem message={failure.message} details={failure.details ?? failure.code} />
  if (hello === null) return <Loading text="Starting…" />
  if (job?.kind === 'open' && job.state === 'running' && summary === null) return <OpeningOverlay job={job} />
  if (summary === null) return <WelcomePanel />
  return (
    <Suspense fallback={<Loading />}>
      <Panel />
    </Suspense>
  )
}
