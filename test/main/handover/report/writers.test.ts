import { describe, expect, test } from 'vitest'
import { htmlSteps } from '../../../../src-main/handover/report/html.ts'
import { markdownSteps } from '../../../../src-main/handover/report/markdown.ts'
import type { Block, Report } from '../../../../src-shared/model/report.ts'

const reportOf = (...blocks: readonly Block[]): Report => ({
  kind: 'incident', title: 'A title', paper: 'Letter', cover: [], verdict: null, leftOut: [], refused: [],
  sections: [{ id: 'scope', title: 'Scope', blocks }],
}) // biome-ignore format: a report

function whole(steps: Generator<undefined, string>): string {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
const html = (...blocks: readonly Block[]) => whole(htmlSteps(reportOf(...blocks)))
const markdown = (...blocks: readonly Block[]) => whole(markdownSteps(reportOf(...blocks)))

const table: Block = {
  kind: 'table',
  columns: [{ title: 'Name' }, { title: 'Events', isNumber: true }],
  rows: [['a|b', '1'], ['<i>', '2']],
  cut: '2 of 3 rows are listed.',
} // biome-ignore format: a table

describe('HTML', () => {
  test('is one page that loads nothing and runs nothing', () => {
    const page = html(table)
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|src=|href="(?!#)|url\(|@import/)
    expect(page).toContain('size: Letter;')
  })

  test('has heads of tables that a printer repeats, and says what a table leaves out', () => {
    const page = html(table)
    expect(page).toContain(
      '<thead><tr><th scope="col">Name</th><th scope="col" class="number">Events</th></tr></thead>',
    )
    expect(page).toContain('<td>&#60;i&#62;</td>')
    expect(page).toContain('2 of 3 rows are listed.')
  })

  test('draws figures as SVG with a name', () => {
    const shapes = [
      { shape: 'box', x: 1, y: 2, width: 3, height: 4, ink: 'bad' },
      { shape: 'text', x: 1, y: 2, text: '"><script>', ink: 'text' },
    ] as const
    const page = html({ kind: 'figure', caption: 'Hours', width: 10, height: 20, shapes })
    expect(page).toContain('<svg viewBox="0 0 10 20" role="img" aria-label="Hours">')
    expect(page).toContain('&#34;&#62;&#60;script&#62;</text>')
  })

  test('tells a verdict by shape and word, not by colour alone', () => {
    const verdict = { mark: 'bad', word: 'invalid', sentences: ['It is not.'] } as const
    expect(html({ kind: 'proof', verdict, links: [] })).toContain('<span aria-hidden="true">✕</span> invalid</span>')
  })
})

describe('Markdown', () => {
  test('keeps text what it is: in cells, at the beginning of lines, in code', () => {
    expect(markdown(table)).toContain('| a\\|b | 1 |\n| \\<i\\> | 2 |')
    expect(markdown({ kind: 'paragraph', isWritten: true, text: '1. first\n- second\n# third' })).toContain(
      '1\\. first  \n\\- second  \n\\# third',
    )
    expect(markdown({ kind: 'code', title: null, text: 'a\n```\nb' })).toContain('````\na\n```\nb\n````')
  })

  test('leaves figures to the tables that stand with them', () => {
    expect(markdown({ kind: 'figure', caption: 'Hours', width: 1, height: 1, shapes: [] })).not.toContain('Hours')
  })
})
