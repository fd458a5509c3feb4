#!/usr/bin/env node
import { leastPolicy } from './acquire/policy.ts'
import { addressSpaceLimit, fewAddresses, needsFewAddresses, runWithFewAddresses } from './hosts/cli/address-space.ts'
import { hasOption, takeExaminer } from './hosts/cli/arguments.ts'
import type { CompareFolders, RecordCompared } from './hosts/cli/compare.ts'
import { sayUsage } from './hosts/cli/help.ts'
import { type CommandIo, exitCode, type StartEngine } from './hosts/cli/io.ts'
import { createMessages, createResults } from './hosts/cli/output.ts'
import type { ReportParts } from './hosts/cli/report.ts'
import { type Commands, run, sayBug } from './hosts/cli/run.ts'
import type { RecordVerified, VerifyFolders } from './hosts/cli/verify.ts'
import { optimizeLater } from './runtime/optimize-later.ts'

/** The CLI's composition root: the process's streams and signals, and one module per command, loaded when it is run. */
const startEngine: StartEngine = async () => {
  const [{ createEngine }, { paths, version }, { withBookmarks }, { chromiumPrinter }] = await Promise.all([
    import('./engine/thread.ts'),
    import('./paths.ts'),
    import('./service/bookmarks.ts'),
    import('./hosts/browser/print-pdf.ts'),
  ])
  const printPdf = chromiumPrinter(process.platform, process.env)
  const engine = createEngine({ workersFolder: paths.workers, wasmPath: paths.wasm, version, printPdf })
  return withBookmarks(engine, paths.bookmarks)
}

const examiner = takeExaminer(process.argv.slice(2))

/** What commands do is in the examiner log of the case, as what a window does. */
const startRecorded: StartEngine = async () => {
  const [engine, { recordingCommands }, parts] = await Promise.all([
    startEngine(),
    import('./service/examiner/of-commands.ts'),
    recordingParts(),
  ])
  return recordingCommands(engine, parts)
}

async function recordingParts() {
  const [{ paths, version }, { isWithinEvidence }] = await Promise.all([
    import('./paths.ts'),
    import('./files/within-evidence.ts'),
  ])
  return {
    ...paths,
    version,
    isWithin: isWithinEvidence,
    examiner: examiner.ok ? examiner.value.examiner : null,
    say: (sentence: string) => createMessages(process.stderr, false).say(`trailproof: ${sentence}`),
  }
}

const loadReference = async () => (await import('./reference.ts')).reference

const verifyFolders: VerifyFolders = async (folders, asked, signal, onProgress) => {
  const [verification, { readersInThreads }, { paths }] = await Promise.all([
    import('./case/verification.ts'),
    import('./ingest/read-pool.ts'),
    import('./paths.ts'),
  ])
  return verification.verifyFolders(folders, asked, {
    startReaders: readersInThreads(paths.readWorker),
    signal,
    onProgress: ({ filesDone, filesTotal }) => onProgress(filesDone, filesTotal),
  })
}

/** The case need not be open for that: what its files are is known. */
const recordVerified: RecordVerified = async (of, verification) => {
  const [{ unopenedCase }, { recordOnce }, { verifiedBy }, parts] = await Promise.all([
    import('./case/case-file/unopened.ts'),
    import('./service/examiner/of-commands.ts'),
    import('./service/examiner/deeds.ts'),
    recordingParts(),
  ])
  const [path = ''] = of.paths
  const unopened = await unopenedCase(path, { files: verification.files, paths: of.paths })
  try {
    await recordOnce(unopened, { id: path, path, paths: unopened.evidence }, verifiedBy(of, verification), parts)
  } finally {
    await unopened.close()
  }
}

const compareFolders: CompareFolders = async (sides, trustOf, signal, onProgress) => {
  const [comparison, { readersInThreads }, { paths }] = await Promise.all([
    import('./case/comparison/compare.ts'),
    import('./ingest/read-pool.ts'),
    import('./paths.ts'),
  ])
  return comparison.compareFolders(sides, trustOf, {
    startReaders: readersInThreads(paths.readWorker),
    signal,
    onProgress: ({ filesDone, filesTotal }) => onProgress(filesDone, filesTotal),
  })
}

/** Neither side is open: what the files of it are is known. */
const recordCompared: RecordCompared = async (side, named, comparison) => {
  const [{ unopenedCase }, { recordOnce }, { comparedBy }, parts] = await Promise.all([
    import('./case/case-file/unopened.ts'),
    import('./service/examiner/of-commands.ts'),
    import('./service/examiner/deeds.ts'),
    recordingParts(),
  ])
  const { sides, read } = comparison
  // Nothing is written below the one for the other.
  const beside = [...(sides.a.sources ?? named.a), ...(sides.b.sources ?? named.b)]
  const { path } = sides[side]
  const unopened = await unopenedCase(path, { files: read[side], paths: named[side], beside })
  try {
    await recordOnce(unopened, { id: path, path, paths: unopened.evidence }, comparedBy(side, comparison), parts)
  } finally {
    await unopened.close()
  }
}

