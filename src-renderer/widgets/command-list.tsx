import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { Fragment, type RefObject } from 'react'
import './combobox.css'
import { Icon, type IconName } from './icon.tsx'

export interface Command {
  /** Unique in the list. */
  readonly id: string
  /** What it belongs to: commands of a group stand together, under its name. */
  readonly group: string
  readonly icon: IconName
  readonly label: string
  /** Beside the label: its keys, a count. */
  readonly note?: string
  readonly run: () => void
}

interface CommandListProps {
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
  /** As they are shown: groups in the order of their first command. */
  readonly commands: readonly Command[]
  readonly onRun: (command: Command) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** A line of text above the commands that it finds. The first is marked; arrow keys mark another, Enter runs it. */
export function CommandList({ label, placeholder, text, onText, commands, onRun, inputRef }: CommandListProps) {
  return (
    <Base.Root<Command>
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={commands}
      itemToStringValue={({ label }) => label}
      value={text}
      onValueChange={(value, { reason }) => reason !== 'item-press' && onText(value)}
    >
      <Base.Input
        ref={inputRef}
        className="combobox-input command-input"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
      />
      <Base.List className="combobox-list command-list" aria-label={label}>
        {commands.map((command, at) => (
          <Fragment key={command.id}>
            {command.group !== commands[at - 1]?.group && (
              <div className="command-group" role="presentation">
                {command.group}
              </div>
            )}
            <Base.Item value={command} className="combobox-item command-item" onClick={() => onRun(command)}>
              <span>
                <Icon name={command.icon} size={14} /> {command.label}
              </span>
              <span className="combobox-note">{command.note}</span>
            </Base.Item>
          </Fragment>
        ))}
      </Base.List>
    </Base.Root>
  )
}
