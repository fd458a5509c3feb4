import { type ReactNode, useId, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import './name-dialog.css'

interface NameDialogProps {
  readonly title: string
  readonly action: string
  /** What the name is before anything is typed. */
  readonly name: string
  readonly onName: (name: string) => void
  readonly onClose: () => void
  readonly longest?: number
  /** What is to be known about the name that is typed. */
  readonly children?: (name: string) => ReactNode
}

/** Asks for a name. */
export function NameDialog({ title, action, name, onName, onClose, longest = 100, children }: NameDialogProps) {
  const [typed, setTyped] = useState(name)
  const form = useId()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <button type="submit" form={form} className="button button-primary" disabled={typed.trim() === ''}>
            {action}
          </button>
        </>
      }
    >
      <form
        id={form}
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() === '') return
          onName(typed.trim())
          onClose()
        }}
      >
        <label>
          Name
          <input
            autoFocus
            type="text"
            value={typed}
            maxLength={longest}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {children?.(typed.trim())}
      </form>
    </Dialog>
  )
}
