// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MiddleCut } from '../../../src-renderer/widgets/middle-cut.tsx'

const name = 'invoice\u202etxt.exe'
const shown = 'invoice⟦U+202E⟧txt.exe'

test('a control that reorders text is shown as a mark, wherever a text is drawn or read out', () => {
  render(
    <>
      <p title={name} data-testid="a">
        before {name} {7} behind
      </p>
      <button type="button" aria-label={name}>
        {name}
      </button>
      <MiddleCut text={name} />
      {name}
    </>,
  )
  const paragraph = screen.getByTestId('a')
  expect([paragraph.textContent, paragraph.title]).toEqual([`before ${shown} 7 behind`, shown])
  expect(screen.getByRole('button', { name: shown }).textContent).toBe(shown)
  expect(screen.getAllByTitle(shown)).toHaveLength(2)
  expect(document.body.textContent).not.toContain('\u202e')
})

test('so is an escape, a C1 control and a line separator; white space and what is edited stay', () => {
  render(
    <>
      <pre data-testid="pre">{'a\tb\nc\u001b[2J\u009b\u2028'}</pre>
      <input aria-label="path" defaultValue={name} />
    </>,
  )
  expect(screen.getByTestId('pre').textContent).toBe('a\tb\nc⟦U+001B⟧[2J⟦U+009B⟧⟦U+2028⟧')
  expect((screen.getByLabelText('path') as HTMLInputElement).value).toBe(name)
})
