import { useState } from 'react'
import type { EventDetail, ResourcesPage } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount } from '../../widgets/format.ts'

const resourcesAtOnce = 100

/** The resources that the record names, in its order. */
export function Resources({ row, resources: first, resourcesTotal }: EventDetail) {
  const [further, setFurther] = useState<ResourcesPage['resources']>([])
  const resources = [...first, ...further]
  const more = resourcesTotal - resources.length
  const readMore = async () => {
    const page = await ask('eventResources', { row, offset: resources.length, limit: resourcesAtOnce })
    if (page.ok) setFurther([...further, ...page.value.resources])
  }
  return (
    <section>
      <h3>Resources</h3>
      <ul className="fields-resources">
        {resources.map(({ arn, accountId, type }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may name one resource twice
          <li key={at}>
            <span className="mono">{arn ?? 'without ARN'}</span>
            <span className="muted">{[type, accountId].filter((part) => part !== null).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="muted">
          {formatCount(more)} more.{' '}
          <Button look="quiet" onClick={readMore}>
            Show more
          </Button>
        </p>
      )}
    </section>
  )
}
