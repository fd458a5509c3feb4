import { sumOf } from '../../../src-shared/base/count.ts'
import type { IntegrityObjectsPage } from '../../../src-shared/contract/index.ts'
import type { DigestVerdict, IntegrityCounts, LogVerdict } from '../../../src-shared/model/integrity.ts'
import { explainDigest, explainLog } from '../../../src-shared/words/verdicts.ts'

export type ObjectKind = 'logs' | 'digests'
export type IntegrityObject = IntegrityObjectsPage['objects'][number]

/** How many are listed under no status: copies, and files of events that are no log files. */
export const withoutStatus = ({ copies, otherFiles }: IntegrityCounts, kind: ObjectKind): number =>
  copies[kind] + (kind === 'logs' ? sumOf(otherFiles) : 0)

/** The verdict in words. The kind asked for decides which verdicts the answer holds. */
export const explain = (kind: ObjectKind, { verdict }: IntegrityObject): string =>
  kind === 'logs' ? explainLog(verdict as LogVerdict) : explainDigest(verdict as DigestVerdict)
