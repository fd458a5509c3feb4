import { useEffect } from 'react'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import { useCase } from '../../../state/case.ts'
import { runChosenRules, type SigmaState, sigmaFindings, useSigma, useSigmaChoice } from '../../../state/sigma.ts'

/** The rules that the user chose are run once for each state of the case; what they found, and how far they are. */
export function useSigmaRun(): {
  readonly run: SigmaState
  readonly findings: readonly Finding[]
  readonly again: () => void
} {
  const caseName = useCase(({ summary }) => (summary === null ? '' : JSON.stringify([summary.id, summary.events])))
  const choice = useSigmaChoice()
  const run = useSigma()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another run
  useEffect(() => {
    if (caseName !== '') runChosenRules(caseName)
  }, [caseName, choice])
  return { run, findings: sigmaFindings(run), again: () => runChosenRules(caseName, true) }
}
