type Cell = string | number | null

/** What a column of a table may hold, for files in which every column has one type. */
export type CellKind = 'whole' | 'real' | 'text'

/** Tells what columns hold: whole numbers, any numbers, or text, if a single cell is one or all are null. */
export class CellKinds {
  readonly #seen: { text: boolean; whole: boolean; real: boolean }[]

  constructor(columns: number) {
    this.#seen = Array.from({ length: columns }, () => ({ text: false, whole: false, real: false }))
  }

  add(row: readonly Cell[]): void {
    for (const [at, seen] of this.#seen.entries()) {
      const cell = row[at] ?? null
      if (cell === null) continue
      if (typeof cell === 'string') seen.text = true
      else if (Number.isSafeInteger(cell)) seen.whole = true
      else seen.real = true
    }
  }

  get kinds(): readonly CellKind[] {
    return this.#seen.map(({ text, whole, real }) => (text || !(whole || real) ? 'text' : real ? 'real' : 'whole'))
  }
}

/** The cell as its column holds it: whole numbers as bigint. */
export function cellAs(kind: CellKind, cell: Cell): string | number | bigint | null {
  if (cell === null) return null
  if (kind === 'text') return String(cell)
  return kind === 'whole' ? BigInt(cell) : Number(cell)
}

/** Readers of Parquet find columns by their names: a second `n` is `n_2`. */
export function namesOnce(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let once = name
    for (let copy = 2; taken.has(once); copy++) once = `${name}_${copy}`
    taken.add(once)
    return once
  })
}
