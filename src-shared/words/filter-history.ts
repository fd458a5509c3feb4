/** The list of filters that were in force. */
export const filterHistory = {
  title: 'Earlier filters',
  none: 'No filter was in force in this case yet.',
  notCounted: 'reads log files',
} as const
