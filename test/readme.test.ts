import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleList } from '../src-main/analysis/rules/detect.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

test('README lists the rules that run, gravest first', () => {
  const listed = [...readme.matchAll(/^\| (.+) \| `([\w.-]+)` \| (high|medium|low|info) \|$/gm)].map(([line]) => line)
  expect(listed).toEqual(ruleList().map(({ title, rule, severity }) => `| ${title} | \`${rule}\` | ${severity} |`))
})

test.each(['info', 'verify', 'query', 'export', 'serve', 'prove'])('README tells of the command %s', (command) => {
  expect(readme).toContain(`\`trailproof ${command} `)
})
