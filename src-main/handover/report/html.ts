import { printable } from '../../../src-shared/base/printable.ts'
import type {
  Block,
  Report,
  ReportColumn,
  ReportFact,
  ReportMark,
  ReportPart,
  ReportTable,
  ReportVerdict,
} from '../../../src-shared/model/report.ts'
import {
  leftOutSections,
  refusedRecords,
  refusedTitle,
  reportTitles,
  timesAreUtc,
} from '../../../src-shared/words/report/report.ts'
import { escaped } from './escaped.ts'
import { styleOf } from './html-style.ts'
import { svgOf } from './svg.ts'

/**
 * The report as one page: no script, no address that anything is loaded from, and a policy that refuses both. Text of the
 * evidence is escaped, and characters that would be obeyed instead of shown are written as escapes of JSON. Yields, as a
 * page may be long.
 */
export function* htmlSteps(report: Report): Generator<undefined, string> {
  const { title, kind, cover, verdict, sections, leftOut, refused, paper } = report
  const parts = [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>\n<style>${styleOf(paper, printable(title))}</style>\n</head>\n<body>\n<main>`,
    `<header class="cover ${kind}">`,
    title === reportTitles[kind] ? '' : `<p class="kind">${text(reportTitles[kind])}</p>`,
    `<h1>${text(title)}</h1>`,
    factsHtml(cover),
    verdict === null ? '' : verdictHtml(verdict),
    `<p class="note">${text(timesAreUtc)}${leftOut.length === 0 ? '' : ` ${text(leftOutSections(leftOut))}`}</p>`,
    refusedHtml(refused),
    contentsHtml(sections),
    '</header>',
  ]
  yield
  for (const { id, title: name, blocks } of sections) {
    parts.push(`<section id="${id}">\n<h2>${text(name)}</h2>`)
    for (const block of blocks) {
      parts.push(blockHtml(block))
      yield
    }
    parts.push('</section>')
  }
  return `${[...parts, '</main>\n</body>\n</html>'].filter((part) => part !== '').join('\n')}\n`
}

const text = (of: string): string => escaped(printable(of))
/** Lines stay lines. */
const lines = (of: string): string => of.split(/\r?\n/).map(text).join('\n')

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3${block.isCode ? ' class="code"' : ''}>${text(block.text)}</h3>`
    case 'paragraph':
      return `<p${block.isNote ? ' class="note"' : ''}>${block.isWritten ? lines(block.text).replaceAll('\n', '<br>\n') : text(block.text)}</p>`
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${text(item)}</li>`).join('\n')}\n</ul>`
    case 'facts':
      return factsHtml(block.facts)
    case 'table':
      return tableHtml(block)
    case 'code':
      return `${block.title === null ? '' : `<h4>${text(block.title)}</h4>\n`}<pre>${lines(block.text)}</pre>`
    case 'figure':
      return `<figure>${svgOf(block)}<figcaption>${text(block.caption)}</figcaption></figure>`
    case 'proof':
      return [
        '<div class="proof">',
        verdictHtml(block.verdict),
        '<ol>',
        ...block.links.map(
          ({ mark, word, title, sentence, facts }) =>
            `<li>${badge(mark, word)} <strong>${text(title)}</strong>: ${text(sentence)}${factsHtml(facts)}</li>`,
        ),
        '</ol>\n</div>',
      ].join('\n')
  }
}

const factsHtml = (facts: readonly ReportFact[]): string =>
  facts.length === 0
    ? ''
    : `<dl>\n${facts
        .map(
          ({ name, text: said, isCode }) =>
            `<dt>${text(name)}</dt><dd${isCode ? ' class="code"' : ''}>${text(said)}</dd>`,
        )
        .join('\n')}\n</dl>`

/** Shape and word beside the colour: a copier knows no colour. */
const shapes: Readonly<Record<ReportMark, string>> = { good: '✓', bad: '✕', warning: '!', open: '?', plain: '·' }
const badge = (mark: ReportMark, word: string): string =>
  `<span class="mark ${mark}"><span aria-hidden="true">${shapes[mark]}</span> ${text(word)}</span>`

const verdictHtml = ({ mark, word, sentences }: ReportVerdict): string =>
  `<div class="verdict ${mark}">${badge(mark, word)}\n${sentences.map((sentence) => `<p>${text(sentence)}</p>`).join('\n')}</div>`

function tableHtml({ columns, rows, cut }: ReportTable): string {
  const kinds = columns.map(kindOf)
  const head = columns.map(({ title }, at) => `<th scope="col"${kinds[at]}>${text(title)}</th>`).join('')
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, at) => `<td${kinds[at]}>${columns[at]?.isTime ? timeHtml(cell) : text(cell)}</td>`).join('')}</tr>`,
  )
  const after = cut === null ? '' : `\n<p class="note">${text(cut)}</p>`
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>${after}`
}

/** Where there is little room, a time is broken between the day and the hour. */
const timeHtml = (time: string): string =>
  text(time).replace(/^(\d{4}-\d\d-\d\dT)(.+)$/, '<span>$1</span><wbr><span>$2</span>')

const kindOf = ({ isCode, isNumber, isTime }: ReportColumn): string =>
  isCode ? ' class="code"' : isNumber ? ' class="number"' : isTime ? ' class="time"' : ''

const refusedHtml = (refused: readonly string[]): string =>
  refused.length === 0
    ? ''
    : `<div class="verdict warning"><strong>${text(refusedTitle)}</strong>\n<p>${text(refusedRecords(refused.length))}</p>\n<ul>${refused.map((each) => `<li>${text(each)}</li>`).join('')}</ul></div>`

const contentsHtml = (sections: readonly ReportPart[]): string =>
  `<nav aria-label="Contents"><ol>${sections.map(({ id, title }) => `<li><a href="#${id}">${text(title)}</a></li>`).join('')}</ol></nav>`
