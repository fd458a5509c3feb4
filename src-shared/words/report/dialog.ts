import { formatCount } from '../../base/count.ts'
import type { ReportFormat, ReportKind } from '../../model/report.ts'

/** What the window says about a report before it is written. */

export const reportDialog = {
  title: 'Write a report',
  write: 'Write the report',
  kind: 'Kind of report',
  fields: {
    title: 'Title',
    caseNumber: 'Case number',
    examiner: 'Examiner',
    organization: 'Organization',
    introduction: 'Introduction',
  },
  /** The same name stands in the examiner log. */
  examinerExample: 'As in the examiner log',
  introductionDoc: 'Paragraphs, with empty lines between',
  paper: 'Paper',
  range: 'Delivery time (UTC)',
  from: 'From',
  until: 'Up to, not including',
  wholeCase: 'all of the case',
  wrongTime: (text: string): string =>
    `“${text}” is no time: 2024-03-05, 2024-03-05 14:30 and 2024-03-05T14:30:00Z are.`,
  endsBefore: 'The range ends before it begins.',
  sections: 'Sections',
  incidents: 'Incidents',
  noIncidents: 'The case has no incidents.',
  findings: 'Findings',
  findingsOf: {
    incidents: 'Those of the incidents chosen, and those that were confirmed',
    confirmed: 'Only those that were confirmed',
    chosen: 'Those chosen below',
  },
  noFindings: 'The case has no findings.',
  findingsLater: 'Findings can be chosen when the rules have run.',
  sectionTitle: (title: string): string => `Title of ${title}`,
  isIn: (title: string): string => `Tell ${title}`,
  moveUp: (title: string): string => `Move ${title} up`,
  moveDown: (title: string): string => `Move ${title} down`,
  bookmarks: 'Bookmarks',
  noBookmarks: 'Nothing is bookmarked: M keeps an event with a note.',
  chosen: (chosen: number, all: number): string => `${formatCount(chosen)} of ${formatCount(all)}`,
  format: 'Format',
  preview: 'Preview',
  previewLater: 'The report is shown when it can be made.',
  folder: 'Folder for the report',
  manifest: 'The manifest beside it has the hash of the report and of every source file.',
} as const

export const formatDocs: Readonly<Record<ReportFormat, { readonly name: string; readonly what: string }>> = {
  html: { name: 'HTML', what: 'One file without script, which prints well.' },
  pdf: { name: 'PDF', what: 'Printed by a Chromium, Chrome or Edge of this machine, or by Electron.' },
  markdown: { name: 'Markdown', what: 'For a wiki or a ticket. Pictures are left out; their tables are there.' },
}

/** What the menu of commands and the buttons are called. */
export const reportCommands: Readonly<Record<ReportKind, string>> = {
  integrity: 'Integrity certificate…',
  incident: 'Incident report…',
}
