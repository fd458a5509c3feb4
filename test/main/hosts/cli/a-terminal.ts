import { Writable } from 'node:stream'
import type { CommandIo } from '../../../../src-main/hosts/cli/io.ts'

/** What a command writes, kept; and Ctrl-C. */
export function aTerminal(isTty = false) {
  const kept = { out: '', err: '' }
  const keep = (name: keyof typeof kept) =>
    new Writable({
      write(chunk, _, done) {
        kept[name] += String(chunk)
        done()
      },
    })
  const interrupt = new AbortController()
  const io: CommandIo = { out: keep('out'), err: keep('err'), isTty, signal: interrupt.signal }
  return { io, kept, ctrlC: () => interrupt.abort() }
}
