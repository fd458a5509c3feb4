import { Writable } from 'node:stream'
import type { CommandIo } from '../../../../src-main/hosts/cli/io.ts'
import { createMessages, createResults } from '../../../../src-main/hosts/cli/output.ts'

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
  const { signal } = interrupt
  const io: CommandIo = { out: createResults(keep('out'), signal), err: createMessages(keep('err'), isTty), signal }
  return { io, kept, ctrlC: () => interrupt.abort() }
}
