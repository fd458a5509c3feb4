import { readAddress } from '../base/ip.ts'
import type { Entity } from './entity.ts'

/** A piece of a sentence: text, or an entity that is named there. The pieces joined are the sentence. */
export interface SentencePiece {
  readonly text: string
  /** Where it begins in the sentence. */
  readonly from: number
  readonly entity: Entity | null
}

/**
 * Takes a sentence apart at the entities that are known by their form alone: ARNs of principals and roles, access key
 * IDs, addresses. A sign that ends a clause is of the sentence, although the name of a user may end with a dot.
 */
export function piecesOf(sentence: string): readonly SentencePiece[] {
  const pieces: SentencePiece[] = []
  let from = 0
  for (const { 0: word, index } of sentence.matchAll(/[^\s()“”"]+/g)) {
    const text = word.replace(/[.,:;]+$/, '')
    const entity = entityNamed(text)
    if (entity === null) continue
    if (index > from) pieces.push({ text: sentence.slice(from, index), from, entity: null })
    pieces.push({ text, from: index, entity })
    from = index + text.length
  }
  if (from < sentence.length) pieces.push({ text: sentence.slice(from), from, entity: null })
  return pieces
}

/** ARNs of IAM and STS: IAM user guide, “IAM identifiers”. */
const role = /^arn:[\w-]+:iam::\d{12}:role\/\S+$/
const principal = /^arn:[\w-]+:(iam::\d{12}:(root$|user\/\S)|sts::\d{12}:(assumed-role|federated-user)\/\S)/
/** Of a user (AKIA) and of a session (ASIA): IAM user guide, “Understanding unique ID prefixes”. */
const accessKey = /^(AKIA|ASIA)[A-Z\d]{12,124}$/

function entityNamed(value: string): Entity | null {
  if (role.test(value)) return { kind: 'role', value }
  if (principal.test(value)) return { kind: 'principal', value }
  if (accessKey.test(value)) return { kind: 'accessKey', value }
  return readAddress(value) === null ? null : { kind: 'address', value }
}
