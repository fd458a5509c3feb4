import type { Finding } from '../../../src-shared/contract/findings.ts'
import { tactics } from '../../../src-shared/model/attack.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { showFindingsExport } from '../../state/export.ts'
import { type FindingGrouping, findingGroupings, showFindings, useFindings } from '../../state/findings.ts'
import { Button } from '../../widgets/button.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'
import { tacticsOf } from './arrange.ts'
import { Choice } from './choice.tsx'

const groupingWords: Readonly<Record<FindingGrouping, string>> = {
  severity: 'severity',
  rule: 'rule',
  incident: 'incident',
  day: 'day of the first event',
}

/** Which findings are shown, and in which groups. */
export function FindingsBar({ findings }: { readonly findings: readonly Finding[] }) {
  const { text, least, tactic, grouping } = useFindings()
  const served = new Set(findings.flatMap(tacticsOf))
  return (
    <div className="findings-bar" role="search" aria-label="Findings">
      <SearchInput label="Find in findings" value={text} onChange={(to) => showFindings({ text: to })} />
      <Choice label="Severity" value={least} onChoose={(to) => showFindings({ least: to })} of={severities}>
        {(severity) => (severity === 'info' ? 'all' : severity === 'high' ? 'high' : `${severity} and graver`)}
      </Choice>
      <Choice
        label="Tactic"
        value={tactic ?? 'all'}
        onChoose={(to) => showFindings({ tactic: to === 'all' ? null : to })}
        of={['all', ...tactics.filter((each) => served.has(each))] as const}
      >
        {(each) => each}
      </Choice>
      <Choice label="Group by" value={grouping} onChoose={(to) => showFindings({ grouping: to })} of={findingGroupings}>
        {(each) => groupingWords[each]}
      </Choice>
      <Button icon="download" onClick={showFindingsExport}>
        Export
      </Button>
    </div>
  )
}
