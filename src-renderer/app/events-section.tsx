import { DetailPanel } from '../panels/detail/panel.tsx'
import { EventsPanel } from '../panels/events/panel.tsx'
import { FacetsPanel } from '../panels/filter/facets.tsx'
import { FilterPanel } from '../panels/filter/panel.tsx'
import { TimelinePanel } from '../panels/timeline/panel.tsx'
import { setSize, useLayout } from '../state/layout.ts'
import { useSelection } from '../state/selection.ts'
import { Split } from '../widgets/split.tsx'

/** Filter, timeline, facets, grid and detail: the panels that answer to one filter. */
export function EventsSection() {
  const size = useLayout((state) => state.sizes.timeline)
  return (
    <div className="app-section events-section">
      <FilterPanel />
      <div className="app-panel">
        <Split
          label="timeline"
          direction="column"
          sized="first"
          size={size}
          onSize={(to) => setSize('timeline', to)}
          min={96}
          minRest={200}
          first={<TimelinePanel />}
          second={<FacetsAndEvents />}
        />
      </div>
    </div>
  )
}

function FacetsAndEvents() {
  const { sizes, facetsShown } = useLayout()
  if (!facetsShown) return <EventsAndDetail />
  return (
    <Split
      label="facets"
      direction="row"
      sized="first"
      size={sizes.facets}
      onSize={(size) => setSize('facets', size)}
      min={160}
      minRest={600}
      first={<FacetsPanel />}
      second={<EventsAndDetail />}
    />
  )
}

function EventsAndDetail() {
  const { sizes, detailPlace } = useLayout()
  const isBelow = detailPlace === 'bottom'
  const pane = isBelow ? 'detailBelow' : 'detail'
  const isSelected = useSelection((state) => state.row !== null)
  return (
    <Split
      label="detail"
      direction={isBelow ? 'column' : 'row'}
      sized="second"
      size={sizes[pane]}
      onSize={(to) => setSize(pane, to)}
      min={isBelow ? 140 : 250}
      minRest={isBelow ? 120 : 340}
      first={<EventsPanel />}
      second={isSelected ? <DetailPanel /> : null}
    />
  )
}
