import type { Format } from './format.ts'

/**
 * Whether a file may be one whose hash such a file states: a table, or by its name a result of one column. Hashes are over
 * files as they are stored.
 */
export const mayBeResult = ({ isHashedAsStored }: Format, name: string): boolean =>
  isHashedAsStored === true || /(?:^|[/\\])result_\d+\.csv(?:\.gz)?$/.test(name)

/** `result_sign.json`, which CloudTrail Lake delivers with the results of a query (user guide, "CloudTrail sign file structure"). */
export const resultSignature: Format = {
  kind: 'result-signature',
  form: 'sign file of query results',
  recognises: (head) =>
    head.type === 'object' &&
    ['files', 'hashSignature', 'publicKeyFingerprint'].every((key) => head.object.keys.has(key)),
  records: null,
}
