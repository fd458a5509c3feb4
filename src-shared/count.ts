// One spelling for all sentences, whatever the machine's locale: figures end up in reports.
const counts = new Intl.NumberFormat('en-US')

/** `1,234,567` */
export const formatCount = (count: number): string => counts.format(count)

/** `1 file`, `2,000 files` */
export const formatCounted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
