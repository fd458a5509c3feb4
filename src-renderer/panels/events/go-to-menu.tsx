import { useState } from 'react'
import { goTo } from '../../../src-shared/words/rows.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { type GoToKind, goToKinds, goToNext, goToTime } from './go-to.ts'

/** To a time, and from one event of a kind to the next and the one before. */
export function GoToMenu() {
  const button = (
    <Button look="quiet" icon="arrowRight" title={goTo.doc}>
      {goTo.label}
    </Button>
  )
  return (
    <Popover label={goTo.label} button={button} className="go-to">
      {(close) => <GoTo onDone={close} />}
    </Popover>
  )
}

function GoTo({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const timeText = useTimeText()
  const goThere = async () => {
    const problem = await goToTime(text)
    setSaid(problem)
    if (problem === null) onDone()
  }
  const go = (kind: GoToKind, isBack: boolean) => void goToNext(kind, isBack, timeText).then(setSaid)
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void goThere()
        }}
      >
        <label>
          {goTo.time}
          <input
            type="text"
            value={text}
            placeholder={goTo.timeExample}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <Button disabled={text.trim() === ''} onClick={() => void goThere()}>
          {goTo.go}
        </Button>
      </form>
      <ul>
        {goToKinds.map((kind) => (
          <li key={kind}>
            <span>{goTo.kinds[kind]}</span>
            <IconButton icon="arrowUp" label={goTo.previous(goTo.kinds[kind])} onClick={() => go(kind, true)} />
            <IconButton icon="arrowDown" label={goTo.next(goTo.kinds[kind])} onClick={() => go(kind, false)} />
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </>
  )
}
