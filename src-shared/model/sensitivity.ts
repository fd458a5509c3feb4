/** How readily a count is called an anomaly: 0 seldom, 100 readily. */
export const usualSensitivity = 50
export const mostSensitive = 100

/** What makes a count an anomaly. */
export interface AnomalyLimit {
  /** The chance of so many events, by the baseline, is at most 1 in 10 to this power. */
  readonly score: number
  /** There are at least so many events, however seldom the series has any: small counts say little. */
  readonly events: number
}

/** From 1 in 10 to the 9th and 40 events at 0, over 1 in 10 to the 6th and 10 events, to 1 in 10 to the 3rd and 3 events at 100. */
export const limitAt = (sensitivity: number): AnomalyLimit => ({
  score: Math.round(90 - 0.6 * sensitivity) / 10,
  events: Math.round(10 * 4 ** ((usualSensitivity - sensitivity) / 50)),
})
