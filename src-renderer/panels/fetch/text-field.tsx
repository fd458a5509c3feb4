interface TextFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onValue: (value: string) => void
}

export const TextField = ({ label, placeholder, value, onValue }: TextFieldProps) => (
  <label className="fetch-field">
    {label}
    <input
      type="text"
      placeholder={placeholder}
      spellCheck={false}
      value={value}
      onChange={({ target }) => onValue(target.value)}
    />
  </label>
)
