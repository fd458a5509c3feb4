import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ruleList } from '../src-main/analysis/rules/detect.ts'
import { operators } from '../src-shared/filter/operators.ts'
import { parseFilter } from '../src-shared/filter/text.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = read('README.md')

/** The rows of the table below this heading, each without its outer bars. */
const rowsBelow = (text: string, heading: string) =>
  (text.split(`\n${heading}\n`)[1] ?? '')
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .filter((line) => !line.startsWith('| ---'))

test('README lists the rules that run, gravest first', () => {
  const listed = [...readme.matchAll(/^\| (.+) \| `([\w.-]+)` \| (high|medium|low|info) \|$/gm)].map(([line]) => line)
  expect(listed).toEqual(ruleList().map(({ title, rule, severity }) => `| ${title} | \`${rule}\` | ${severity} |`))
})

test.each(['info', 'verify', 'findings', 'query', 'export', 'serve', 'prove'])(
  'README tells of the command %s',
  (command) => {
    expect(readme).toContain(`\`trailproof ${command} `)
  },
)

describe('the filters that README shows', () => {
  const filters = rowsBelow(readme, '## Filter').flatMap((row) =>
    [...row.matchAll(/`([^`]*[=~"][^`]*)`/g)].map(([, text]) => text!),
  )
  const whole = filters.filter((text) => !text.includes('…') && !/^[!^=~*]+$/.test(text))

  test.each(whole)('%s is understood', (text) => {
    expect(parseFilter(text)).toMatchObject({ ok: true })
  })

  test('show every operator', () => {
    const told = rowsBelow(readme, '## Filter').join('\n')
    expect(Object.values(operators).filter(({ sign }) => !told.includes(sign))).toEqual([])
  })
})

test('the map of the house names every room, and only those', () => {
  const named = [...read('src-main/README.md').matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, room]) => room)
  const paths = readdirSync(join(root, 'src-main'), { recursive: true, encoding: 'utf8' })
  // Told by their files: git leaves the empty folders of a room that has moved.
  const rooms = new Set(paths.filter((path) => /[\\/].*\.\w+$/.test(path)).map((path) => path.split(/[\\/]/)[0]))
  expect([...named].sort()).toEqual([...rooms].sort())
})

/** Folders without documents of ours. Other tests write to `.output` while this one reads. */
const passedOver: ReadonlySet<string> = new Set(['node_modules', 'out', 'coverage', '.git', '.output'])

const documentsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : documentsIn(path)
    return path.endsWith('.md') ? [path] : []
  })

const documents = documentsIn('')

test.each(documents)('%s links to what is there', (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!)
  expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([])
})

test.each(documents)('%s names files that are there', (path) => {
  const named = [...read(path).matchAll(/`((?:src-main|src-shared|src-renderer|test|tools|resources)\/[\w./-]+)`/g)]
  expect(named.map(([, name]) => name!).filter((name) => !existsSync(join(root, name)))).toEqual([])
})
