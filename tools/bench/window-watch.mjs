// What runs in the page that is measured: when answers are painted, and how long rows in view were blank.

/**
 * Sets `bench` up in the page. `begin` forgets what was. `end` waits until nothing was awaited for `restMs`, and tells
 * milliseconds: `ms` from the last input to the frame that paints the last answer, `blank` of the longest time in which
 * a row in view was not there.
 */
export function watchPage(restMs) {
  const state = {
    input: 0,
    painted: 0,
    isBusy: false,
    hasChanged: false,
    isAnswered: false,
    blank: 0,
    blankSince: null,
  }
  for (const kind of ['keydown', 'click', 'wheel', 'scroll']) {
    const onInput = ({ timeStamp }) => {
      state.input = timeStamp
      state.hasChanged = true
    }
    addEventListener(kind, onInput, { capture: true, passive: true })
  }
  /** What answers to the filter, each row that is on its way, and panels that have no answer yet. */
  const isBusy = () =>
    document.querySelector(
      '.events[aria-busy="true"], .timeline[aria-busy="true"], .facet-values[aria-busy="true"], .grid-row[aria-busy="true"], .notice-loading, .facet:has([aria-expanded="true"]):not(:has(.facet-values))',
    ) !== null
  const changes = new MutationObserver((records) => {
    state.hasChanged = true
    // What is awaited for less than a frame is awaited in no frame.
    state.isAnswered ||= records.some(({ attributeName }) => attributeName === 'aria-busy')
  })
  changes.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-busy', 'style'],
  })

  function frame() {
    requestAnimationFrame(frame)
    // To look costs a millisecond, which only a page that changed is worth.
    if (!state.hasChanged) return
    state.hasChanged = false
    const wasBusy = state.isBusy
    state.isBusy = isBusy()
    // A timer that is set in a frame comes behind its painting.
    if (state.isBusy || wasBusy || state.isAnswered)
      setTimeout(() => {
        state.painted = performance.now()
      })
    state.isAnswered = false
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
      Object.assign(state, { input: performance.now(), painted: 0, isAnswered: false, blank: 0, blankSince: null })
    },
    async end() {
      const begun = performance.now()
      for (let rested = begun; performance.now() - rested < restMs; ) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        if (state.isBusy || state.blankSince !== null) rested = performance.now()
        if (performance.now() - begun > 120_000) throw new Error('An answer is awaited for two minutes')
      }
      return { ms: Math.max(0, state.painted - state.input), blank: state.blank }
    },
  }
}
