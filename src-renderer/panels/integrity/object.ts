import type { IntegrityObjectsPage } from '../../../src-shared/contract/index.ts'
import type { DigestVerdict, LogVerdict } from '../../../src-shared/model/integrity.ts'
import { explainDigest, explainLog } from '../../../src-shared/words/verdicts.ts'

export type ObjectKind = 'logs' | 'digests'
export type IntegrityObject = IntegrityObjectsPage['objects'][number]

/** The verdict in words. The kind asked for decides which verdicts the answer holds. */
export const explain = (kind: ObjectKind, { verdict }: IntegrityObject): string =>
  kind === 'logs' ? explainLog(verdict as LogVerdict) : explainDigest(verdict as DigestVerdict)
