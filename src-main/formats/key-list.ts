import type { Format } from './format.ts'

/** What `aws cloudtrail list-public-keys` prints, its list alone, or single keys. */
export const keyList: Format = {
  kind: 'public-keys',
  form: 'public key list',
  recognises(head) {
    if (head.type !== 'object') return false
    const { keys } = head.object
    return (keys.has('PublicKeyList') && head.within === 'sequence') || (keys.has('Fingerprint') && keys.has('Value'))
  },
  records: null,
}
