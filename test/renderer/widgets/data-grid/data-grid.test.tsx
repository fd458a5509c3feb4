// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { DataGrid } from '../../../../src-renderer/widgets/data-grid/data-grid.tsx'
import type { GridColumn } from '../../../../src-renderer/widgets/data-grid/types.ts'
import type { RowSpans } from '../../../../src-shared/base/row-spans.ts'

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

test('rows are marked together by keys and by clicks, and no more once another is chosen alone', () => {
  function Marking() {
    const [selected, setSelected] = useState<number | null>(null)
    const [marked, setMarked] = useState<RowSpans>([])
    return (
      <DataGrid
        label="Lines"
        columns={columns}
        rowCount={1_000_000}
        rowAt={rowAt}
        selected={selected}
        onSelect={setSelected}
        marked={marked}
        onMark={(spans) => {
          setMarked(spans)
          told = spans
        }}
      />
    )
  }
  let told: RowSpans = []
  render(<Marking />)
  const press = (key: string, more = {}) => fireEvent.keyDown(screen.getByRole('grid'), { key, ...more })
  const markedRows = () => told.map(({ from, until }) => [from, until])
  fireEvent.click(screen.getByText('line 2'))
  expect(markedRows()).toEqual([])
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  expect(markedRows()).toEqual([[2, 5]])
  press('ArrowUp', { shiftKey: true })
  expect(markedRows()).toEqual([[2, 4]])
  fireEvent.click(screen.getByText('line 6'), { ctrlKey: true })
  expect(markedRows()).toEqual([[2, 4], [6, 7]]) // biome-ignore format: spans
  expect(selectedText()).toEqual(['line 26', 'line 36', 'line 66'])
  fireEvent.click(screen.getByText('line 3'), { ctrlKey: true })
  expect(markedRows()).toEqual([[2, 3], [6, 7]]) // biome-ignore format: spans
  fireEvent.click(screen.getByText('line 8'), { shiftKey: true })
  expect(markedRows()).toEqual([[3, 9]])
  press('End', { shiftKey: true })
  expect(markedRows()).toEqual([[3, 1_000_000]])
  press('a', { ctrlKey: true })
  expect(markedRows()).toEqual([[0, 1_000_000]])
  press('Home')
  expect(markedRows()).toEqual([])
  press(' ', { ctrlKey: true })
  press('ArrowDown')
  expect(markedRows()).toEqual([])
  fireEvent.click(screen.getByText('line 4'), { ctrlKey: true })
  expect(markedRows()).toEqual([[1, 2], [4, 5]]) // biome-ignore format: spans
})

const entries = () => screen.getAllByRole('menuitem').map((entry) => entry.textContent)

test('a cell has a menu, by the mouse and by the keyboard', async () => {
  render(<Grid rowCount={20} />)
  const grid = screen.getByRole('grid')
  fireEvent.contextMenu(screen.getByText('line 4'))
  const byMouse = entries()
  expect(byMouse).toEqual(['Copy cell', 'Copy rowCtrl+C'])
  fireEvent.keyDown(document, { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  for (const keys of [{ key: 'ContextMenu' }, { key: 'F10', shiftKey: true }]) {
    fireEvent.keyDown(grid, keys)
    expect(entries()).toEqual(byMouse)
    fireEvent.keyDown(document, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  }
})

const activeText = () =>
  document.getElementById(screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '')?.textContent

test('arrow keys go from cell to cell, and into the titles', () => {
  render(<Grid rowCount={20} />)
  const press = (key: string) => fireEvent.keyDown(screen.getByRole('grid'), { key })
  press('ArrowDown')
  expect(activeText()).toBe('line 0')
  press('ArrowRight')
  expect(activeText()).toBe('6')
  press('ArrowUp')
  expect(activeText()).toBe('Length')
  press('ArrowLeft')
  expect(activeText()).toBe('Name')
  press('ArrowLeft')
  expect(activeText()).toBe('Name')
  press('ArrowDown')
  expect(activeText()).toBe('line 0')
})

test('a grid whose rows cannot be selected is read by keys all the same', () => {
  render(<DataGrid label="Lines" columns={columns} rowCount={20} rowAt={rowAt} />)
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowDown' })
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowDown' })
  expect(activeText()).toBe('line 1')
})

test('titles sort, widen and move by keys', () => {
  const said: unknown[] = []
  const hear =
    (what: string) =>
    (...words: unknown[]) =>
      void said.push([what, ...words])
  render(
    <DataGrid
      label="Lines"
      columns={columns}
      rowCount={20}
      rowAt={rowAt}
      sort={{ column: 'length', descending: true }}
      onSort={hear('sort')}
      onResize={hear('resize')}
      onReorder={hear('reorder')}
    />,
  )
  const press = (key: string, held = {}) => fireEvent.keyDown(screen.getByRole('grid'), { key, ...held })
  press('ArrowUp')
  press('Enter')
  press(' ')
  press('ArrowRight', { shiftKey: true })
  press('ArrowRight', { ctrlKey: true })
  press('ArrowLeft', { ctrlKey: true })
  press('ArrowRight')
  press('ArrowLeft', { shiftKey: true })
  expect(said).toEqual([
    ['sort', 'name'],
    ['sort', 'name'],
    ['resize', 'name', 116],
    ['reorder', 'name', 'length'],
    ['resize', 'length', 64],
  ])
  expect(screen.getAllByRole('columnheader').map((title) => title.getAttribute('aria-sort'))).toEqual([
    'none',
    'descending',
  ])
  press('ContextMenu')
  expect(entries()).toEqual([
    'Reverse the orderEnter', 'WiderShift+→', 'NarrowerShift+←', 'Move leftCtrl+←', 'Move rightCtrl+→',
  ]) // biome-ignore format: a list
})

test('rows of another height keep the row at the top', () => {
  const tops: number[] = []
  const onTopRow = (row: number): void => void tops.push(row)
  const shown = (height: number) => (
    <DataGrid
      label="Lines"
      columns={columns}
      rowCount={10_000}
      rowAt={rowAt}
      rowHeight={height}
      startRow={400}
      onTopRow={onTopRow}
    />
  )
  const { rerender } = render(shown(26))
  expect(tops.at(-1)).toBe(400)
  rerender(shown(43))
  expect(tops.at(-1)).toBe(400)
  rerender(shown(21))
  expect(tops.at(-1)).toBe(400)
})
