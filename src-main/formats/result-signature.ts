import type { Format } from './format.ts'

/** `result_sign.json`, which CloudTrail Lake delivers with the results of a query (user guide, "CloudTrail sign file structure"). */
export const resultSignature: Format = {
  kind: 'result-signature',
  form: 'sign file of query results',
  recognises: (head) =>
    head.type === 'object' &&
    ['files', 'hashSignature', 'publicKeyFingerprint'].every((key) => head.object.keys.has(key)),
  records: null,
}
