import { formatCounted } from '../base/count.ts'
import { anomaliesAsMarkdown } from '../words/anomalies-markdown.ts'
import { blockTitles, findingsHeadline, findingsMean, inBlocks, nothingFoundMeans } from '../words/findings.ts'
import { findingAsMarkdown, incidentAsMarkdown } from '../words/findings-markdown.ts'
import { incidentsMean } from '../words/incidents.ts'
import { findingsLack } from '../words/not-read.ts'
import type { FindingsToTell } from './told.ts'

/** A document: incidents, detections, the checklist, and the rules that found nothing. */
export function asMarkdown({
  findings,
  incidents,
  anomalies,
  rules,
  silent,
  notRun,
  notTold,
  notRead,
}: FindingsToTell): string {
  const lacking = findingsLack(notRead)
  const parts = [
    '# Findings',
    findingsHeadline(findings, rules),
    findings.length === 0 ? nothingFoundMeans : findingsMean,
    ...(notTold === 0 ? [] : [`${formatCounted(notTold, 'finding')} of lower severity are not listed.`]),
    ...(lacking === null ? [] : [lacking]),
    ...(incidents.length === 0 ? [] : ['## Incidents', incidentsMean, ...incidents.map((incident) => incidentAsMarkdown(incident, 3))]),
    ...(anomalies === null ? [] : anomaliesAsMarkdown(anomalies, 2)),
    ...inBlocks(findings).flatMap(({ block, findings: of }) => [
      `## ${blockTitles[block]}`,
      ...of.map((finding) => findingAsMarkdown(finding, 3)),
    ]),
    ...(notRun.length === 0 ? [] : [`## ${formatCounted(notRun.length, 'rule')} did not run`, notRun.map(({ rule, title, reason }) => `- \`${rule}\`: ${title}. ${reason}`).join('\n')]),
    ...(silent.length === 0 ? [] : [`## ${formatCounted(silent.length, 'rule')} found nothing`, silent.map(({ rule, title }) => `- \`${rule}\`: ${title}`).join('\n')]),
  ] // biome-ignore format: a list of parts
  return `${parts.join('\n\n')}\n`
}
