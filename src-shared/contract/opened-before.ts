import type { RecentCase } from './host.ts'
import type { In } from './index.ts'

/** Opens a case again as it was opened: key lists that were given apart from the evidence are so again. */
export const asOpenedBefore = ({ paths, keyPaths }: RecentCase): In<'openCase'> =>
  keyPaths.length === 0 ? { paths } : { paths, trust: { keyPaths, acceptsEvidence: false } }
