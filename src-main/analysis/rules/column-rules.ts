import { bursts } from './bursts.ts'
import { firstSeenAccessKeys, firstSeenAddresses, firstSeenPrincipals, firstSeenRegions } from './first-seen.ts'
import { manyNetworks } from './many-networks.ts'
import { massObjectReads } from './object-reads.ts'
import { type DetectionRule, ruleInCode as rule } from './rule.ts'

/** Rules that need statistics of all events: they read the columns, where SQL would take seconds for a million. */
export const columnRules: readonly DetectionRule[] = [
  rule(
    {
      rule: 'burst-of-calls',
      title: 'Burst of calls to one API operation',
      severity: 'low',
      why: 'Scripts that enumerate, copy or delete show as many more calls in five minutes than this operation has otherwise.',
      benignCauses: 'A deployment, a backup, a batch job, or an application that retries.',
      next: 'Who made the calls, and whether it is a known job.',
      techniques: ['T1580'],
    },
    (opened) => bursts(opened, 'calls'),
    { learns: true },
  ),
  rule(
    {
      rule: 'burst-of-errors',
      title: 'Burst of errors of one API operation',
      severity: 'medium',
      why: 'Trying out what a stolen key may do fails often; so does an attack on a name or a password.',
      benignCauses: 'A broken deployment, an expired credential, throttling of an application that retries.',
      next: 'Which calls of the same principal succeeded.',
      techniques: ['T1580'],
    },
    (opened) => bursts(opened, 'errors'),
    { isAboutFailures: true, learns: true },
  ),
  rule(
    {
      rule: 'first-seen-access-key',
      title: 'Long-term access key not seen before',
      severity: 'medium',
      why: 'A key made for someone who came in works on when the one they came in with is revoked.',
      benignCauses: 'Rotation of keys, a new user, a key that is rarely used.',
      next: 'Who created the key, and what it did first.',
      techniques: ['T1098.001'],
    },
    firstSeenAccessKeys,
    { learns: true },
  ),
  rule(
    {
      rule: 'first-seen-address',
      title: 'Source address not seen before',
      severity: 'info',
      why: 'A stolen key is used from where its owner is not.',
      benignCauses: 'Addresses change all the time: mobile networks, home offices, cloud instances.',
      next: 'Which principals used the address.',
      techniques: ['T1078.004'],
    },
    firstSeenAddresses,
    { learns: true },
  ),
  rule(
    {
      rule: 'first-seen-principal',
      title: 'Principal not seen before',
      severity: 'low',
      why: 'A user or role that first acts late in the case may have been made for the purpose.',
      benignCauses: 'New colleagues and new applications; a role that is rarely used.',
      next: 'The call that created the principal.',
      techniques: ['T1136.003'],
    },
    firstSeenPrincipals,
    { learns: true },
  ),
  rule(
    {
      rule: 'first-seen-region',
      title: 'Region not seen before',
      severity: 'medium',
      why: 'Resources in an unused Region easily go unnoticed.',
      benignCauses: 'A new deployment; console pages and inventories that ask every Region.',
      next: 'Whether resources were created there.',
      techniques: ['T1535'],
    },
    firstSeenRegions,
    { learns: true },
  ),
  rule(
    {
      rule: 'key-from-many-networks',
      title: 'Access key used from many networks within an hour',
      severity: 'medium',
      why: 'One machine has one network; a key used from four within an hour is in several hands or behind a proxy pool.',
      benignCauses: 'A key shared by a fleet of machines; mobile networks and VPNs that change the address.',
      next: 'Whether one of the networks is unknown to the owner of the key.',
      techniques: ['T1078.004'],
    },
    manyNetworks,
    { learns: true },
  ),
  rule(
    {
      rule: 'mass-object-reads',
      title: 'Many reads of objects in a bucket within an hour',
      severity: 'medium',
      why: 'Who copies a bucket reads its objects one by one. Seen only where data events of S3 are logged.',
      benignCauses: 'A backup, a migration, a report over all data; an application after a deployment.',
      next: 'How many bytes left, and to which address.',
      techniques: ['T1530'],
    },
    massObjectReads,
    { learns: true },
  ),
]
