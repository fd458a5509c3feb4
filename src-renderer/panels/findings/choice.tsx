interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly of: readonly T[]
  readonly onChoose: (value: T) => void
  readonly children: (value: T) => string
}

export const Choice = <T extends string>({ label, value, of, onChoose, children }: ChoiceProps<T>) => (
  <label className="findings-choice">
    <span>{label}</span>
    <select value={value} onChange={({ target }) => onChoose(of.find((each) => each === target.value)!)}>
      {of.map((each) => (
        <option key={each} value={each}>
          {children(each)}
        </option>
      ))}
    </select>
  </label>
)
