import { calls, type RuleCase } from './rule-case.ts'

/** Detection, logs and limits that are switched off. */
export const defenceCases: Readonly<Record<string, RuleCase>> = {
  'dns-query-logs-removed': {
    hit: [
      ...calls('route53resolver', 'DisassociateResolverQueryLogConfig DeleteResolverQueryLogConfig'),
      ...calls('route53', 'DeleteQueryLoggingConfig'),
    ],
    miss: calls('route53resolver', 'CreateResolverQueryLogConfig GetResolverQueryLogConfig'),
  },
}