async function reportParts(): Promise<ReportParts> {
  const [
    { whyNotWritten },
    { paths },
    { createBookmarks },
    { createStateFiles },
    { isWithinEvidence },
    settings,
    named,
  ] = await Promise.all([
    import('./case/evidence-guard.ts'),
    import('./paths.ts'),
    import('./service/bookmarks.ts'),
    import('./service/state-file.ts'),
    import('./files/within-evidence.ts'),
    import('./service/settings.ts'),
    import('./service/examiner/who.ts'),
  ])
  const state = createStateFiles(isWithinEvidence)
  const given = examiner.ok ? examiner.value.examiner : null
  // The name of an account is not one that somebody gave for a report.
  const who = named.createWho(settings.createSettings(paths.settings, state), given).now()
  return {
    whyNotWritten,
    examiner: who.is === 'given' ? who.name : '',
    bookmarksOf: (engine) => {
      state.leaveAlone(engine.summary()?.paths ?? [])
      return createBookmarks(paths.bookmarks, state).list(engine)
    },
  }
}

const commands: Commands = {
  info: async (args, io) => (await import('./hosts/cli/info.ts')).runInfo(args, io, startRecorded),
  verify: async (args, io) =>
    (await import('./hosts/cli/verify.ts')).runVerify(args, io, verifyFolders, recordVerified),
  prove: async (args, io) => (await import('./hosts/cli/prove.ts')).runProve(args, io, startRecorded),
  findings: async (args, io) => {
    const [{ runFindings }, { whyNotWritten }] = await Promise.all([
      import('./hosts/cli/findings.ts'),
      import('./case/evidence-guard.ts'),
    ])
    return runFindings(args, io, startRecorded, { loadReference, whyNotWritten })
  },
  alarms: async (args, io) => (await import('./hosts/cli/alarms.ts')).runAlarms(args, io, startRecorded),
  query: async (args, io) => {
    if (!hasOption(args, 'on')) return (await import('./hosts/cli/query.ts')).runQuery(args, io, startRecorded)
    return (await import('./hosts/cli/query-remote.ts')).runRemoteQuery(args, io, {
      trino: async (...asked) => (await import('./remote/trino.ts')).askTrino(...asked),
      athena: async (...asked) => (await import('./remote/athena.ts')).askAthena(...asked),
      loadReference,
    })
  },
  export: async (args, io) => {
    const [{ runExport }, { whyNotWritten }] = await Promise.all([
      import('./hosts/cli/export.ts'),
      import('./case/evidence-guard.ts'),
    ])
    return runExport(args, io, startRecorded, whyNotWritten)
  },
  report: async (args, io) => {
    const [{ runReport }, parts] = await Promise.all([import('./hosts/cli/report.ts'), reportParts()])
    return runReport(args, io, startRecorded, parts)
  },
  save: async (args, io) => {
    const [{ runSave }, { paths }, { createBookmarks }, { savedQueriesOfCase }, { createStateFiles }, evidence] =
      await Promise.all([
        import('./hosts/cli/save.ts'),
        import('./paths.ts'),
        import('./service/bookmarks.ts'),
        import('./service/saved-queries.ts'),
        import('./service/state-file.ts'),
        import('./files/within-evidence.ts'),
      ])
    const state = createStateFiles(evidence.isWithinEvidence)
    return runSave(args, io, startRecorded, async (engine) => {
      await createBookmarks(paths.bookmarks, state).moveIn(engine)
      await savedQueriesOfCase(paths.savedQueries, state).moveIn(engine)
    })
  },
  fetch: async (args, io) => {
    const [{ runFetch }, { version }] = await Promise.all([import('./hosts/cli/fetch.ts'), import('./paths.ts')])
    // The AWS SDK takes long to load: only what uses it loads it.
    const acquire = () => import('./acquire/fetch.ts')
    const producedBy = `Trailproof ${version}`
    return runFetch(args, io, {
      plan: async (request, signal, onProgress) =>
        (await acquire()).planFetch(request, { signal, onProgress, producedBy }),
      fetchTrail: async (request, signal, onProgress) =>
        (await acquire()).fetchTrail(request, { signal, onProgress, producedBy }),
      follow: async (request, signal, onProgress, onRound) =>
        (await import('./acquire/follow.ts')).followTrail(request, { signal, onProgress, producedBy }, onRound),
      policyOf: leastPolicy,
      verify: (more) => commands.verify(more, io),
      verdictsOf: async (folder, keysFolder) => {
        const keyPaths = keysFolder === null ? [] : [keysFolder]
        const trust = { paths: [folder, ...keyPaths], keyPaths, acceptsEvidence: false }
        const verified = await verifyFolders([folder, ...keyPaths], { range: undefined, trust }, io.signal, () => {})
        return verified.ok ? verified.value.report.logs : new Map()
      },
    })
  },
  ddl: async (args, io) =>
    (await import('./hosts/cli/ddl.ts')).runDdl(args, io, startRecorded, async (source, connection, signal) =>
      (await import('./acquire/places.ts')).listPlaces(source, connection, {
        signal,
        onProgress: () => {},
        producedBy: '',
      }),
    ),
  bundle: async (args, io) => {
    const [{ runBundle }, parts] = await Promise.all([import('./hosts/cli/bundle.ts'), reportParts()])
    return runBundle(args, io, startRecorded, parts)
  },
  'make-key': async (args, io) => {
    const [{ runMakeKey }, { writeKey }] = await Promise.all([
      import('./hosts/cli/make-key.ts'),
      import('./handover/bundle/make-identity.ts'),
    ])
    return runMakeKey(args, io, writeKey)
  },
  'verify-bundle': async (args, io) => {
    const [{ runVerifyBundle }, { verifyBundleAt }] = await Promise.all([
      import('./hosts/cli/verify-bundle.ts'),
      import('./handover/bundle/read-bundle.ts'),
    ])
    return runVerifyBundle(args, io, verifyBundleAt)
  },
  'timestamp-bundle': async (args, io) => {
    const [{ runTimestampBundle }, { attachTimestamp }, { whyNotWritten }] = await Promise.all([
      import('./hosts/cli/timestamp-bundle.ts'),
      import('./handover/bundle/timestamp.ts'),
      import('./case/evidence-guard.ts'),
    ])
    return runTimestampBundle(args, io, attachTimestamp, whyNotWritten)
  },
  compare: async (args, io) =>
    (await import('./hosts/cli/compare.ts')).runCompare(args, io, compareFolders, recordCompared),
  log: async (args, io) => (await import('./hosts/cli/log.ts')).runLog(args, io),
  serve: async (args, io) => {
    const [{ runServe }, { enterIn }, { paths, version, createRendererAssets }, { isWithinEvidence }, thread] =
      await Promise.all([
        import('./hosts/cli/serve.ts'),
        import('./hosts/cli/enter-key.ts'),
        import('./paths.ts'),
        import('./files/within-evidence.ts'),
        import('./acquire/thread.ts'),
      ])
    return runServe(args, io, startEngine, {
      ...paths,
      version,
      examiner: examiner.ok ? examiner.value.examiner : null,
      assets: createRendererAssets(),
      onEnter: enterIn(process.stdin, process.platform),
      isWithin: isWithinEvidence,
      runFetch: thread.fetchInThread(paths.workers, `Trailproof ${version}`),
      askRemote: async (...asked) => (await import('./remote/ask.ts')).askRemote(...asked),
      loadReference,
    })
  },
}

