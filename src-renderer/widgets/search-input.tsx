import type { Ref } from 'react'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './search-input.css'

interface SearchInputProps {
  /** Read aloud; also the placeholder unless one is given. */
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly ref?: Ref<HTMLInputElement>
}

export function SearchInput({ label, placeholder = label, value, onChange, ref }: SearchInputProps) {
  return (
    <div className="search-input">
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="text"
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
      {value !== '' && <IconButton icon="close" label="Clear the search" onClick={() => onChange('')} />}
    </div>
  )
}
