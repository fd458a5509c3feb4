import { formatCount, formatCounted } from '../base/count.ts'

/** What is said of rows of events that are selected together. */
export const eventRows = {
  selected: (rows: number) => `${formatCounted(rows, 'row')} selected`,
  clear: 'Select no rows',
  /** Of selected events that the same filter shows no more. */
  hidden: (events: number) =>
    `${formatCounted(events, 'selected event')} ${events === 1 ? 'is' : 'are'} no longer shown, and no longer selected`,
  lost: 'Other events are shown now: no rows are selected',
  copy: (rows: number, form: string) => `Copy ${rows === 1 ? 'row' : formatCounted(rows, 'row')} as ${form}`,
  copyArns: 'Copy the ARNs as a list',
  events: 'Keep, compare or export',
  bookmark: (rows: number) => `Bookmark ${rows === 1 ? 'the event' : formatCounted(rows, 'event')}`,
  bookmarked: (rows: number) => `Bookmarked ${formatCounted(rows, 'event')}`,
  compare: (rows: number) => `Compare ${formatCounted(rows, 'event')}`,
  compareNone: 'Two events are needed for a comparison',
  compareMany: (rows: number, most: number) =>
    `At most ${most} events are compared: ${formatCounted(rows, 'row')} are selected`,
  take: 'Compare the event with others',
  taken: (events: number) => `${formatCounted(events, 'event')} to be compared`,
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

/** The events of the filter, grouped by the values of a column. */
export const eventGroups = {
  label: 'Groups of events',
  menu: 'Group the events by a column',
  groupBy: (column: string) => `Group by ${column}`,
  /** Null: not counted yet. */
  title: (column: string, groups: number | null) =>
    groups === null ? `Grouped by ${column}` : `${formatCounted(groups, 'group')} by ${column}`,
  search: (column: string) => `Search ${column}`,
  leave: 'Show events',
  counting: 'Counting events…',
  absent: 'absent',
  openDoc: 'Enter or a double click shows the events of a group.',
  none: 'No event matches the filter.',
  noneFound: (text: string) => `No value contains “${text}”.`,
  columns: { events: 'events', errors: 'errors', firstSeen: 'first seen', lastSeen: 'last seen' },
} as const

/** Which columns the grid of events shows. */
export const columnChoice = {
  label: 'Columns',
  search: 'Search columns, or a path such as requestParameters.roleName',
  shown: 'Shown, in their order',
  groups: {
    added: 'Told by Trailproof',
    event: 'Event',
    identity: 'Identity',
    session: 'Session',
    network: 'Network',
    content: 'Content',
    insight: 'Insights',
  },
  paths: 'Of the record, by path',
  add: (path: string) => `Add a column of ${path}`,
  none: 'No column has that name. A path into the record begins with a field of it, such as requestParameters, or with $.',
  hide: 'Hide this column',
  reset: 'Reset columns',
} as const

/** Ways through the grid of events. */
export const goTo = {
  label: 'Go to',
  doc: 'Go to a time, or from one event of a kind to the next',
  time: 'Time (UTC)',
  timeExample: '2024-03-05 14:30',
  go: 'Go',
  noTime: (text: string) => `“${text}” is no time: 2024-03-05, 2024-03-05 14:30 and 2024-03-05T14:30:00Z are.`,
  noEvents: 'No event that is shown has a time.',
  kinds: {
    error: 'Error',
    finding: 'Event of a finding',
    bookmark: 'Bookmark',
    unproven: 'Event not verified',
    gap: 'Time not proven',
  },
  next: (kind: string) => `Next: ${kind}`,
  previous: (kind: string) => `Previous: ${kind}`,
  /** `longest`: of so many spans alone it is known. */
  none: (kind: string, isBack: boolean, longest: number | null = null) =>
    `None ${isBack ? 'before' : 'after'} this: ${kind}${longest === null ? '' : `, among the ${formatCount(longest)} longest`}`,
  /** Hours of delivery, which is later than the events. */
  gap: (state: string, where: string, from: string, until: string) =>
    `${state}: delivered ${from} to ${until}, ${where}`,
} as const
