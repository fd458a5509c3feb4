import { useState } from 'react'
import { columnDoc, deedColumns, type ValueColumn } from '../../../src-shared/filter/columns.ts'
import { toggleFacets } from '../../state/layout.ts'
import { IconButton, PlainButton } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { FacetValues } from './facet-values.tsx'
import './facets.css'

const offered: readonly ValueColumn[] = [
  'eventName', 'actor', deedColumns.target, 'errorCode', 'isError', 'logVerdict', 'eventSource', 'sourceIPAddress', 'country', 'owner', 'asn',
  'userIdentityArn', 'userIdentityType', 'awsRegion', 'readOnly', 'eventCategory', 'recipientAccountId', 'accountName', 'sessionIssuerArn', 'accessKeyId', 'userAgent',
  'mfa', 'console', 'byAwsService', deedColumns.resourceTags, deedColumns.principalTags, deedColumns.conditionKeys, 'bucketName', 'vpcEndpointId', 'tlsVersion', 'addendumReason', 'sourceFile',
] // biome-ignore format: a list

const openAtFirst: ReadonlySet<ValueColumn> = new Set(['eventName', 'actor', 'errorCode', 'logVerdict'])

/** Values of the columns that people narrow by, with how many events of the filter have each. */
export function FacetsPanel() {
  const [open, setOpen] = useState(openAtFirst)
  const toggle = (column: ValueColumn) =>
    setOpen((before) =>
      before.has(column) ? new Set([...before].filter((other) => other !== column)) : new Set([...before, column]),
    )
  return (
    <aside className="facets" aria-label="Facets">
      <Toolbar label="Columns and values" orientation="vertical" className="facets-bar">
        <header className="panel-head">
          <h3>Facets</h3>
          <span className="panel-space" />
          <IconButton icon="close" label="Hide the facets" onClick={toggleFacets} />
        </header>
        {/* What scrolls is no Tab stop of its own, as its values are reached by arrow keys. */}
        <div className="facets-list" tabIndex={-1}>
          {offered.map((column) => (
            <section key={column} className="facet">
              <PlainButton
                className="facet-title"
                aria-expanded={open.has(column)}
                hint={columnDoc(column)}
                onClick={() => toggle(column)}
              >
                <Icon name={open.has(column) ? 'chevronDown' : 'chevronRight'} size={12} />
                {column}
              </PlainButton>
              {open.has(column) && <FacetValues column={column} />}
            </section>
          ))}
        </div>
      </Toolbar>
    </aside>
  )
}
