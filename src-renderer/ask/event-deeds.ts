import type { EventDeed } from '../../src-shared/contract/index.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { ask } from './ask.ts'
import { toldInView } from './in-view.ts'

const deeds = toldInView<EventDeed>((rows) => ask('eventDeeds', { rows }))

/** What the event did; undefined until it is known. To be used for rows in view: their records are read. */
export const useEventDeed = (row: Row): EventDeed | undefined => deeds.useTold(row)

/** As far as it was in view. */
export const targetTextOf = (row: Row): string => deeds.toldOf(row)?.target ?? ''
