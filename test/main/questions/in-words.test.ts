import { expect, test } from 'vitest'
import { inWords } from '../../../src-main/questions/in-words/in-words.ts'
import { expectGolden } from '../../golden/golden.ts'
import { phrasings } from './phrasings.ts'

test('every phrasing is read as it was approved', () => {
  const read = phrasings.map((text) => {
    const { sql, notUnderstood, said } = inWords(text)
    const ignored = notUnderstood.length === 0 ? '' : `Not understood: ${notUnderstood.join(', ')}\n\n`
    const rests = said.map((sentence) => `${sentence}\n\n`).join('')
    return `## ${text}\n\n${ignored}${rests}${sql === null ? 'No query.\n' : `\`\`\`sql\n${sql}\`\`\`\n`}`
  })
  expectGolden('in-words.md', read.join('\n'))
})

test('values are told by their form and never end the text that they stand in', () => {
  expect(inWords(`events by "o'brien'; DROP TABLE x"`).sql).toContain(`'o''brien''; DROP TABLE x'`)
})
