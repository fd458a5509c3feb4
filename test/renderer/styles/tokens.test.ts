import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const sheet = readFileSync(join(import.meta.dirname, '../../../src-renderer/styles/tokens.css'), 'utf8')
const [usual = '', more = ''] = sheet.split('@media (prefers-contrast: more)')

/** Light and dark of each token that is a plain colour. */
const coloursIn = (css: string) =>
  new Map([...css.matchAll(/(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, ...pair]) => [name!, pair]))

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['--canvas', '--surface', '--surface-sunken', '--surface-raised']
const texts = ['--text', '--text-muted', '--text-faint', '--accent', '--danger', '--warning', '--event-error']
const verdicts = ['verified', 'unverified', 'invalid', 'moved', 'missing', 'uncovered'].map((is) => `--verdict-${is}`)
const json = ['--json-key', '--json-string', '--json-number', '--json-word']

describe.each([
  ['usual', coloursIn(usual), { text: 4.5, line: 1, outline: 3 }],
  ['more', new Map([...coloursIn(usual), ...coloursIn(more)]), { text: 7, line: 3, outline: 4.5 }],
] as const)('%s contrast', (_, colours, least) => {
  const of = (name: string, on: readonly string[]) =>
    [0, 1].flatMap((theme) => on.map((below) => contrast(colours.get(name)![theme]!, colours.get(below)![theme]!)))

  test.each([...texts, ...verdicts, ...json])('%s is read on every surface', (name) => {
    for (const ratio of of(name, surfaces)) expect(ratio).toBeGreaterThanOrEqual(least.text)
  })

  test.each([...verdicts, '--danger', '--warning', '--event-error', '--accent'])('%s is read on its wash', (name) => {
    for (const ratio of of(name, [`${name}-wash`])) expect(ratio).toBeGreaterThanOrEqual(least.text)
  })

  test('controls have an outline, and parts a line between them', () => {
    for (const ratio of of('--border-strong', surfaces)) expect(ratio).toBeGreaterThanOrEqual(least.outline)
    for (const ratio of of('--border', surfaces)) expect(ratio).toBeGreaterThanOrEqual(least.line)
  })
})
