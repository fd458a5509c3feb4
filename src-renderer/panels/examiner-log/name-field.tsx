import { useState } from 'react'
import type { Examiner } from '../../../src-shared/model/examiner-log.ts'
import { nameExaminer } from '../../state/examiner-log.ts'

/** Who works on the case, to be changed. */
export function NameField({ examiner }: { readonly examiner: Examiner }) {
  const given = examiner.is === 'given' ? examiner.name : ''
  const [typed, setTyped] = useState(given)
  return (
    <form
      className="examiner-log-name"
      onSubmit={(event) => {
        event.preventDefault()
        void nameExaminer(typed.trim())
      }}
    >
      <label>
        Your name{' '}
        <input
          type="text"
          value={typed}
          maxLength={200}
          placeholder={`${examiner.name} (account name)`}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={typed.trim() === given}>
        Use this name
      </button>
    </form>
  )
}
