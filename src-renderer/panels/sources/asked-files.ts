import type { In } from '../../../src-shared/contract/index.ts'

/** Which of the files are listed. */
export type AskedFiles = Pick<In<'sources'>, 'kind' | 'problemsOnly' | 'text'>
