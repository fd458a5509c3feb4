import type { sigmaCalls } from '../../../src-shared/contract/sigma.ts'
import { runSigma, whySigma } from '../sigma.ts'
import type { Answers } from './form.ts'

export const sigmaAnswers: Answers<keyof typeof sigmaCalls> = { sigma: runSigma, sigmaWhy: whySigma }
