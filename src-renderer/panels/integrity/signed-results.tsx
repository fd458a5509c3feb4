import type { IntegrityOverview } from '../../../src-shared/contract/index.ts'
import type { SignedResults as Results, SignedFile } from '../../../src-shared/model/signed-results.ts'
import { statusOfSigned } from '../../../src-shared/model/signed-results.ts'
import {
  signatureWords,
  signedFileWords,
  signedResultsMean,
  signedResultsSentence,
} from '../../../src-shared/words/signed-results.ts'
import { VerdictMark } from '../../parts/verdict.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'

/** Query results of CloudTrail Lake, by sign file. */
export function SignedResults({ results, doubts }: Pick<IntegrityOverview, 'results' | 'doubts'>) {
  return (
    <div className="integrity-prose">
      <p>
        {signedResultsSentence(results, doubts)} {signedResultsMean}
      </p>
      <ul className="integrity-list">
        {results.map((result) => (
          <SignFile key={result.file} result={result} />
        ))}
      </ul>
    </div>
  )
}

function SignFile({ result }: { readonly result: Results }) {
  const { file, signature, fingerprint, region, completed, files } = result
  const stated = [region, completed, fingerprint === null ? null : `key ${fingerprint}`].filter((part) => part !== null)
  return (
    <li>
      <h3>
        <MiddleCut text={file} tail={60} />
        <CopyButton what="path" text={file} />
      </h3>
      <p className="panel-line">{signatureWords[signature]}</p>
      {stated.length > 0 && <p className="panel-line muted">It states: {stated.join(', ')}.</p>}
      <ul>
        {files.map((signed, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sign file may state a name twice, and its list never changes
          <ResultFile key={n} result={result} signed={signed} />
        ))}
      </ul>
    </li>
  )
}

function ResultFile({ result, signed }: { readonly result: Results; readonly signed: SignedFile }) {
  const status = statusOfSigned(result.signature, signed)
  const path = signed.path ?? signed.name
  return (
    <li className="panel-line">
      <VerdictMark status={status} /> <MiddleCut text={path} tail={60} /> <span>{signedFileWords[status]}</span>
      <CopyButton what="path" text={path} />
    </li>
  )
}
