/** Why something under the opened folders was not read, or not read whole; the gravest first. */
export const unreadKinds = [
  'unreadable-folder', // nothing is known of what lies in it
  'vanished', // it was there when files were looked for, and no longer when they were read
  'unreadable-file', // the operating system refused, or the reader died of it
  'damaged', // cut off, broken or empty: what could be saved of it was read
  'not-fetched', // an error page or a pointer lies in place of the object
  'beyond-limits', // too large, or inflates too far
  'left-out', // its records were not read, for want of memory
  'not-reached', // opening was cancelled before
  'may-hold-events', // an archive or another form that is not read, and may hold CloudTrail events
  'unparsed', // read whole; some of its records are no events
  'not-followed', // links, sockets, devices
  'own-export', // written by Trailproof: a copy of evidence, and no evidence
] as const
export type UnreadKind = (typeof unreadKinds)[number]
