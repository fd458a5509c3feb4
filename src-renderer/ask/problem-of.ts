import type { AnyFailure } from '../../src-shared/contract/index.ts'

/** A failure as `Problem` shows it: the sentence is read, the rest is copied. */
export const problemOf = ({ message, code, details }: AnyFailure) => ({
  message,
  details: details === undefined ? code : `${code}\n\n${details}`,
})
