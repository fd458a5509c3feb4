import type { RecentCase } from './host.ts'
import type { In } from './index.ts'

/**
 * Opens a case again as it was opened: key lists that were given apart from the evidence are so again, and keys in it are
 * trusted where they were.
 */
export const asOpenedBefore = ({ paths, keyPaths, acceptsEvidence }: RecentCase): In<'openCase'> =>
  keyPaths.length === 0 && !acceptsEvidence ? { paths } : { paths, trust: { keyPaths, acceptsEvidence } }
