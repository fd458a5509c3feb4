import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Who may import whom. A file belongs to the longest folder or name that it begins with, and everything that is not
 * listed there is refused, type imports and dynamic ones included. `x/` allows all below it.
 */
const shared = 'src-shared/'
const hostParts = [shared, 'src-main/engine/engine', 'src-main/service/']
const walls: Readonly<Record<string, readonly string[]>> = {
  // The language of all processes: imports go downwards in this order only.
  'src-shared/base/': [],
  'src-shared/model/': ['src-shared/base/', 'src-shared/filter/'],
  'src-shared/filter/': ['src-shared/base/', 'src-shared/model/'],
  'src-shared/sql/': ['src-shared/base/', 'src-shared/model/', 'src-shared/filter/'],
  'src-shared/words/': ['src-shared/base/', 'src-shared/model/', 'src-shared/filter/', 'src-shared/sql/'],
  'src-shared/contract/': [shared],

  // Knows no CloudTrail.
  'src-main/runtime/': ['node:worker_threads', 'node:v8', 'node:vm', 'node:timers'],
  'src-main/files/': ['src-main/runtime/', 'node:fs', 'node:path', 'node:zlib', 'node:crypto', 'node:buffer', 'fflate', 'fs-xattr', 'src-main/integrity/evidence/evidence'],

  'src-main/formats/': [shared, 'src-main/runtime/', 'src-main/files/', 'src-main/columns/', 'src-main/integrity/', 'node-forge', 'node:crypto'],
  'src-main/integrity/': [shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'src-main/ingest/', 'src-main/columns/', 'node:crypto'],
  'src-main/columns/': [shared],
  'src-main/records/': [shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'node:'],
  'src-main/ingest/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'src-main/integrity/', 'src-main/columns/',
    'src-main/records/', 'node:',
  ],
  'src-main/store/': [shared, 'src-main/columns/', 'sql.js', 'node:fs'],
  'src-main/questions/': [shared, 'src-main/store/schema'],
  'src-main/analysis/': [shared, 'src-main/columns/', 'src-main/store/'],
  'src-main/handover/': [shared, 'src-main/columns/', 'src-main/files/', 'src-main/records/', 'src-main/ingest/', 'node:'],
  'src-main/case/': [
    shared, 'src-main/columns/', 'src-main/engine/', 'src-main/handover/', 'src-main/ingest/', 'src-main/integrity/',
    'src-main/records/', 'src-main/files/', 'src-main/formats/', 'src-main/runtime/', 'node:',
  ],
  'src-main/engine/': [
    shared, 'src-main/analysis/', 'src-main/case/', 'src-main/columns/', 'src-main/files/', 'src-main/ingest/',
    'src-main/integrity/', 'src-main/questions/', 'src-main/records/', 'src-main/runtime/', 'src-main/store/', 'node:',
  ],

  // Hosts know the engine's interface and never what is behind it.
  'src-main/service/': [shared, 'src-main/engine/engine', 'node:', 'zod'],
  'src-main/hosts/browser/': [...hostParts, 'node:', 'ws', 'zod'],
  'src-main/hosts/electron/': [...hostParts, 'src-main/hosts/browser/assets', 'electron', 'node:path', 'zod'],
  'src-main/hosts/cli/': [
    ...hostParts, 'src-main/hosts/browser/', 'src-main/files/', 'src-main/formats/', 'src-main/ingest/',
    'src-main/integrity/', 'src-main/runtime/', 'node:',
  ],

  // The composition roots know all parts and decide nothing.
  'src-main/paths.ts': ['src-main/hosts/browser/', 'src-main/runtime/workers', 'src-main/service/', 'sql.js', 'node:'],
  'src-main/index.ts': ['src-main/', 'electron'],
  'src-main/cli.ts': ['src-main/'],

  // How figures are written is the same in all sentences, here and in reports; it knows no CloudTrail either.
  'src-renderer/widgets/': ['src-shared/base/count', 'react', 'react-dom'],
  'src-renderer/bridge.ts': [shared],
  'src-renderer/state/': [shared, 'src-renderer/bridge', 'react', 'zustand'],
  'src-renderer/ask/': [shared, 'src-renderer/bridge', 'src-renderer/state/', 'react', 'zustand'],
  'src-renderer/parts/': [shared, 'src-renderer/ask/', 'src-renderer/state/', 'src-renderer/widgets/', 'react'],
  // Never another panel. Monaco lies in the SQL panel alone, and so does its size.
  'src-renderer/panels/': [
    shared, 'src-renderer/parts/', 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/ask/', 'react',
  ],
  'src-renderer/panels/sql/': [
    shared, 'src-renderer/parts/', 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/ask/', 'react', 'monaco-editor',
  ],
  'src-renderer/app/': [shared, 'src-renderer/', 'react', 'react-dom'],
} // biome-ignore format: a table

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const filesIn = (folder: string, form: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .filter((path) => form.test(path))
    .sort()
const sources = ['src-shared', 'src-main', 'src-renderer'].flatMap((folder) => filesIn(folder, /\.(ts|tsx|css|sql)$/))
const code = sources.filter((path) => /\.tsx?$/.test(path))

/** `from '…'` at the end of an import or export, `import '…'`, `import('…')`; as paths below the root, or packages. */
function importsOf(path: string): string[] {
  const forms =
    /^(?:import|export|\})[^'"`]*?\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...read(path).matchAll(forms)].map((match) => {
    const name = (match[1] ?? match[2] ?? match[3] ?? '').replace(/\?.*$/, '')
    return name.startsWith('.') ? posix.join(dirname(path), name) : name
  })
}

