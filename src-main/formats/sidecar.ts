import type { Format } from './format.ts'
import type { SeenObject } from './head.ts'
import { isPrintedMetadata } from './printed-metadata.ts'

/**
 * What `aws s3api head-object` or `get-object` prints in any form, its `Metadata` alone, headers of an HTTP answer, or a
 * manifest of many with the key of each.
 */
export const sidecar: Format = {
  kind: 'sidecar',
  form: 'S3 object metadata',
  recognises(head, name) {
    if (head.type === 'bytes' || head.type === 'json')
      return isPrintedMetadata(head.bytes.toString('utf8', 0, beginningBytes))
    if (head.type !== 'object') return false
    const { keys } = head.object
    return head.within === 'array' ? keys.has('Key') && keys.has('Metadata') : isMetadata(head.object, name)
  },
  records: null,
}

const beginningBytes = 16_384

function isMetadata({ keys, metadataKeys }: SeenObject, name: string): boolean {
  if (metadataKeys.has('signature') || (keys.has('signature') && keys.has('signature-algorithm'))) return true
  if ([...keys].some((key) => key.toLowerCase() === 'x-amz-meta-signature')) return true
  if (!keys.has('Metadata')) return false
  return keys.has('ETag') || keys.has('ContentLength') || keys.has('Key') || /\bmetadata\b|head-object/.test(name)
}
