import { useRef, useState } from 'react'
import { type Command, CommandList } from '../../widgets/command-list.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { useCommands, useSearchCommands } from './commands.ts'
import { useDashboardCommands } from './dashboard-commands.ts'
import { useEntityCommands } from './entity-commands.ts'
import { matching } from './matching.ts'
import { useQuestionCommands } from './question-commands.ts'

/** One line that leads everywhere: sections, commands, entities of the case, dashboards, questions of the library. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const commands = [
    ...matching(useCommands(), text),
    ...useEntityCommands(text),
    ...matching(useDashboardCommands(text), text),
    ...matching(useQuestionCommands(text), text),
    ...useSearchCommands(text),
  ]
  const run = (command: Command) => {
    onClose()
    command.run()
  }
  return (
    <Dialog title="Go to" onClose={onClose} initialFocus={input}>
      <CommandList
        label="Section, command, entity, question"
        placeholder="A section, a command, an actor, an address, a question…"
        text={text}
        onText={setText}
        commands={commands}
        onRun={run}
        inputRef={input}
      />
      {commands.length === 0 && <p className="muted">No section, command, entity or question has this name.</p>}
    </Dialog>
  )
}
