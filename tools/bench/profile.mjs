// Where the time went, thread by thread: `node profile.mjs FOLDER`, of the profiles that `node --cpu-prof --cpu-prof-dir=FOLDER`
// has left there. Shares of the time in which the thread was not idle; functions of WebAssembly have the name of their module.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { table } from './table.mjs'

const [folder, most = '25'] = process.argv.slice(2)

for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, nameIn(callFrame)]))
  const ms = new Map()
  for (const [n, id] of samples.entries()) {
    const name = nameOf.get(id)
    if (name !== '(idle)') ms.set(name, (ms.get(name) ?? 0) + timeDeltas[n] / 1000)
  }
  const busy = [...ms.values()].reduce((sum, each) => sum + each, 0)
  const rows = [...ms].sort(([, a], [, b]) => b - a).slice(0, Number(most))
  console.log(`${file}: ${(busy / 1000).toFixed(2)} s\n`)
  console.log(table([['share', 'function'], ...rows.map(([name, each]) => [share(each / busy), name])]))
  console.log()
}

function nameIn({ functionName, url, lineNumber }) {
  if (url.startsWith('wasm:')) return `WebAssembly ${basename(url)}`
  return url === '' ? functionName : `${functionName || 'a function'}, ${basename(url)}:${lineNumber + 1}`
}

function share(part) {
  return `${(100 * part).toFixed(1)} %`
}
