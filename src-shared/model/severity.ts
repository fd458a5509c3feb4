/** How grave a rule's finding is, the gravest first. */
export const severities = ['high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** Whether it is as grave as `least`, or graver. */
export const isAsGraveAs = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least)
