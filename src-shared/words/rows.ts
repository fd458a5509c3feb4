import { formatCount, formatCounted } from '../base/count.ts'

/** What is said of rows of events that are selected together. */
export const eventRows = {
  selected: (rows: number) => `${formatCounted(rows, 'row')} selected`,
  clear: 'Select no rows',
  copy: (rows: number, form: string) => `Copy ${rows === 1 ? 'row' : formatCounted(rows, 'row')} as ${form}`,
  copyArns: 'Copy the ARNs as a list',
  copies: 'Copies the columns shown, with their names',
  copied: (rows: number, form: string) => `Copied ${formatCounted(rows, 'row')} as ${form}`,
  copiedArns: (arns: number) => (arns === 0 ? 'The rows name no ARN' : `Copied ${formatCounted(arns, 'ARN')}`),
  tooMany: (most: number) => `At most ${formatCount(most)} rows are copied: Export writes more, with a manifest`,
} as const

/** How the grid of events and the detail of one are laid out. */
export const eventsView = {
  label: 'View of the events',
  rows: { compact: 'Compact rows', usual: 'Usual rows', tall: 'Tall rows, two lines of text' },
  detail: { right: 'Detail at the right', bottom: 'Detail below' },
} as const
