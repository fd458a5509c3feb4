import { printable } from '../../../src-shared/base/printable.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { statusOfSigned } from '../../../src-shared/model/signed-results.ts'
import {
  signatureWords,
  signedFileWords,
  signedResultsMean,
  signedResultsSentence,
} from '../../../src-shared/words/signed-results.ts'

/** Query results of CloudTrail Lake. Without `verbose`, what is proven is counted and not listed. */
export function* signedResultLines({ results, doubts }: IntegrityReport, verbose: boolean): Generator<string> {
  for (const { file, signature, files } of results) {
    if (verbose || signature !== 'good') yield `Sign file\t${printable(file)}\t${signatureWords[signature]}\n`
    for (const signed of files) {
      const status = statusOfSigned(signature, signed)
      if (!verbose && status === 'verified') continue
      yield `Query result\t${printable(signed.path ?? signed.name)}\t${signedFileWords[status]}\n`
    }
  }
  const sentence = signedResultsSentence(results, doubts)
  if (sentence !== null) yield `${sentence} ${signedResultsMean}\n\n`
}
