// Writes resources/sample-case anew: `node tools/sample-case/generate.mjs [folder]`.
// The generator is TypeScript among the test fixtures, whose signed trails it uses; Vite runs it without a build.
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const folder = resolve(process.argv[2] ?? join(root, 'resources/sample-case'))
const generator = join(root, 'test/fixtures/sample-case/sample-case.ts')

const { module } = await runnerImport(generator, { root, configFile: false, logLevel: 'error' })
const { logs, digests } = await module.writeSampleCase(folder)
console.log(`Wrote ${logs.length} log files and ${digests.length} digests to ${folder}`)
