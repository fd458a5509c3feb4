import type { LogWarning } from '../../../src-shared/model/integrity.ts'
import type { EvidenceFile } from '../evidence/evidence.ts'

/** What is told of the gzip frame of a file whose content is proven. */
export function gzipWarnings({ gzip }: EvidenceFile): readonly LogWarning[] {
  if (gzip === 'trailer-damaged' || gzip === 'bad-checksum') return ['gzip-trailer-damaged']
  return gzip === 'nested' ? ['gzip-within-gzip'] : []
}
