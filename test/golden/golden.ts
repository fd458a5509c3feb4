import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { Cell } from '../../src-shared/contract/index.ts'

const cellText = (cell: Cell): string =>
  cell === null ? '' : /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell)

/** A result as CSV, one row per line; NULL is an empty cell. */
export const csv = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${[columns, ...rows].map((row) => row.map(cellText).join(',')).join('\n')}\n`

/** Compares with test/golden/<name>; with APPROVE=1 in the environment, writes it. Read the diff before committing. */
export function expectGolden(name: string, text: string): void {
  const file = join(import.meta.dirname, name)
  if (process.env.APPROVE !== undefined) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  expect(existsSync(file), `${name} is absent: run with APPROVE=1`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
}
