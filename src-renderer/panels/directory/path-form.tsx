import type { FormEvent } from 'react'

interface PathFormProps {
  readonly text: string
  /** Null: what stands there follows the folder listed. */
  readonly onText: (change: (typed: string | null) => string | null) => void
  readonly onGo: (path: string) => void
}

/** The path of the folder listed, to be typed over. */
export function PathForm({ text, onText, onGo }: PathFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // The keys are for the list of that folder now.
    event.currentTarget.querySelector('input')?.blur()
    if (text.trim() !== '') onGo(text.trim())
  }
  return (
    <form className="directory-path" onSubmit={submit}>
      <input
        type="text"
        aria-label="Path of a folder"
        placeholder="Paste a path and press Enter"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          // Read now: React may run the change later, when it has put the text of before back into the input.
          const typed = target.value
          onText(() => typed)
        }}
        // While the reader is in it, no listing that comes late changes what stands there.
        onFocus={(event) => {
          onText(() => text)
          event.target.select()
        }}
        onBlur={() => onText((typed) => (typed?.trim() === '' ? null : typed))}
      />
      <button type="submit" className="button button-plain">
        Go
      </button>
    </form>
  )
}
