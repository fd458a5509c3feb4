import { useState } from 'react'
import { entityKinds } from '../../../src-shared/filter/entity.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { entitiesMean, entityWords } from '../../../src-shared/words/entities.ts'
import { NotReadMark } from '../../parts/not-read.tsx'
import { SearchedCard } from '../../parts/value-card.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'

/** Those whose values are told from the events alone come first; the first column of each is whose value it is. */
const offered = ['actor', 'accessKey', 'address', 'role', 'account', 'bucket', 'origin', 'agent', 'region'] as const

export function Directory() {
  const [search, setSearch] = useState('')
  return (
    <>
      <header className="entities-header">
        <h1>Entities</h1>
        <NotReadMark />
        <SearchInput label="Search all kinds of entities" value={search} onChange={setSearch} />
      </header>
      <p className="muted">{entitiesMean}</p>
      <div className="value-cards">
        {offered.map((kind) => (
          <SearchedCard
            key={kind}
            title={entityWords[kind].many}
            column={entityKinds[kind][0]}
            within={everything}
            search={search}
          />
        ))}
      </div>
    </>
  )
}
