/** Whether there is memory for more than these events, of so many inflated bytes. Asked for every chunk of files. */
export type HasRoom = (events: number, inflatedBytes: number) => boolean

/** Memory of the machine, or of the container that the process runs in. */
export interface Machine {
  availableMemory(): number
  readonly memoryUsage: { rss(): number }
}

/**
 * Memory that sorting, the SQL database and the rules take beyond reading, and the share that is left to other
 * programs. Measured at one million events: the peak is 1.5 times the memory in use when reading ended.
 */
const takenLater = 0.6
const leftToOthers = 300 * 1024 * 1024

/**
 * Asking takes more than a millisecond while other threads allocate. So one answer holds for a number of events and of
 * bytes, which together take less than the share left to other programs.
 */
const answerHoldsFor = { events: 100_000, inflatedBytes: 64 * 1024 * 1024 }

export function roomOf(machine: Machine): HasRoom {
  let asked: { readonly events: number; readonly inflatedBytes: number } | null = null
  let hasRoom = true
  return (events, inflatedBytes) => {
    const holds =
      asked !== null &&
      events < asked.events + answerHoldsFor.events &&
      inflatedBytes < asked.inflatedBytes + answerHoldsFor.inflatedBytes
    if (holds) return hasRoom
    asked = { events, inflatedBytes }
    hasRoom = machine.availableMemory() > machine.memoryUsage.rss() * takenLater + leftToOthers
    return hasRoom
  }
}
