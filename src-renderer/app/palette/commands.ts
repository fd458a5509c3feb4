import { bundleDialog } from '../../../src-shared/words/bundles.ts'
import { examinerLogName } from '../../../src-shared/words/examiner-log.ts'
import { reportCommands } from '../../../src-shared/words/report/dialog.ts'
import { useCase } from '../../state/case.ts'
import { showSaveCase } from '../../state/case-file.ts'
import { showExaminerLog } from '../../state/examiner-log.ts'
import { showBundle, showExport, showFindingsExport, showReport } from '../../state/export.ts'
import { showFetch } from '../../state/fetch.ts'
import { addPart, clearFilter, searchRecordsToo } from '../../state/filter.ts'
import { chooseSection, setTheme, showSection } from '../../state/layout.ts'
import { closeCase, openSample, pickAndAdd, pickAndOpen, pickCaseFile } from '../../state/open.ts'
import { showTakeOut } from '../../state/take-out.ts'
import type { Command } from '../../widgets/command-list.tsx'
import { keysText } from '../../widgets/key-hint.tsx'
import { sections } from '../sections.ts'
import { sectionKeys } from '../shortcuts.ts'

type Row = Omit<Command, 'id' | 'group'>

const ofGroup = (group: string, rows: readonly Row[]): readonly Command[] =>
  rows.map((row) => ({ ...row, group, id: `${group} ${row.label}` }))

/** Sections, and what can be done with the case. */
export function useCommands(): readonly Command[] {
  const hasCase = useCase((state) => state.summary !== null)
  const host = useCase((state) => state.hello?.host ?? 'browser')
  const always: readonly Row[] = [
    { icon: 'folder', label: 'Open folders or files', note: keysText('Mod+O'), run: () => void pickAndOpen() },
    { icon: 'file', label: 'Open a case file', run: () => void pickCaseFile() },
    { icon: 'download', label: 'Fetch a trail from S3', run: showFetch },
    { icon: 'help', label: 'Open the sample case', run: () => void openSample() },
    { icon: 'sun', label: 'Theme: light', run: () => setTheme('light') },
    { icon: 'moon', label: 'Theme: dark', run: () => setTheme('dark') },
    { icon: 'system', label: 'Theme: system', run: () => setTheme('system') },
  ]
  if (!hasCase) return ofGroup('Commands', always)
  const places = sections.map(({ id, name, icon, digit }) => ({
    icon,
    label: name,
    note: keysText(sectionKeys(digit, host)),
    run: () => chooseSection(id),
  }))
  const ofCase: readonly Row[] = [
    { icon: 'plus', label: 'Add folders or files to the case', run: () => void pickAndAdd() },
    { icon: 'download', label: 'Export events', run: showExport },
    { icon: 'download', label: 'Export findings', run: showFindingsExport },
    { icon: 'download', label: reportCommands.integrity, run: () => showReport('integrity') },
    { icon: 'download', label: reportCommands.incident, run: () => showReport('incident') },
    { icon: 'shield', label: bundleDialog.title, run: showBundle },
    { icon: 'file', label: 'Save the case in a case file', run: showSaveCase },
    { icon: 'history', label: examinerLogName, run: showExaminerLog },
    { icon: 'sql', label: 'Take this case to Athena or Trino', run: showTakeOut },
    { icon: 'filter', label: 'Clear the filter', run: inEvents(clearFilter) },
    { icon: 'search', label: 'Search the records for the text of the filter, too', run: inEvents(searchRecordsToo) },
    { icon: 'close', label: 'Close the case', run: () => void closeCase() },
  ]
  return [...ofGroup('Sections', places), ...ofGroup('Commands', [...ofCase, ...always])]
}

/** Looks for the text itself in the events of the case; nothing without one. */
export function useSearchCommands(text: string): readonly Command[] {
  const hasCase = useCase((state) => state.summary !== null)
  const wanted = text.trim()
  if (!hasCase || wanted === '') return []
  const search = {
    icon: 'search',
    label: `Events with “${wanted}”`,
    run: inEvents(() => addPart({ text: wanted })),
  } as const
  return ofGroup('Search', [search])
}

const inEvents = (change: () => void) => () => {
  change()
  showSection('events')
}
