import './skip-link.css'

/** The first stop of the Tab key, seen while it has the focus: past the rail, the filter and the facets. */
export function SkipLink() {
  return (
    <button type="button" className="skip-link" onClick={focusContent}>
      Skip to the content
    </button>
  )
}

/** The grid of the section shown, or the section where it has none. */
function focusContent() {
  const main = document.querySelector<HTMLElement>('main')
  const grid = main?.querySelector<HTMLElement>('[role="grid"]')
  ;(grid ?? main)?.focus()
}
