import type { Filter } from '../filter/model.ts'
import type { LogVerdict } from '../model/integrity.ts'
import type { Session } from '../model/session.ts'
import { answers, type Call } from './call.ts'

/** A value with the number of events that have it. */
export interface Counted {
  readonly value: string
  readonly events: number
}

/** The most frequent values of a column in a session. */
export interface TopValues {
  /** The most frequent ones, most frequent first; of equally frequent ones, those that occur first. */
  readonly top: readonly Counted[]
  /** How many different values there are. */
  readonly distinct: number
}

/** A session within its chain, with what its events tell. */
export interface ChainedSession extends Session {
  /** How many sessions lie between it and the first known one of its chain. */
  readonly depth: number
  /** The verdict on the log file that holds the event which issued it; null without such an event or verdict. */
  readonly issuedByVerdict: LogVerdict['status'] | null
  /** How many of its events lie in log files that are not verified. */
  readonly unprovenEvents: number
  /** The console and services use keys of their own, made of those that were issued. */
  readonly accessKeys: TopValues
  readonly addresses: TopValues
  readonly userAgents: TopValues
  readonly operations: TopValues
  readonly errorCodes: TopValues
  readonly regions: TopValues
  /** Resources that its successful writes name, by ARN or by bucket. */
  readonly written: TopValues
  /** Shows its events. */
  readonly filter: Filter
}

export interface SessionChain {
  /** The name of the session that was asked for. */
  readonly name: string
  /** Each behind the one that issued it: the first known one, then what it issued, in order of time. */
  readonly sessions: readonly ChainedSession[]
  /** How many sessions of the chain are not told, as there are too many. */
  readonly left: number
}

export interface SessionPage {
  readonly total: number
  readonly sessions: readonly Session[]
}

export const sessionsCalls = {
  /** Those whose name, origin, principal or role holds the text in any case of letters; what is not known comes last. */
  sessions: {
    answeredBy: 'case',
    takes: { text: 'text', order: 'sessionOrder', descending: 'flag', offset: 'offset', limit: 'limit' },
    needs: ['sessions'],
    answers: answers<SessionPage>(),
  },
  /** The chain of a session by its name, or by any access key of its events; null where there is none. */
  session: {
    answeredBy: 'case',
    takes: { name: 'text' },
    needs: ['sessions'],
    answers: answers<SessionChain | null>(),
  },
} as const satisfies Readonly<Record<string, Call>>
