import { useEffect, useRef } from 'react'
import { useShownTheme } from '../../../state/theme.ts'
import type { Language } from './completion.ts'
import { errorPlaces } from './error-place.ts'
import { registerLanguage } from './language.ts'
import { heldText } from './models.ts'
import { applyTheme, editor, type IRange, KeyCode, KeyMod, MarkerSeverity, Range } from './monaco.ts'
import { statementAt } from './statement.ts'

/** What the panel may ask of the editor. */
export interface EditorHandle {
  /** The selection; else the statement at the cursor, and all of the text where there is none. */
  readonly chosenText: () => string
  readonly insert: (text: string) => void
  /** Changes the selection, or all of the text where there is none. One step to undo. */
  readonly change: (made: (text: string) => string) => void
  /** Puts one text in the place of another, where that still stands there. */
  readonly replaceText: (before: string, after: string) => void
  readonly focus: () => void
}

export interface EditorProps {
  /** Names the text among those of other tabs and cases. */
  readonly textKey: string
  /** What stands there when the text of that key is first shown; what the editor holds later is its own. */
  readonly initialText: string
  readonly language: Language
  /** The last run's error and the text that was run. */
  readonly error: { readonly message: string; readonly sql: string } | null
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  readonly onFormat: () => void
  readonly onSave: () => void
  readonly onReady: (handle: EditorHandle | null) => void
}

export function SqlEditor(props: EditorProps) {
  const { textKey, language, error } = props
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<editor.IStandaloneCodeEditor | null>(null)
  // The editor is made once; what it calls is whatever the panel handed over last.
  const latest = useRef(props)
  latest.current = props
  const theme = useShownTheme()
  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    const made = editor.create(box.current!, {
      model: null,
      theme: 'trailproof',
      ariaLabel: 'SQL query',
      placeholder: 'SELECT … FROM events',
      automaticLayout: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
      fontSize: 13,
      lineHeight: 20,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      folding: false,
      glyphMargin: false,
      lineNumbersMinChars: 3,
      overviewRulerLanes: 0,
      padding: { top: 8, bottom: 8 },
      renderLineHighlight: 'line',
      tabFocusMode: false,
      fixedOverflowWidgets: true,
      wordBasedSuggestions: 'off',
      quickSuggestions: { other: true, strings: true, comments: false },
    })
    held.current = made
    made.onDidChangeModelContent(() => latest.current.onChange(made.getValue()))
    made.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => latest.current.onRun())
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, () => latest.current.onSave())
    made.addCommand(KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, () => latest.current.onFormat())
    latest.current.onReady(handleOf(made))
    return () => {
      latest.current.onReady(null)
      heldText(latest.current.textKey, '').view = made.saveViewState()
      held.current = null
      made.dispose()
    }
  }, [])

  useEffect(() => {
    const shown = heldText(textKey, latest.current.initialText)
    held.current?.setModel(shown.model)
    held.current?.restoreViewState(shown.view)
    return () => {
      if (held.current !== null) shown.view = held.current.saveViewState()
    }
  }, [textKey])

  useEffect(() => {
    const registered = registerLanguage(language)
    return () => registered.dispose()
  }, [language])

  useEffect(() => {
    const { model } = heldText(textKey, latest.current.initialText)
    editor.setModelMarkers(model, 'sqlite', error === null ? [] : markersOf(model, error))
  }, [error, textKey])

  return <div ref={box} className="sql-editor" />
}
function handleOf(made: editor.IStandaloneCodeEditor): EditorHandle {
  const replace = (range: IRange | null, text: string) => {
    if (range === null) return
    made.pushUndoStop()
    made.executeEdits('trailproof', [{ range, text, forceMoveMarkers: true }])
    made.pushUndoStop()
    made.focus()
  }
  return {
    chosenText: () => {
      const selection = made.getSelection()
      const model = made.getModel()
      if (selection === null || model === null) return made.getValue()
      if (!selection.isEmpty()) return model.getValueInRange(selection)
      const { from, until } = statementAt(made.getValue(), model.getOffsetAt(selection.getPosition()))
      return made.getValue().slice(from, until).trim() || made.getValue()
    },
    insert: (text) => replace(made.getSelection(), text),
    change: (changed) => {
      const [selection, model] = [made.getSelection(), made.getModel()]
      if (selection === null || model === null) return
      const range = selection.isEmpty() ? model.getFullModelRange() : selection
      const before = model.getValueInRange(range)
      const after = changed(before)
      if (after !== before) replace(range, after)
    },
    replaceText: (before, after) => {
      const model = made.getModel()
      const at = made.getValue().indexOf(before)
      if (model === null || at < 0) return
      const [start, end] = [model.getPositionAt(at), model.getPositionAt(at + before.length)]
      replace(Range.fromPositions(start, end), after)
    },
    focus: () => made.focus(),
  }
}

/** Marks what the message points at, in the text that was run, if it still stands in the editor. */
function markersOf(
  model: editor.ITextModel,
  { message, sql }: NonNullable<EditorProps['error']>,
): editor.IMarkerData[] {
  const start = model.getValue().indexOf(sql)
  if (start < 0) return []
  return errorPlaces(message, sql).map(({ from, until }) => {
    const at = model.getPositionAt(start + from)
    const end = model.getPositionAt(start + until)
    return {
      severity: MarkerSeverity.Error,
      message,
      startLineNumber: at.lineNumber,
      startColumn: at.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    }
  })
}
