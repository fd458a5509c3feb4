#!/usr/bin/env node
import { type CommandIo, exitCode, type StartEngine } from './hosts/cli/io.ts'
import { type Commands, run } from './hosts/cli/run.ts'
import type { VerifyFolders } from './hosts/cli/verify.ts'
import { optimizeLater } from './runtime/optimize-later.ts'

/** The CLI's composition root: the process's streams and signals, and one module per command, loaded when it is run. */
const startEngine: StartEngine = async () => {
  const [{ createEngine }, { paths, version }] = await Promise.all([import('./engine/thread.ts'), import('./paths.ts')])
  return createEngine({ workersFolder: paths.workers, wasmPath: paths.wasm, version })
}

const verifyFolders: VerifyFolders = async (folders, range, signal, onProgress) => {
  const [verification, { readersInThreads }, { paths }] = await Promise.all([
    import('./case/verification.ts'),
    import('./ingest/read-pool.ts'),
    import('./paths.ts'),
  ])
  return verification.verifyFolders(folders, range, {
    startReaders: readersInThreads(paths.readWorker),
    signal,
    onProgress: ({ filesDone, filesTotal }) => onProgress(filesDone, filesTotal),
  })
}

const commands: Commands = {
  info: async (args, io) => (await import('./hosts/cli/info.ts')).runInfo(args, io, startEngine),
  verify: async (args, io) => (await import('./hosts/cli/verify.ts')).runVerify(args, io, verifyFolders),
  prove: async (args, io) => (await import('./hosts/cli/prove.ts')).runProve(args, io, startEngine),
  query: async (args, io) => (await import('./hosts/cli/query.ts')).runQuery(args, io, startEngine),
  export: async (args, io) => (await import('./hosts/cli/export.ts')).runExport(args, io, startEngine),
  serve: async (args, io) => {
    const [{ runServe }, { paths, version, createRendererAssets }] = await Promise.all([
      import('./hosts/cli/serve.ts'),
      import('./paths.ts'),
    ])
    const loadReference = async () => (await import('./reference.ts')).reference
    return runServe(args, io, startEngine, { ...paths, version, assets: createRendererAssets(), loadReference })
  },
}

/** 128 + SIGPIPE, as of a program whose reader left; nobody is there to be told. */
const readerLeft = 141

function listenToProcess(): CommandIo {
  const interrupt = new AbortController()
  const onSignal = () => {
    // The second time the user means it.
    if (interrupt.signal.aborted) process.exit(exitCode.interrupted)
    interrupt.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      interrupt.abort(readerLeft)
    })
  return { out: process.stdout, err: process.stderr, isTty: process.stderr.isTTY === true, signal: interrupt.signal }
}

optimizeLater()
const io = listenToProcess()
const code = await run(process.argv.slice(2), io, commands, async () => (await import('./paths.ts')).version)
// Not process.exit: what is still on its way to a pipe would be lost.
process.exitCode = io.signal.reason === readerLeft ? readerLeft : code
