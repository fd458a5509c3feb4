import type { IntegrityProblem } from '../../../src-shared/model/integrity.ts'
import type { Judged } from './timeline.ts'

/**
 * Digests that are without a signature where extended attributes might have held it and are not known. Of all others
 * it does not matter. One problem a reason: a program that can read no attributes says so once.
 */
export function unknownAttributes(judged: readonly Judged[]): IntegrityProblem[] {
  const filesOf = new Map<string, string[]>()
  for (const { examined, verdict } of judged) {
    const sentence = examined.file.unknownAttributes
    if (sentence === null || verdict.status !== 'unverified' || !verdict.reasons.includes('no-signature')) continue
    const files = filesOf.get(sentence)
    if (files === undefined) filesOf.set(sentence, [examined.file.path])
    else files.push(examined.file.path)
  }
  return [...filesOf].map(([sentence, files]) => {
    const others = files.length - 1
    const more = others === 0 ? '' : ` The same is true of ${others} other ${others === 1 ? 'digest' : 'digests'}.`
    return { file: files[0]!, sentence: `${sentence}${more}` }
  })
}
