/**
 * What a case knows, in the order in which it comes to know it: its events, the verdicts on the files that hold them,
 * what files of the user tell of their addresses, the sessions that they belong to, what the rules find, which findings belong together, and which counts are unusual.
 * Questions wait for the layers they are answered from. Each name is a plural noun, from which the words for a layer that
 * never came are made.
 */
export const layers = ['events', 'verdicts', 'lookups', 'sessions', 'findings', 'incidents', 'anomalies'] as const
export type Layer = (typeof layers)[number]

/** Whether a case is shown before it has this layer. */
export const comesLater = (layer: Layer): boolean => layer !== 'events'
