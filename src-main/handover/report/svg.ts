import { printable } from '../../../src-shared/base/printable.ts'
import type { Ink, ReportFigure, Shape } from '../../../src-shared/model/report.ts'
import { escaped } from './escaped.ts'

/** Colours that are apart on paper, and in shades of grey: the style of the page knows the same marks. */
const inks: Readonly<Record<Ink, string>> = {
  good: '#2b7a4b', bad: '#b3261e', warning: '#a15c00', open: '#6b7280', plain: '#6b7280', high: '#b3261e', medium: '#c77700', low: '#3a6ea5',
  info: '#8a93a0', text: '#1b1f24', muted: '#57606a', line: '#ffffff', area: '#d8dee4',
} // biome-ignore format: a palette

/** A figure of a report as SVG that stands within a page of HTML. */
export const svgOf = ({ width, height, shapes, caption }: ReportFigure): string =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${shown(caption)}">\n${shapes.map(shapeSvg).join('\n')}\n</svg>`

const shown = (text: string): string => escaped(printable(text))
/** Half a pixel is seen, a hundredth is not. */
const px = (value: number): string => String(Math.round(value * 10) / 10)

function shapeSvg(shape: Shape): string {
  const ink = inks[shape.ink]
  switch (shape.shape) {
    case 'box': {
      const { x, y, width, height, isHollow, isDashed } = shape
      const look = isHollow ? `fill="#fff" stroke="${ink}"` : `fill="${ink}"`
      return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${look}${dashes(isDashed)}/>`
    }
    case 'line': {
      const { x1, y1, x2, y2, isDashed } = shape
      return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${ink}"${dashes(isDashed)}/>`
    }
    case 'text': {
      const { x, y, text, at, isBold, isCode, isOnFill } = shape
      const names = [isBold ? 'bold' : '', isCode ? 'code' : ''].filter((name) => name !== '').join(' ')
      return `<text x="${px(x)}" y="${px(y)}" fill="${isOnFill ? '#fff' : ink}"${at === undefined ? '' : ` text-anchor="${at}"`}${names === '' ? '' : ` class="${names}"`}>${shown(text)}</text>`
    }
  }
}

const dashes = (isDashed: boolean | undefined): string => (isDashed ? ' stroke-dasharray="3 2"' : '')
