import type { Format } from './format.ts'
import { isPrintedKeyList } from './printed-keys.ts'

/** What `aws cloudtrail list-public-keys` prints, its list alone, or single keys. */
export const keyList: Format = {
  kind: 'public-keys',
  form: 'public key list',
  recognises(head) {
    if (head.type === 'bytes') return isPrintedKeyList(head.bytes.toString('utf8', 0, 8_192))
    if (head.type !== 'object') return false
    const { keys } = head.object
    return (keys.has('PublicKeyList') && head.within === 'sequence') || (keys.has('Fingerprint') && keys.has('Value'))
  },
  records: null,
}
