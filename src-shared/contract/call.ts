import type { Layer } from '../model/layer.ts'
import type { Takes } from './inputs.ts'

/** A call between the processes. */
export type Call = CaseCall | HostCall

/** Answered by the engine, about the open case. */
interface CaseCall {
  readonly answeredBy: 'case'
  readonly takes: Takes
  /**
   * The layers of the case that it is answered from; none where no case need be open. `as-asked`: its filter, column and
   * order decide (needs.ts).
   */
  readonly needs: readonly Layer[] | 'as-asked'
  /** With `as-asked`: the layers that it is answered from whatever is asked. */
  readonly alsoNeeds?: readonly Layer[]
  readonly answers: Answers<unknown, string>
}

/** Answered by the process that shows the window or serves it. */
interface HostCall {
  readonly answeredBy: 'host'
  readonly takes: Takes
  readonly answers: Answers<unknown, string>
}

/** What it answers with, and the codes of its failures; there for the compiler alone. */
export interface Answers<Out, Code extends string> {
  readonly out?: Out
  readonly code?: Code
}
export const answers = <Out, Code extends string = never>(): Answers<Out, Code> => ({})
