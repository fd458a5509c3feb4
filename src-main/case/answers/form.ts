import type { Answer, CaseCallName, calls, In } from '../../../src-shared/contract/index.ts'
import type { Case } from '../case.ts'
import type { CaseRoom } from '../room.ts'

/** Calls that are answered whether or not a case is open: those that need no layer of one. */
export type CaselessCallName = {
  [N in CaseCallName]: (typeof calls)[N]['needs'] extends readonly [] ? N : never
}[CaseCallName]

type Given<N extends CaseCallName> = Answer<N> | Promise<Answer<N>>

/** One function for each of these calls. A call about the open case is asked when the layers that it needs are there. */
export type Answers<Names extends CaseCallName> = {
  readonly [N in Names]: N extends CaselessCallName
    ? (room: CaseRoom, input: In<N>) => Given<N>
    : (opened: Case, input: In<N>, room: CaseRoom) => Given<N>
}
