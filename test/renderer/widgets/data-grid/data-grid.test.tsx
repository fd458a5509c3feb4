// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { DataGrid } from '../../../../src-renderer/widgets/data-grid/data-grid.tsx'
import type { GridColumn } from '../../../../src-renderer/widgets/data-grid/types.ts'

vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(548)
afterEach(cleanup)

interface Line {
  readonly name: string
}
const columns: readonly GridColumn<Line>[] = [
  { id: 'name', title: 'Name', width: 100, render: ({ name }) => name, text: ({ name }) => name },
  { id: 'length', title: 'Length', width: 80, render: ({ name }) => name.length, text: ({ name }) => `${name.length}` },
]
const rowAt = (index: number): Line | undefined => (index % 10 === 9 ? undefined : { name: `line ${index}` })

function Grid({ rowCount, onRange }: { readonly rowCount: number; readonly onRange?: (a: number, b: number) => void }) {
  const [selected, setSelected] = useState<number | null>(null)
  return (
    <DataGrid
      label="Lines"
      columns={columns}
      rowCount={rowCount}
      rowAt={rowAt}
      selected={selected}
      onSelect={setSelected}
      {...(onRange && { onRange })}
    />
  )
}

const selectedText = () => screen.getAllByRole('row', { selected: true }).map((row) => row.textContent)

test('only rows in view are in the document, and the count is told', () => {
  render(<Grid rowCount={10_000_000} />)
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10000001')
  expect(screen.getAllByRole('row').length).toBeLessThan(60)
  expect(screen.getByText('line 0')).toBeTruthy()
})

test('a row on its way is a placeholder that says so', () => {
  render(<Grid rowCount={20} />)
  const awaited = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-busy') === 'true')
  expect(awaited.map((row) => row.getAttribute('aria-rowindex'))).toEqual(['11', '21'])
})

test('the keyboard reaches every row of ten million', () => {
  render(<Grid rowCount={10_000_000} />)
  const grid = screen.getByRole('grid')
  fireEvent.keyDown(grid, { key: 'ArrowDown' })
  expect(selectedText()).toEqual(['line 06'])
  fireEvent.keyDown(grid, { key: 'ArrowDown' })
  expect(selectedText()).toEqual(['line 16'])
  fireEvent.keyDown(grid, { key: 'PageDown' })
  expect(selectedText()).toEqual(['line 207'])
  fireEvent.keyDown(grid, { key: 'End' })
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('10000001')
  fireEvent.keyDown(grid, { key: 'ArrowUp' })
  expect(selectedText()).toEqual(['line 999999812'])
  fireEvent.keyDown(grid, { key: 'Home' })
  expect(selectedText()).toEqual(['line 06'])
})

test('the caller hears which rows are wanted', () => {
  const wanted: [number, number][] = []
  render(<Grid rowCount={10_000} onRange={(first, end) => wanted.push([first, end])} />)
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'End' })
  expect(wanted.at(-1)).toEqual([9_972, 10_000])
})

test('the row is copied whole, tab by tab', () => {
  render(<Grid rowCount={20} />)
  let copied = ''
  document.execCommand = () => {
    const event = new Event('copy') as ClipboardEvent
    const clipboardData = { setData: (_: string, text: string) => (copied = text) }
    Object.defineProperty(event, 'clipboardData', { value: clipboardData })
    return document.dispatchEvent(event)
  }
  fireEvent.click(screen.getByText('line 3'))
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'c', ctrlKey: true })
  expect(copied).toBe('line 3\t6')
})

test('a cell has a menu', () => {
  render(<Grid rowCount={20} />)
  fireEvent.contextMenu(screen.getByText('line 4'))
  expect(screen.getAllByRole('menuitem').map((entry) => entry.textContent)).toEqual(['Copy cell', 'Copy rowCtrl+C'])
  fireEvent.keyDown(document, { key: 'Escape' })
  expect(screen.queryByRole('menu')).toBeNull()
})
