import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/**
 * `trailproof` as a package for Node, with all of JavaScript in it: `npm install --global FILE`. Only native code, which
 * is optional, is fetched when it is installed. The program of the window is none of it: without RunAsNode it is no Node,
 * and Electron cannot start without a desktop.
 *
 * @returns {string} The name of the file, below `to`.
 */
export function packCommandLine(root, to) {
  const stage = join(to, 'command-line')
  const { name, version, description, license, type, bin, engines, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const taken = ['out/main', 'out/renderer', 'out/licences', 'resources/sample-case', 'LICENSE', 'README.md']
  mkdirSync(stage, { recursive: true })
  for (const path of taken)
    cpSync(join(root, path), join(stage, path), { recursive: true, filter: (source) => !/\.map$|[\\/]index\.js$/.test(source) }) // biome-ignore format: a line
  const own = { name, version, description, license, type, bin, engines, files: ['out', 'resources'], optionalDependencies } // biome-ignore format: a line
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(own, null, 2)}\n`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, output } = run(npm, ['pack', stage, '--pack-destination', to, '--silent', '--ignore-scripts'], root)
  if (status !== 0) throw new Error(`npm could not pack the command line: ${output}`)
  rmSync(stage, { recursive: true })
  return output.trim().split('\n').at(-1)
}
