/** Whether there is memory for more than these events, of so many inflated bytes. Asked for every chunk of files. */
export type HasRoom = (events: number, inflatedBytes: number) => boolean

/** What is asked of the machine, or of the container the process is in. */
export interface Machine {
  availableMemory(): number
  readonly memoryUsage: { rss(): number }
}

/**
 * What putting in order, the SQL database and the rules take on top of what reading has taken, and what is left to
 * others: measured at one million events, the peak is 1.5 times what there was when all was read.
 */
const takenLater = 0.6
const leftToOthers = 300 * 1024 * 1024

/**
 * To ask takes more than a millisecond while other threads allocate. So an answer holds for some more events, and for
 * some more text should they be long: neither takes more than a part of what is left to others.
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
