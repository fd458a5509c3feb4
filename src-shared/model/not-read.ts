import type { Unparsed } from './event.ts'
import { type UnreadKind, unreadKinds } from './unread.ts'

/** One file or folder that was not read whole. */
export interface UnreadFile {
  /** Absolute path. */
  readonly path: string
  readonly kind: UnreadKind
  /** One or more whole sentences. */
  readonly reason: string
}

/** All that an answer about the case does not rest on although it lies under the opened folders. */
export interface NotRead {
  /** Files and folders; each counts once, under its gravest kind. */
  readonly files: Readonly<Record<UnreadKind, number>>
  /** The first of them, the gravest first. */
  readonly first: readonly UnreadFile[]
  /** Records that are no events, of all files. */
  readonly unparsedRecords: number
  readonly firstUnparsed: readonly Unparsed[]
  /** Events whose time cannot be read: no filter of time finds them. */
  readonly eventsWithoutTime: number
}

/** How many files and records a `NotRead` names. */
export const mostNamed = 20

/** The gravest first; files of one kind in their order. */
export const byGravity = (one: Pick<UnreadFile, 'kind'>, other: Pick<UnreadFile, 'kind'>): number =>
  unreadKinds.indexOf(one.kind) - unreadKinds.indexOf(other.kind)

export function notReadOf(
  files: readonly UnreadFile[],
  unparsed: readonly Unparsed[],
  eventsWithoutTime: number,
): NotRead {
  const counts = Object.fromEntries(unreadKinds.map((kind) => [kind, 0])) as Record<UnreadKind, number>
  for (const { kind } of files) counts[kind]++
  return {
    files: counts,
    first: [...files].sort(byGravity).slice(0, mostNamed),
    unparsedRecords: unparsed.length,
    firstUnparsed: unparsed.slice(0, mostNamed),
    eventsWithoutTime,
  }
}
