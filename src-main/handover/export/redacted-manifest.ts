import { redactionWords } from '../../../src-shared/words/redaction.ts'
import type { Redactor } from '../redaction/redactor.ts'

/** The manifest of a redacted export names nothing that the export does not. */
export function redactedManifest(redactor: Redactor | null, manifest: object): object {
  if (redactor === null) return { ...manifest, redaction: null }
  const { isRedacted, forms, limits } = redactionWords
  const redaction = { sentence: isRedacted, forms, limits, keyFingerprint: redactor.keyFingerprint }
  return { ...redactor.value(manifest), redaction }
}
