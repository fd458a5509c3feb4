import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** As its package.json has it: an SPDX expression. */
  readonly licence: string
  /** Its licence, notices and the licences of what it holds itself, each a whole file. */
  readonly texts: readonly string[]
}

/** Modules that bundlers make themselves, by how their names begin. */
const helpers = { '\0rolldown': 'rolldown', '\0vite': 'vite' } as const
/** Its library is compiled into the WebAssembly parts, which are no modules to a bundler. */
const compiledIn = ['assemblyscript']
const licenceFile = /^(?:licen[cs]e|copying|notice|third-?party)/i

/**
 * A plugin for each of the builds, with one memory: `licences/third-party.txt` tells of every package of which a module
 * got into some bundle, of the native ones that lie beside the bundles, and of what builders put in themselves;
 * `licences/packages.json` lists them. Both are written anew after each build, so that they are whole after the last.
 */
export function licencesOfBundles(root: string, folder: string): () => Plugin {
  const met = new Set<string>()
  return () => ({
    name: 'licences-of-bundles',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') for (const id of file.moduleIds) met.add(id)
    },
    writeBundle() {
      const packages = packagesOf(root, met)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'third-party.txt'), licencesText(packages))
      const listed = packages.map(({ name, version, licence }) => ({ name, version, licence }))
      writeFileSync(join(folder, 'packages.json'), `${JSON.stringify(listed, null, 2)}\n`)
    },
  })
}

/** Sorted by name. */
function packagesOf(root: string, moduleIds: Iterable<string>): readonly ShippedPackage[] {
  const folders = new Set<string>()
  for (const id of moduleIds) {
    const helper = Object.entries(helpers).find(([start]) => id.startsWith(start))?.[1]
    const folder = helper === undefined ? packageFolder(id) : join(root, 'node_modules', helper)
    if (folder !== null) folders.add(folder)
  }
  for (const name of [...compiledIn, ...nativePackages(root)]) folders.add(join(root, 'node_modules', name))
  const read = [...folders]
    .map(readPackage)
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
  return read.map((each) => (each.texts.length > 0 ? each : { ...each, texts: textsOfSibling(each, read) }))
}

/** Some packages of a repository are published without its licence. */
function textsOfSibling({ repository, licence }: ReadPackage, all: readonly ReadPackage[]): readonly string[] {
  const sibling = all.find(
    (other) => other.texts.length > 0 && other.repository === repository && other.licence === licence,
  )
  if (repository === null || sibling === undefined) return []
  return [`(${repository}, where also ${sibling.name} is from:)`, ...sibling.texts]
}

/** `…/node_modules/@scope/name/lib/x.js?query` lies in `…/node_modules/@scope/name`. Null for sources of our own. */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replaceAll('\\', '/').replace(/\?.*$/, '')
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null
}

/** What package.json names as optional, with all that it needs, as far as it is installed here. */
function nativePackages(root: string): readonly string[] {
  const found = new Set<string>()
  const add = (name: string) => {
    const file = join(root, 'node_modules', name, 'package.json')
    if (found.has(name) || !existsSync(file)) return
    found.add(name)
    for (const needed of neededBy(file)) add(needed)
  }
  const { optionalDependencies } = readJson(join(root, 'package.json'))
  for (const name of Object.keys(optionalDependencies ?? {})) add(name)
  return [...found].sort()
}

const neededBy = (file: string) => {
  const { dependencies, optionalDependencies } = readJson(file)
  return Object.keys({ ...dependencies, ...optionalDependencies })
}

interface ReadPackage extends ShippedPackage {
  readonly repository: string | null
}

function readPackage(folder: string): ReadPackage {
  const { name, version, license, repository } = readJson(join(folder, 'package.json'))
  const texts = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  const address = typeof repository === 'object' ? repository.url : repository
  return { name: name!, version: version!, licence: license ?? 'not stated', texts, repository: address ?? null }
}

/** Packages of one text stand together, for many have the same. */
function licencesText(packages: readonly ShippedPackage[]): string {
  const byText = new Map<string, ShippedPackage[]>()
  for (const shipped of packages) {
    const text = shipped.texts.join('\n\n') || withoutText(shipped)
    byText.set(text, [...(byText.get(text) ?? []), shipped])
  }
  const parts = [...byText].map(([text, sharing]) => {
    const names = sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
    return `${names.join('\n')}\n\n${text}\n`
  })
  return [opening, ...parts].join(`\n${'='.repeat(80)}\n\n`)
}

const opening = `Trailproof is built with the following software. Each part stands under its own licence.
Electron and Chromium are told of in LICENSE.electron.txt and LICENSES.chromium.html.
`

const withoutText = ({ name, licence }: ShippedPackage) => `${name} holds no text of its licence: ${licence}.`

interface PackageJson {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly repository?: string | { readonly url: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PackageJson
