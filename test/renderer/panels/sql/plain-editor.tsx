import { fireEvent, screen } from '@testing-library/react'
import { useEffect } from 'react'
import type { EditorProps } from '../../../../src-renderer/panels/sql/editor/editor.tsx'

/** Monaco needs a real layout; a text area stands for it, and shows what the editor was told of the error. */
export function SqlEditor({ textKey, initialText, error, onChange, onRun, onReady }: EditorProps) {
  useEffect(() => {
    const area = () => screen.getByLabelText<HTMLTextAreaElement>('SQL query')
    const set = (text: string) => fireEvent.change(area(), { target: { value: text } })
    onReady({
      chosenText: () => area().value,
      insert: (text) => set(area().value + text),
      change: (made) => set(made(area().value)),
      replaceText: (before, after) => set(area().value.replace(before, after)),
      focus: () => area().focus(),
    })
  }, [onReady])
  return (
    <textarea
      key={textKey}
      aria-label="SQL query"
      title={error?.message}
      defaultValue={initialText}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.ctrlKey && event.key === 'Enter' && onRun()}
    />
  )
}
