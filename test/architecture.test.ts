import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Who may import whom. A file belongs to the longest folder or name that it begins with, and everything that is not
 * listed there is refused, type imports and dynamic ones included. `x/` allows all below it.
 */
const shared = 'src-shared/'
const walls: Readonly<Record<string, readonly string[]>> = {
  'src-shared/': [shared],

  'src-main/integrity/': [shared, 'node:crypto'],
  'src-main/columns/': [shared],
  'src-main/store/': [shared, 'src-main/columns/', 'sql.js', 'node:fs'],
  'src-main/ingest/': [shared, 'src-main/integrity/', 'src-main/columns/', 'node:', 'fflate', 'fs-xattr', 'node-forge'],
  'src-main/detect/': [shared, 'src-main/columns/', 'src-main/store/'],
  'src-main/export/': [shared, 'src-main/columns/', 'src-main/ingest/', 'node:'],
  'src-main/engine/': [
    shared, 'src-main/columns/', 'src-main/detect/', 'src-main/export/', 'src-main/ingest/', 'src-main/integrity/',
    'src-main/store/', 'node:',
  ],

  // Hosts know the engine's interface and never what is behind it.
  'src-main/handlers.ts': [shared, 'src-main/engine/engine', 'src-main/directory', 'src-main/input-schemas', 'src-main/recent'],
  'src-main/input-schemas.ts': [shared, 'zod'],
  'src-main/directory.ts': [shared, 'node:'],
  'src-main/state-file.ts': ['node:', 'zod'],
  'src-main/recent.ts': [shared, 'src-main/engine/engine', 'src-main/state-file', 'zod'],
  'src-main/host/': [shared, 'src-main/engine/engine', 'src-main/handlers', 'node:', 'ws', 'zod'],
  'src-main/shell/': [
    shared, 'src-main/engine/engine', 'src-main/handlers', 'src-main/host/assets', 'src-main/recent',
    'src-main/state-file', 'electron', 'node:path', 'zod',
  ],
  'src-main/commands/': [
    shared, 'src-main/engine/engine', 'src-main/handlers', 'src-main/host/', 'src-main/ingest/', 'src-main/integrity/',
    'src-main/recent', 'node:',
  ],

  // The composition roots know all parts and decide nothing.
  'src-main/optimize-later.ts': ['node:'],
  'src-main/paths.ts': ['src-main/host/', 'src-main/state-file', 'sql.js', 'node:'],
  'src-main/index.ts': ['src-main/', 'electron'],
  'src-main/cli.ts': ['src-main/'],

  // How figures are written is the same in all sentences, here and in reports; it knows no CloudTrail either.
  'src-renderer/widgets/': ['src-shared/count', 'react', 'react-dom'],
  'src-renderer/bridge.ts': [shared],
  'src-renderer/state/': [shared, 'src-renderer/bridge', 'react', 'zustand'],
  'src-renderer/data/': [shared, 'src-renderer/bridge', 'src-renderer/state/', 'react', 'zustand'],
  // Never another panel. Monaco lies in the SQL panel alone, and so does its size.
  'src-renderer/panels/': [
    shared, 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/data/', 'react',
  ],
  'src-renderer/panels/sql/': [
    shared, 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/data/', 'react', 'monaco-editor',
  ],
  'src-renderer/app.tsx': ['src-renderer/panels/', 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/app.css', 'react'],
  'src-renderer/main.tsx': ['src-renderer/', 'react', 'react-dom'],
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
  expect(loading).toEqual(['src-main/index.ts', 'src-main/shell/preload.ts'])
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
