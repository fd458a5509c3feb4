import './text-field.css'

interface TextFieldProps {
  readonly label: string
  /** An example, or what holds while nothing is typed. */
  readonly placeholder: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly autoFocus?: boolean
}

/** A line of text under its label: names, addresses, times. */
export const TextField = ({ label, placeholder, value, onValue, autoFocus = false }: TextFieldProps) => (
  <label className="text-field">
    {label}
    <input
      type="text"
      // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was just opened
      autoFocus={autoFocus}
      placeholder={placeholder}
      spellCheck={false}
      value={value}
      onChange={({ target }) => onValue(target.value)}
    />
  </label>
)
