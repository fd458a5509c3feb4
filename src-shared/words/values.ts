/** What the menu of a value offers, wherever the value is shown. */
export const valueMenu = {
  value: {
    only: 'Only events with this value',
    add: 'Add this value to the filter',
    release: 'Take this value out of the filter',
    exclude: 'Exclude this value',
    include: 'Stop excluding this value',
  },
  absent: (column: string) => ({
    only: `Only events without ${column}`,
    add: `Add to the filter: without ${column}`,
    release: `Take out of the filter: without ${column}`,
    exclude: `Exclude events without ${column}`,
    include: `Stop excluding events without ${column}`,
  }),
  time: {
    all: 'All events five minutes before and after',
    filtered: 'Five minutes before and after, within the filter',
  },
  copy: 'Copy the value',
  copyPath: 'Copy its path in the record',
  isAbsent: 'no value',
} as const
