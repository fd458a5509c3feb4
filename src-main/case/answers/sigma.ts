import type { sigmaCalls } from '../../../src-shared/contract/sigma.ts'
import { leaveSigma, runSigma, whySigma } from '../sigma.ts'
import type { Answers } from './form.ts'

export const sigmaAnswers: Answers<keyof typeof sigmaCalls> = { sigma: runSigma, leaveSigma, sigmaWhy: whySigma }