/** Why a command was aborted, where the user did not ask for it; each has an exit code of its own. */
type Reason = 'readerLeft' | 'unwritten' | 'bug'

const interrupt = new AbortController()
const interruptBecause = (reason: Reason) => interrupt.abort(reason)

function listenToProcess(): CommandIo {
  const { stdout, stderr } = process
  const { signal } = interrupt
  let interruptedAt = 0
  const onSignal = () => {
    // The second time the user means it. A terminal's signal may come twice at once, by way of a parent, too.
    if (signal.aborted && performance.now() - interruptedAt > sameSignalMs) process.exit(exitCode.interrupted)
    interruptedAt ||= performance.now()
    interrupt.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal)
  const out = createResults(stdout, signal)
  const err = createMessages(stderr, stderr.isTTY === true)
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) return
      interruptBecause(error.code === 'EPIPE' ? 'readerLeft' : 'unwritten')
      if (error.code !== 'EPIPE' && stream === stdout)
        void err.say(`trailproof: the results could not be written: ${error.message}`)
    })
  return { out, err, signal }
}

const sameSignalMs = 300

/** What nobody caught: the command takes back what it has half written, for a moment. */
function onBug(io: CommandIo, error: unknown): void {
  process.exitCode = exitCode.bug
  if (interrupt.signal.reason === 'bug') return
  setTimeout(() => process.exit(exitCode.bug), takingBackMs).unref()
  void sayBug(io, null, error)
  interruptBecause('bug')
}
const takingBackMs = 5_000

/** In this process, to its exit code. */
async function runHere(): Promise<number> {
  optimizeLater()
  const io = listenToProcess()
  process.on('uncaughtException', (error) => onBug(io, error))
  process.on('unhandledRejection', (error) => onBug(io, error))
  if (!examiner.ok) return sayUsage(io, null, examiner.message)
  const code = await run(examiner.value.rest, io, commands, async () => (await import('./paths.ts')).version)
  const reason = interrupt.signal.reason as Reason | DOMException | undefined
  return typeof reason === 'string' ? exitCode[reason] : code
}

/** In a process that reserves no addresses, because there are few. */
async function runAgain(limit: number): Promise<number> {
  const code = await runWithFewAddresses()
  if (code !== null) return code
  await createMessages(process.stderr, false).say(fewAddresses(limit))
  return exitCode.noMemory
}

const limit = addressSpaceLimit()
// Not process.exit: what is still on its way to a pipe would be lost.
process.exitCode = needsFewAddresses(limit) ? await runAgain(limit) : await runHere()
