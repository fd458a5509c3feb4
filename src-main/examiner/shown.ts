import { parseIsoTime } from '../../src-shared/base/time.ts'
import type { ShownLogLine } from '../../src-shared/model/examiner-log.ts'
import { deedSentence, examinerName } from '../../src-shared/words/examiner-log.ts'
import { readLine } from './line.ts'

/** A text that is no line has its place in the file, from 1, for a number. */
export function shownLine(text: string, place: number): ShownLogLine {
  const line = readLine(text)
  if (line === null) return { n: place, time: null, who: '', version: '', sentence: text, hash: '' }
  const { n, at, who, version, what, hash } = line
  return { n, time: parseIsoTime(at), who: examinerName(who), version, sentence: deedSentence(what), hash }
}
