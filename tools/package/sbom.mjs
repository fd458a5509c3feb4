import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/**
 * A bill of materials (CycloneDX) of what is shipped: npm's own, of which only those packages are kept that the build
 * listed in `out/licences/packages.json`, and Electron. It says nothing of when or where it was made, so that the same
 * release has the same.
 */
export function writeSbom(root, file, electronVersion) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, output } = run(npm, ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], root)
  if (status !== 0) throw new Error(`npm could not list the packages: ${output}`)
  const listed = JSON.parse(output.slice(output.indexOf('{')))
  const shipped = JSON.parse(readFileSync(join(root, 'out/licences/packages.json'), 'utf8'))
  const names = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  const components = listed.components.filter(({ name, group, version }) =>
    names.has(`${group === undefined ? name : `${group}/${name}`}@${version}`),
  )
  const missing = names.size - new Set(components.map((each) => each.purl)).size
  if (missing !== 0) throw new Error(`${missing} shipped packages are not in npm’s list`)
  const kept = new Set([listed.metadata.component, ...components].map((each) => each['bom-ref']))
  const electron = {
    'bom-ref': `electron@${electronVersion}`,
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  }
  const { timestamp: _at, ...metadata } = listed.metadata
  const sbom = {
    ...listed,
    metadata,
    components: [...components, electron],
    dependencies: listed.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) })),
  }
  sbom.serialNumber = `urn:uuid:${uuidOf(JSON.stringify({ ...sbom, serialNumber: undefined }))}`
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`)
}

/** Version 8: its bits are of our own making (RFC 9562, 5.8). */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
