/** The choice of a range of time. */
export const timeChoice = {
  title: 'Time range',
  typed: 'Time in UTC: a day, a month, or from..until',
  example: '2024-03-05 10:00..2024-03-05 12:30',
  from: 'From (UTC)',
  until: 'Until before (UTC)',
  unreadable: 'This is no time such as 2024-03-05, 2024-03-05 10:00 or 2024-03-05 10:00..2024-03-05 12:30.',
  use: 'Show this time',
  none: 'Show all of the time',
  presets: 'Common ranges',
  around: [
    { words: '±5 min of the selected event', minutes: 5 },
    { words: '±1 h of the selected event', minutes: 60 },
  ],
  last: [
    { words: 'Last hour of the case', hours: 1 },
    { words: 'Last 24 hours of the case', hours: 24 },
    { words: 'Last 7 days of the case', hours: 7 * 24 },
    { words: 'Last 30 days of the case', hours: 30 * 24 },
  ],
} as const
