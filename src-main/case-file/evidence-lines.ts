import type { Evidence } from '../integrity/evidence/evidence.ts'
import { type EvidenceLine, evidenceForm } from './forms.ts'

/** What verdicts rest on, as it is saved: a line for each thing. */
export function* evidenceLines(evidence: Evidence): Generator<EvidenceLine> {
  const { logs, digests, keys, inTheWay, signed, problems } = evidence
  for (const log of logs) yield { log }
  for (const digest of digests) yield { digest }
  for (const key of keys) yield { key }
  for (const entry of inTheWay) yield { inTheWay: [...entry] }
  for (const signFile of signed.signFiles) yield { signFile }
  for (const stored of signed.stored) yield { stored }
  for (const { gone, ...problem } of problems)
    yield { problem: gone === undefined ? problem : { ...problem, gone: [...gone] } }
}

/** A line as it is when it was saved and read again: equal lines have equal texts. */
export const evidenceText = (line: EvidenceLine): string =>
  JSON.stringify(evidenceForm.parse(JSON.parse(JSON.stringify(line))))

/** The file that a line tells of, or what else it names. */
export function subjectOf(line: EvidenceLine): string {
  if ('log' in line) return line.log.path
  if ('digest' in line) return line.digest.path
  if ('key' in line) return line.key.source
  if ('inTheWay' in line) return line.inTheWay[0]
  if ('signFile' in line) return line.signFile.path
  return 'stored' in line ? line.stored.path : line.problem.file
}
