import { markdownBlock, markdownCode, markdownText } from '../../../src-shared/base/markdown.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import type { Block, Report, ReportFact, ReportTable, ReportVerdict } from '../../../src-shared/model/report.ts'
import {
  leftOutSections,
  refusedRecords,
  refusedTitle,
  reportTitles,
  timesAreUtc,
} from '../../../src-shared/words/report/report.ts'

/** The report as Markdown: CommonMark with the tables of GitHub. A figure is its caption; what it shows stands in a table. */
export function* markdownSteps(report: Report): Generator<undefined, string> {
  const { title, kind, cover, verdict, sections, leftOut, refused } = report
  const parts = [
    `# ${text(title)}`,
    title === reportTitles[kind] ? '' : text(reportTitles[kind]),
    factsMarkdown(cover),
    verdict === null ? '' : verdictMarkdown(verdict),
    `${text(timesAreUtc)}${leftOut.length === 0 ? '' : ` ${text(leftOutSections(leftOut))}`}`,
    ...(refused.length === 0
      ? []
      : [`**${text(refusedTitle)}**`, text(refusedRecords(refused.length)), listMarkdown(refused)]),
  ]
  for (const { title: name, blocks } of sections) {
    parts.push(`## ${text(name)}`)
    for (const block of blocks) {
      parts.push(blockMarkdown(block))
      yield
    }
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Nothing at the beginning of a line makes a list or a heading of it. */
const text = (of: string): string =>
  markdownText(printable(of)).replace(/^(\s*)([-+]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  )

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${text(block.text)}`
    case 'paragraph':
      return block.isWritten ? block.text.split(/\r?\n/).map(text).join('  \n') : text(block.text)
    case 'list':
      return listMarkdown(block.items)
    case 'facts':
      return factsMarkdown(block.facts)
    case 'table':
      return tableMarkdown(block)
    case 'code':
      return `${block.title === null ? '' : `**${text(block.title)}**\n\n`}${markdownBlock(block.text.split(/\r?\n/).map(printable).join('\n'))}`
    case 'figure':
      return ''
    case 'proof':
      return [
        verdictMarkdown(block.verdict),
        block.links
          .map(({ word, title, sentence, facts }, at) =>
            [
              `${at + 1}. **${text(title)}** (${text(word)}): ${text(sentence)}`,
              ...facts.map((fact) => `   - ${factMarkdown(fact)}`),
            ].join('\n'),
          )
          .join('\n'),
      ].join('\n\n')
  }
}

const factMarkdown = ({ name, text: said, isCode }: ReportFact): string =>
  `${text(name)}: ${isCode ? markdownCode(printable(said)) : text(said)}`
const factsMarkdown = (facts: readonly ReportFact[]): string =>
  facts.map((fact) => `- ${factMarkdown(fact)}`).join('\n')
const listMarkdown = (items: readonly string[]): string => items.map((item) => `- ${text(item)}`).join('\n')

const verdictMarkdown = ({ word, sentences }: ReportVerdict): string =>
  `> **${text(word)}**${sentences.map((sentence) => `\n>\n> ${text(sentence)}`).join('')}`

function tableMarkdown({ columns, rows, cut }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = [
    line(columns.map(({ title }) => text(title))),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => text(cell)))),
  ].join('\n')
  return cut === null ? table : `${table}\n\n${text(cut)}`
}
