import { parseFileName } from './file-name.ts'
import type { Format } from './format.ts'
import type { Head, SeenObject } from './head.ts'

/** A digest: AWS CloudTrail user guide, "CloudTrail digest file structure". */
export const digest: Format = {
  kind: 'digest',
  form: 'CloudTrail digest',
  recognises: (head, name) => digestKindOf(head, name) === 'digest',
  records: null,
}

/** A digest that CloudTrail issued long after its window, in a chain of its own. */
export const backfillDigest: Format = {
  kind: 'backfill-digest',
  form: 'CloudTrail backfill digest',
  recognises: (head, name) => digestKindOf(head, name) === 'backfill-digest',
  records: null,
}

type DigestKind = 'digest' | 'backfill-digest'

/** Null where it is no digest. A damaged or empty file is what its name says. */
function digestKindOf(head: Head, name: string): DigestKind | null {
  if (head.type === 'bytes') return digestKindNamed(name)
  if (head.type !== 'object' || head.within !== 'sequence' || !isDigest(head.object)) return null
  const stated = head.object.texts.get('digestS3Object') ?? ''
  if (/_backfill\.json(\.gz)?$/.test(stated)) return 'backfill-digest'
  // To read the parts of a name takes time, and most digests are of the usual kind.
  return name.includes('_backfill') ? (digestKindNamed(name) ?? 'digest') : 'digest'
}

function digestKindNamed(name: string): DigestKind | null {
  const kind = parseFileName(name)?.kind
  return kind === 'digest' || kind === 'backfill-digest' ? kind : null
}

const isDigest = ({ keys }: SeenObject): boolean =>
  keys.has('digestEndTime') ||
  keys.has('digestStartTime') ||
  keys.has('digestS3Object') ||
  (keys.has('awsAccountId') && keys.has('logFiles'))
