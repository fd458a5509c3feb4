import type { ReportPaper } from '../../../src-shared/model/report.ts'

/**
 * One look, light, on screen and on paper: with page numbers, heads of tables on every page, and rows that are not torn.
 * Margin boxes are those of CSS Paged Media; browsers without them print no page numbers of ours.
 */
export const styleOf = (paper: ReportPaper, title: string): string => `
@page {
  size: ${paper};
  margin: 18mm 16mm 18mm;
  @bottom-left { content: ${cssText(title)}; font: 8pt system-ui, sans-serif; color: #57606a; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; color: #57606a; }
}
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1f24; font: 10.5pt/1.45 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { max-width: 190mm; margin: 0 auto; padding: 12mm 8mm; }
h1 { font-size: 22pt; line-height: 1.15; margin: 0 0 4mm; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 14pt; margin: 9mm 0 3mm; padding-bottom: 1.2mm; border-bottom: 1.5px solid #1b1f24; break-after: avoid; }
h3 { font-size: 11.5pt; margin: 6mm 0 2mm; break-after: avoid; }
h4 { font-size: 9.5pt; margin: 3mm 0 1mm; color: #57606a; font-weight: 600; break-after: avoid; }
p { margin: 0 0 2.5mm; overflow-wrap: anywhere; }
p:has(+ table) { break-inside: avoid; break-after: avoid; }
section > p, li { orphans: 3; widows: 3; }
.kind { margin: 0 0 1mm; color: #57606a; font-size: 11pt; }
.note, figcaption { color: #57606a; font-size: 9pt; }
ul, ol { margin: 0 0 3mm; padding-left: 5.5mm; }
li { margin-bottom: 1mm; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(28mm, max-content) 1fr; gap: 0.8mm 5mm; margin: 0 0 4mm; }
dt { color: #57606a; }
dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; font-size: 8.5pt; line-height: 1.35; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid #1b1f24; padding: 1mm 2mm 1mm 0; vertical-align: bottom; }
td { border-bottom: 1px solid #d8dee4; padding: 1mm 2mm 1mm 0; vertical-align: top; overflow-wrap: anywhere; unicode-bidi: isolate; }
td, th { min-width: 22mm; }
td.code { min-width: 27mm; font-size: 7.2pt; word-break: normal; }
td.time, th.time, td.number, th.number { min-width: 0; }
td.time span { white-space: nowrap; font-variant-numeric: tabular-nums; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.code, pre, svg .code { font-family: ui-monospace, "SFMono-Regular", Consolas, "Liberation Mono", monospace; }
.code { font-size: 0.92em; word-break: break-all; }
h3.code { font-size: 8.5pt; font-weight: 600; margin: 4mm 0 1.5mm; }
th.code { font-family: inherit; font-size: inherit; word-break: normal; }
pre { background: #f6f8fa; border: 1px solid #d8dee4; padding: 2.5mm 3mm; font-size: 8pt; line-height: 1.4; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 3mm; unicode-bidi: isolate; }
figure { margin: 0 0 4mm; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; margin-bottom: 1.5mm; }
svg text { font: 11px system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
svg .bold { font-weight: 600; }
svg .code { font-size: 10px; }
.mark { display: inline-block; white-space: nowrap; font-size: 8.5pt; font-weight: 650; border: 1.5px solid currentcolor; border-radius: 3px; padding: 0 1.6mm; }
.mark.good { color: #2b7a4b; } .mark.bad { color: #b3261e; } .mark.warning { color: #a15c00; } .mark.open, .mark.plain { color: #57606a; } .mark.plain { border-width: 1px; font-weight: 400; }
.verdict { border-left: 3px solid #57606a; padding: 1mm 0 0.1mm 4mm; margin: 0 0 4mm; break-inside: avoid; }
.verdict p { margin: 1.5mm 0; }
.verdict.good { border-color: #2b7a4b; } .verdict.bad { border-color: #b3261e; } .verdict.warning { border-color: #a15c00; }
.proof { border: 1px solid #d8dee4; padding: 2.5mm 3mm 0.5mm; margin: 0 0 5mm; font-size: 9pt; }
.proof .verdict { margin-bottom: 2mm; }
.proof li { margin-bottom: 2mm; break-inside: avoid; }
.proof dl { margin: 1mm 0 0; font-size: 8pt; gap: 0.4mm 3mm; grid-template-columns: minmax(20mm, max-content) 1fr; }
nav ol { columns: 2; font-size: 9.5pt; color: #57606a; }
nav a { color: inherit; text-decoration: none; }
@media print {
  main { max-width: none; padding: 0; }
  .cover.incident { break-after: page; }
  h2 { margin-top: 7mm; }
}
`

/** A string of CSS, which lies within a style element: nothing in it ends the string or the element. */
const cssText = (text: string): string =>
  `"${[...text.slice(0, 120)].map((mark) => (/[\p{L}\p{N} .,:()-]/u.test(mark) ? mark : `\\${mark.codePointAt(0)!.toString(16)} `)).join('')}"`
