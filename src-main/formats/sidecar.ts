import type { Format } from './format.ts'
import type { SeenObject } from './head.ts'

/** What `aws s3api head-object` prints, its `Metadata` alone, or a manifest of many with the key of each. */
export const sidecar: Format = {
  kind: 'sidecar',
  form: 'S3 object metadata',
  recognises(head, name) {
    if (head.type !== 'object') return false
    const { keys } = head.object
    return head.within === 'array' ? keys.has('Key') && keys.has('Metadata') : isMetadata(head.object, name)
  },
  records: null,
}

function isMetadata({ keys, metadataKeys }: SeenObject, name: string): boolean {
  if (metadataKeys.has('signature') || (keys.has('signature') && keys.has('signature-algorithm'))) return true
  if (!keys.has('Metadata')) return false
  return keys.has('ETag') || keys.has('ContentLength') || keys.has('Key') || /\bmetadata\b|head-object/.test(name)
}
