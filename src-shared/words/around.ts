import { formatCounted } from '../base/count.ts'

/** Whose events are shown around one: those that have the same value in the column; null for all. */
export const aroundWhom = [
  { column: null, words: 'All events' },
  { column: 'session', words: 'Same session' },
  { column: 'accessKeyId', words: 'Same access key' },
  { column: 'sourceIPAddress', words: 'Same address' },
  { column: 'actor', words: 'Same actor' },
] as const
export type AroundColumn = NonNullable<(typeof aroundWhom)[number]['column']>

/** How far to each side of it. */
export type Reach = { readonly events: number } | { readonly minutes: number }

export const reaches: readonly Reach[] = [{ events: 20 }, { minutes: 1 }, { minutes: 5 }, { minutes: 60 }]

/** In a table. */
export const reachSign = (reach: Reach): string => {
  if ('events' in reach) return `±${reach.events}`
  return reach.minutes < 60 ? `±${reach.minutes} min` : `±${reach.minutes / 60} h`
}

export const reachWords = (reach: Reach): string =>
  `${
    'events' in reach
      ? formatCounted(reach.events, 'event')
      : reach.minutes < 60
        ? formatCounted(reach.minutes, 'minute')
        : formatCounted(reach.minutes / 60, 'hour')
  } before and after`

/** Beside the filter that shows them. */
export const setAside =
  'Shows what happened around an event. The conditions in force before are set aside: Back returns to them.'

export const noTimeNoAround = 'The event has no time, so nothing is known to have happened around it.'
