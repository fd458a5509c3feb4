import { invoke } from '../bridge.ts'

/** One call, one answer: for what `useQuery` and `useRows` do not fit, such as a click that asks once. Never rejects. */
export const ask = invoke
