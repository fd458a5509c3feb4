import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { SigmaRun } from '../../src-shared/contract/sigma.ts'
import { invoke } from '../bridge.ts'
import { askAgain } from './case.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** Where the user's rules of Sigma are; empty texts where there are none. */
export interface SigmaChoice {
  readonly folder: string
  /** A file with the values of placeholders. */
  readonly placeholders: string
}
const noRules: SigmaChoice = { folder: '', placeholders: '' }

/** Lives longer than the window. */
export const useSigmaChoice = create<SigmaChoice>()(
  persist<SigmaChoice>(() => noRules, { name: 'trailproof-sigma', version: 1, storage: keptInBrowser() }),
)
keepForNextStart(useSigmaChoice)

/** What the rules found in a case. `of`: the case and the choice that it was asked for. */
export type SigmaState = { readonly of: string } & (
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly run: SigmaRun }
)

/** Lives as long as the case. */
export const useSigma = create<SigmaState>(() => ({ of: '', state: 'none' }))

const none: readonly Finding[] = []
export const sigmaFindings = (sigma: SigmaState): readonly Finding[] =>
  sigma.state === 'ready' ? sigma.run.findings : none

/** Runs the rules, unless they were run on this case already. `of` names the case as it is now. */
export function runChosenRules(caseName: string, again = false): void {
  const { folder, placeholders } = useSigmaChoice.getState()
  const of = JSON.stringify([caseName, folder, placeholders])
  const before = useSigma.getState()
  if (before.of === of && (!again || before.state === 'running')) return
  useSigma.setState({ of, state: folder === '' ? 'none' : 'running' }, true)
  if (folder === '') {
    if (before.state !== 'none') void leaveRules()
    return
  }
  void invoke('sigma', { path: folder, placeholders: placeholders === '' ? null : placeholders }).then((answer) => {
    // Another case or other rules were chosen meanwhile.
    if (useSigma.getState().of !== of) return
    useSigma.setState(answer.ok ? { of, state: 'ready', run: answer.value } : { of, state: 'failed', message: answer.message }, true) // biome-ignore format: a line
    // Their findings take part in incidents.
    if (answer.ok) askAgain()
    else void leaveRules()
  })
}

/** What they found before is in no incident any more. */
async function leaveRules(): Promise<void> {
  if ((await invoke('leaveSigma', undefined)).ok) askAgain()
}

export const chooseRules = (choice: SigmaChoice) => useSigmaChoice.setState(choice)