/** `src-main/engine/engine` is that one module, `src-main/engine/` all below, `react` the package with its subpaths. */
const isAllowed = (name: string, allowed: string) =>
  allowed.endsWith('/') || allowed.endsWith(':')
    ? name.startsWith(allowed)
    : name === allowed || name.startsWith(`${allowed}/`) || name.replace(/\.tsx?$/, '') === allowed

const wallOf = (path: string) =>
  Object.keys(walls)
    .filter((folder) => path.startsWith(folder))
    .sort((a, b) => b.length - a.length)[0]

const panelOf = (path: string) => /^src-renderer\/panels\/[^/]+\//.exec(path)?.[0] ?? null

test('every file stands behind a wall', () => {
  expect(code.filter((path) => wallOf(path) === undefined)).toEqual([])
})

test.each(Object.keys(walls))('%s imports only what its wall lets through', (wall) => {
  const strays = code
    .filter((path) => wallOf(path) === wall)
    .flatMap((path) => {
      const own = wall.endsWith('.ts') || wall.endsWith('.tsx') ? [] : [panelOf(path) ?? wall]
      return importsOf(path)
        .filter((name) => ![...own, ...(walls[wall] ?? [])].some((allowed) => isAllowed(name, allowed)))
        .map((name) => `${path} imports ${name}`)
    })
  expect(strays).toEqual([])
})

test('only composition roots know where a build has its files', () => {
  const knowing = code.filter((path) => importsOf(path).includes('src-main/paths.ts'))
  expect(knowing).toEqual(['src-main/cli.ts', 'src-main/index.ts'])
})

test('electron is loaded by the preload and the composition root, and named elsewhere only as a type', () => {
  const loading = code.filter((path) => /^import \{.*\} from 'electron'/m.test(read(path)))
  expect(loading).toEqual(['src-main/hosts/electron/preload.ts', 'src-main/index.ts'])
})

test('a file of more than 400 lines says why', () => {
  const long = sources.filter((path) => read(path).split('\n').length > 400 && !/^.{0,4}long: \S/m.test(read(path)))
  expect(long).toEqual([])
})

test('the top level holds what was settled, and nothing else', () => {
  const made = ['.git', 'node_modules', 'out', '.cache', 'coverage', '.DS_Store']
  const settled = [
    '.ci', '.gitignore', '.nvmrc', 'CHANGELOG.md', 'LICENSE', 'README.md', 'biome.json', 'electron.vite.config.ts',
    'package-lock.json', 'package.json', 'resources', 'src-main', 'src-renderer', 'src-shared', 'test', 'tools',
    'tsconfig.base.json',
  ] // biome-ignore format: a list
  expect(readdirSync(root).filter((name) => !made.includes(name) && !settled.includes(name))).toEqual([])
})

// Accounts of AWS's own documentation; addresses of RFC 5737, this machine, and networks nobody owns (RFC 1918).
const accounts = ['111122223333', '444455556666', '777788889999', '123456789012', '000000000000', '999999999999']
const addresses =
  /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|127\.|0\.0\.0\.0|255\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/
// Looks like an address and is the version of a tool, in an example record of AWS's documentation.
const versions = ['1.6.12.2']

test('fixtures name nobody: documentation accounts and addresses only', () => {
  const fixtures = ['test', 'tools', 'resources'].flatMap((folder) =>
    filesIn(folder, /\.(ts|tsx|mjs|json|csv|md|sql)$/),
  )
  const named = fixtures.flatMap((path) => {
    const text = read(path)
    const foundAccounts = text.match(/(?<![\w.-])\d{12}(?![\w.])/g) ?? []
    const foundAddresses = text.match(/(?<![\w./-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g) ?? []
    return [
      ...foundAccounts.filter((account) => !accounts.includes(account)),
      ...foundAddresses.filter((address) => !addresses.test(address) && !versions.includes(address)),
    ].map((name) => `${path} names ${name}`)
  })
  expect([...new Set(named)]).toEqual([])
})
