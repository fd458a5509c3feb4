// Preloaded into a measured Node program and all its threads (`--import`): each tells on request what its heap has.
import { basename } from 'node:path'
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads'

const channel = new BroadcastChannel('trailproof-bench-memory')
channel.unref()
channel.onmessage = ({ data }) => {
  if (data !== 'tell') return
  const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
  const name = isMainThread ? 'main' : `${basename(process.argv[1], '.js')} ${threadId}`
  channel.postMessage({ name, heapUsed, heapTotal, external, arrayBuffers })
}

/** How long a thread may take to tell. One that computes, or has no loop, tells nothing. */
const patienceMs = 1000

/** MB, thread by thread. For the main thread to ask. */
export async function memoryByThread() {
  const told = []
  const asking = new BroadcastChannel('trailproof-bench-memory')
  asking.onmessage = ({ data }) => typeof data === 'object' && told.push(data)
  asking.postMessage('tell')
  await new Promise((resolve) => setTimeout(resolve, patienceMs))
  asking.close()
  const mb = ([name, value]) => [name, typeof value === 'number' ? Math.round(value / 1e6) : value]
  return told.map((each) => Object.fromEntries(Object.entries(each).map(mb)))
}
