import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { groupBy } from '../src-main/runtime/group-by.ts'
import { circlesIn, importsIn, isAllowed, networkIn, wallOf } from './imports.ts'
import { debts, networkRooms, walls, windowsWayOut } from './walls.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
/** Not what runs of tests write (`test/.output`), perhaps one beside this one: folders that are gone the next moment. */
const filesIn = (folder: string, form: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== '.output')
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path, form)
      return form.test(path) ? [path] : []
    })
    .sort()
const sources = ['src-shared', 'src-main', 'src-renderer'].flatMap((folder) => filesIn(folder, /\.(ts|tsx|css|sql)$/))
const code = sources.filter((path) => /\.tsx?$/.test(path))
const imports = new Map(code.map((path) => [path, importsIn(read(path), path)]))

const folders = Object.keys(walls)
const panelOf = (path: string) => /^src-renderer\/panels\/[^/]+\//.exec(path)?.[0] ?? null

/** The room of a file, and every folder, module and package that its wall lets through. */
function wallBefore(path: string): readonly string[] {
  const wall = wallOf(path, folders)!
  return [panelOf(path) ?? wall, ...walls[wall]!, ...(debts[wall] ?? [])]
}

test('every file stands behind a wall', () => {
  expect(code.filter((path) => wallOf(path, folders) === undefined)).toEqual([])
})

test.each(folders)('%s imports only what its wall lets through', (wall) => {
  const strays = code
    .filter((path) => wallOf(path, folders) === wall)
    .flatMap((path) => {
      const allowed = wallBefore(path)
      return imports
        .get(path)!
        .filter((name) => !allowed.some((one) => isAllowed(name, one)))
        .map((name) => `${path} imports ${name}`)
    })
  expect(strays).toEqual([])
})

test('a debt has an import that needs it', () => {
  const stale = Object.entries(debts).flatMap(([wall, owed]) => {
    const names = code.filter((path) => wallOf(path, folders) === wall).flatMap((path) => imports.get(path)!)
    const free = walls[wall] ?? []
    const needed = names.filter((name) => !free.some((allowed) => isAllowed(name, allowed)))
    return owed.filter((debt) => !needed.some((name) => isAllowed(name, debt))).map((debt) => `${wall} owes ${debt}`)
  })
  expect(stale).toEqual([])
})

test('no files import each other, type imports included', () => {
  const between = new Map([...imports].map(([path, names]) => [path, names.filter((name) => imports.has(name))]))
  expect(circlesIn(between)).toEqual([])
})

test('only the browser host, acquire and remote can open a connection', () => {
  const strays = code
    .filter((path) => !networkRooms.some((room) => path.startsWith(room)))
    .flatMap((path) => networkIn(read(path), path).map((use) => `${path} uses ${use}`))
  expect(strays).toEqual(windowsWayOut.uses.map((use) => `${windowsWayOut.file} uses ${use}`))
})

/** `test/main/case/x.test.ts` is about `src-main/case/`. */
const mirroredBy = (path: string) => path.replace(/^test\//, 'src-').replace('.test.', '.')
const roomOf = (path: string) => panelOf(path) ?? wallOf(path, folders) ?? path
const tests = ['test/main', 'test/renderer', 'test/shared'].flatMap((folder) => filesIn(folder, /\.test\.tsx?$/))

test('a test lies where the room that it is about lies', () => {
  expect(tests.filter((path) => wallOf(mirroredBy(path), folders) === undefined)).toEqual([])
})

/** Beyond its own room a test may need one that this room may import: to make what it is about, or to judge it by. */
function straysOf(path: string): readonly string[] {
  const own = roomOf(mirroredBy(path))
  const used = importsIn(read(path), path).filter((name) => /^src-(?:main|renderer)\//.test(name))
  const others = [...new Set(used.map(roomOf))].filter((room) => room !== own && room.startsWith('src-main/'))
  const above = used.filter((name) => !wallBefore(mirroredBy(path)).some((allowed) => isAllowed(name, allowed)))
  return [
    ...above.map((name) => `${path} imports ${name}, which ${own} may not`),
    ...(others.length > 1 ? [`${path} imports from ${others.join(' and ')}`] : []),
  ]
}

test('a test is about one room, and needs at most one other of src-main, fixtures apart', () => {
  expect(tests.filter((path) => path.startsWith('test/main/')).flatMap(straysOf)).toEqual([])
})

test('a worker is named in the list of workers alone', () => {
  expect(code.filter((path) => /[\w/]-worker\.js['"`]/.test(read(path)))).toEqual([])
})

test('only composition roots know where a build has its files', () => {
  const knowing = code.filter((path) => imports.get(path)!.includes('src-main/paths.ts'))
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

test('a folder of more than six source files says in a README what it is', () => {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
  const crowded = [...groupBy(code, folderOf)].filter(([, files]) => files.length > 6).map(([folder]) => folder)
  expect(crowded.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([])
})

test('the top level holds what was settled, and nothing else', () => {
  const made = ['.git', 'node_modules', 'out', '.cache', 'coverage', '.DS_Store']
  const settled = [
    '.ci', '.gitignore', '.nvmrc', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md', 'biome.json', 'electron.vite.config.ts',
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
