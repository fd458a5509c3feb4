import { useState } from 'react'
import type { RefusedAlarm } from '../../../../src-shared/contract/alarms.ts'
import { alarmWords } from '../../../../src-shared/words/alarms.ts'
import { ask } from '../../../ask/ask.ts'
import { keepAlarms } from '../../../state/alarms.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'

/** Takes a pattern, or a template, and keeps the alarms that are in it. What is not computed is told with its reason. */
export function OwnDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly RefusedAlarm[]>([])
  const read = async () => {
    const answer = await ask('readAlarms', { text })
    if (!answer.ok) {
      setProblem(answer.message)
      return
    }
    keepAlarms(answer.value.alarms)
    if (answer.value.refused.length === 0) onClose()
    else {
      setProblem(alarmWords.taken(answer.value.alarms.length))
      setRefused(answer.value.refused)
    }
  }
  return (
    <Dialog
      title={alarmWords.addTitle}
      wide
      onClose={onClose}
      actions={
        <Button look="primary" disabled={text.trim() === ''} onClick={() => void read()}>
          {alarmWords.read}
        </Button>
      }
    >
      <div className="dialog-form">
        <p className="muted">{alarmWords.addMeans}</p>
        <textarea
          className="mono alarm-text"
          aria-label={alarmWords.addLabel}
          placeholder="{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }"
          spellCheck={false}
          rows={14}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setProblem(null)
            setRefused([])
          }}
        />
        {problem !== null && <p role="alert">{problem}</p>}
        <ul>
          {refused.map(({ title, reason }) => (
            <li key={`${title} ${reason}`}>
              <strong>{title}</strong> {reason}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
