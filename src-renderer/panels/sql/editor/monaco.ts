import {
  editor,
  type IDisposable,
  type IRange,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  type Position,
  Range,
} from 'monaco-editor/editor'
import type { ShownTheme } from '../../../state/theme.ts'
import 'monaco-editor/editor/browser/coreCommands'
// Without it there is no suggestion widget: features/suggest does not bring it.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import workerUrl from 'monaco-editor/editor/editor.worker?worker&url'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/placeholderText/register'
import 'monaco-editor/features/suggest/register'
// Tab writes a tab; Ctrl+M (⌃⇧M on a Mac) lets it leave the editor again.
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/sql/register'
import { tokenColour } from '../../../widgets/colour.ts'

export type { IDisposable, IRange, Position }
export { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range }

self.MonacoEnvironment = { getWorker: () => new Worker(workerUrl, { type: 'module' }) }

const hex = (token: `--${string}`): string => {
  const channels = [...tokenColour(token).matchAll(/[\d.]+/g)].map(Number)
  const [red = 0, green = 0, blue = 0, alpha = 1] = channels
  return `#${[red, green, blue, alpha * 255].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** Monaco paints with its own colours: they are made from the tokens as they are now. */
export function applyTheme(theme: ShownTheme) {
  const foreground = (token: `--${string}`) => hex(token).slice(1, 7)
  editor.defineTheme('trailproof', {
    base: theme.startsWith('dark') ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: foreground('--text') },
      { token: 'keyword', foreground: foreground('--json-key'), fontStyle: 'bold' },
      { token: 'operator.sql', foreground: foreground('--text-muted') },
      { token: 'delimiter', foreground: foreground('--text-muted') },
      { token: 'delimiter.parenthesis', foreground: foreground('--text-muted') },
      { token: 'string.sql', foreground: foreground('--json-string') },
      { token: 'number', foreground: foreground('--json-number') },
      { token: 'predefined.sql', foreground: foreground('--json-word') },
      { token: 'comment', foreground: foreground('--text-faint'), fontStyle: 'italic' },
    ],
    colors: {
      'editor.background': hex('--surface'),
      'editor.foreground': hex('--text'),
      'editorLineNumber.foreground': hex('--text-faint'),
      'editorLineNumber.activeForeground': hex('--text'),
      'editorCursor.foreground': hex('--accent'),
      'editor.selectionBackground': hex('--accent-wash'),
      'editor.lineHighlightBackground': hex('--surface-sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editorWidget.background': hex('--surface-raised'),
      'editorWidget.border': hex('--border-strong'),
      'editorSuggestWidget.background': hex('--surface-raised'),
      'editorSuggestWidget.border': hex('--border-strong'),
      'editorSuggestWidget.foreground': hex('--text'),
      'editorSuggestWidget.selectedBackground': hex('--accent-wash'),
      'editorSuggestWidget.selectedForeground': hex('--text'),
      'editorSuggestWidget.highlightForeground': hex('--accent'),
      'editorSuggestWidget.focusHighlightForeground': hex('--accent'),
      'editor.placeholder.foreground': hex('--text-faint'),
      'editorError.foreground': hex('--danger'),
      // Brackets are no news in SQL; the option that ends their colours is ignored by the standalone editor.
      ...Object.fromEntries(
        [1, 2, 3].map((level) => [`editorBracketHighlight.foreground${level}`, hex('--text-muted')]),
      ),
      focusBorder: hex('--accent'),
      'list.hoverBackground': hex('--hover'),
    },
  })
  editor.setTheme('trailproof')
}
