/** Beside the switch of shortcuts that need no other key. */
export const singleKeys =
  'Keys alone are shortcuts wherever the focus is outside of texts: / and ?, and for the event shown M, N, A and C'
