import type { IntegrityObjectsPage } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/filter.ts'
import type { DigestVerdict, LogVerdict } from '../../../src-shared/model/integrity.ts'
import { explainDigest, explainLog } from '../../../src-shared/words/verdicts.ts'
import { showEvents } from '../../state/open.ts'

export type ObjectKind = 'logs' | 'digests'
export type IntegrityObject = IntegrityObjectsPage['objects'][number]

/** The verdict in words. The kind asked for decides which verdicts the answer holds. */
export const explain = (kind: ObjectKind, { verdict }: IntegrityObject): string =>
  kind === 'logs' ? explainLog(verdict as LogVerdict) : explainDigest(verdict as DigestVerdict)

/** The events of a log file, in the grid. Nothing for what holds none: digests, missing files. */
export function showEventsOf(object: IntegrityObject | undefined) {
  if (object === undefined || object.events === 0 || object.name === null) return
  showEvents({ ...everything, conditions: [{ column: 'sourceFile', operator: 'is', values: [object.name] }] })
}
