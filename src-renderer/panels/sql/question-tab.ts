import type { QueryTab } from '../../../src-shared/contract/case-view.ts'
import type { Question } from '../../../src-shared/contract/index.ts'
import { withoutHeader } from '../../../src-shared/sql/header.ts'

/** A question of the library as a tab of its own: above the query stand the question and why it is asked. */
export const questionTab = ({
  id,
  title,
  question,
  why,
  sql,
  dialect,
}: Question): Pick<QueryTab, 'name' | 'text' | 'question' | 'dialect'> => ({
  name: title,
  text: `${asComment(question)}${asComment(why)}${withoutHeader(sql).trimEnd()}\n`,
  question: id,
  dialect,
})

const longestLine = 100

/** The sentences as lines of a comment; none of an empty text. */
function asComment(text: string): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < longestLine) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`-- ${word}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}
