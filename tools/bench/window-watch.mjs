// What runs in the page that is measured: when answers are painted, and how long rows in view were blank.

/**
 * Sets `bench` up in the page. `begin` forgets what was. `end` waits until nothing was awaited for `restMs`, and tells
 * milliseconds: `ms` from the last input to the frame that paints the last answer, `blank` of the longest time in which
 * a row in view was not there.
 */
export function watchPage(restMs) {
  const state = { input: 0, painted: 0, isBusy: false, hasChanged: false, blank: 0, blankSince: null }
  for (const kind of ['keydown', 'click', 'wheel', 'scroll']) {
    const onInput = ({ timeStamp }) => {
      state.input = timeStamp
    }
    addEventListener(kind, onInput, { capture: true, passive: true })
  }
  /** What answers to the filter, each row that is on its way, and panels that have no answer yet. */
  const isBusy = () =>
    document.querySelector(
      '.events[aria-busy="true"], .timeline[aria-busy="true"], .facet-values[aria-busy="true"], .grid-row[aria-busy="true"], .notice-loading, .facet:has([aria-expanded="true"]):not(:has(.facet-values))',
    ) !== null
  const changes = new MutationObserver(() => {
    state.hasChanged = true
  })

  function frame() {
    requestAnimationFrame(frame)
    const wasBusy = state.isBusy
    state.isBusy = isBusy()
    // A timer that is set in a frame comes behind its painting.
    if (state.isBusy || wasBusy || state.hasChanged)
      setTimeout(() => {
        state.painted = performance.now()
      })
    state.hasChanged = false
    if (!hasBlankRow()) state.blankSince = null
    else {
      state.blankSince ??= performance.now()
      state.blank = Math.max(state.blank, performance.now() - state.blankSince)
    }
  }
  requestAnimationFrame(frame)

  function hasBlankRow() {
    const grid = document.querySelector('.events [role="grid"]')
    if (grid === null) return false
    const { bottom } = grid.getBoundingClientRect()
    const rows = grid.querySelector('.grid-rows').children
    if (rows.length === 0) return Number(grid.ariaRowCount) > 1
    const [first, last] = [rows[0], rows[rows.length - 1]]
    const begins = grid.querySelector('.grid-header').getBoundingClientRect().bottom
    return (
      (first.ariaRowIndex > 2 && first.getBoundingClientRect().top > begins + 1) ||
      (last.ariaRowIndex < grid.ariaRowCount && last.getBoundingClientRect().bottom < bottom - 16) ||
      [...rows].some((row) => row.ariaBusy === 'true' && isWithin(row.getBoundingClientRect(), begins, bottom))
    )
  }
  const isWithin = (box, top, bottom) => box.bottom > top && box.top < bottom

  globalThis.bench = {
    begin() {
      Object.assign(state, { input: performance.now(), painted: 0, hasChanged: false, blank: 0, blankSince: null })
      changes.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] })
    },
    async end() {
      const begun = performance.now()
      for (let rested = begun; performance.now() - rested < restMs; ) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        if (state.isBusy || state.blankSince !== null) rested = performance.now()
        if (performance.now() - begun > 120_000) throw new Error('An answer is awaited for two minutes')
      }
      changes.disconnect()
      return { ms: Math.max(0, state.painted - state.input), blank: state.blank }
    },
  }
}
