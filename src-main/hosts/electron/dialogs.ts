import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron'
import { ok } from '../../../src-shared/base/result.ts'
import type { Answer, In } from '../../../src-shared/contract/index.ts'
import { caseFileEnding } from '../../../src-shared/model/case-file.ts'

type Dialogs = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>

/**
 * Only macOS has one dialog for files and folders. Elsewhere the dialog asks for folders, the usual form of evidence.
 */
const openProperties = (platform: NodeJS.Platform): NonNullable<OpenDialogOptions['properties']> =>
  platform === 'darwin' ? ['openDirectory', 'openFile', 'multiSelections'] : ['openDirectory', 'multiSelections']

const caseFiles = [{ name: 'Trailproof case', extensions: [caseFileEnding.slice(1)] }]

/** The paths that the user picked; empty when the dialog was closed. */
export async function pickPaths(
  dialog: Dialogs,
  window: BrowserWindow,
  purpose: In<'pickPaths'>['purpose'],
): Promise<Answer<'pickPaths'>> {
  if (purpose === 'export') {
    const { filePath } = await dialog.showSaveDialog(window, { title: 'Export Events' })
    return ok(filePath ? [filePath] : [])
  }
  if (purpose === 'files') {
    const { filePaths } = await dialog.showOpenDialog(window, { title: 'Choose Files', properties: ['openFile', 'multiSelections'] }) // biome-ignore format: a line
    return ok(filePaths)
  }
  if (purpose === 'save-case') {
    const { filePath } = await dialog.showSaveDialog(window, { title: 'Save Case As', filters: caseFiles })
    return ok(filePath ? [filePath] : [])
  }
  if (purpose === 'open-case') {
    const opening = { title: 'Open Case File', filters: caseFiles, properties: ['openFile' as const] }
    const { filePaths } = await dialog.showOpenDialog(window, opening)
    return ok(filePaths)
  }
  const properties = openProperties(process.platform)
  const { filePaths } = await dialog.showOpenDialog(window, { title: 'Open Evidence', properties })
  return ok(filePaths)
}

export async function sayProblem(dialog: Dialogs, window: BrowserWindow, message: string): Promise<void> {
  await dialog.showMessageBox(window, { type: 'warning', title: 'Trailproof', message })
}

export async function showAbout(dialog: Dialogs, window: BrowserWindow, version: string): Promise<void> {
  const detail = `Version ${version}\nOffline AWS CloudTrail log forensics. Nothing leaves this machine.`
  await dialog.showMessageBox(window, { type: 'info', title: 'About Trailproof', message: 'Trailproof', detail })
}
