import { deniedOperations } from './denied-operations.ts'
import { discoveryBursts } from './discovery.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { instanceRolesAway } from './instance-roles.ts'
import { massDeletions } from './mass-deletion.ts'
import { offensiveTools } from './offensive-agents.ts'
import { rightsProbed } from './rights-probed.ts'
import { type DetectionRule, ruleInCode as rule } from './rule.ts'
import { secretsRead } from './secrets-read.ts'

/** Rules about how somebody behaves: what was done within some time, from where, and with what. */
export const behaviourRules: readonly DetectionRule[] = [
  rule(
    {
      rule: 'access-denied-enumeration',
      title: 'Many different API operations denied to one principal within an hour',
      severity: 'high',
      why: 'Someone with a stolen key who does not know its permissions tries one operation after another.',
      benignCauses:
        'A security audit or an inventory tool with too few rights; a console page opened by someone who may see little.',
      next: 'Which calls of the same session succeeded, and where its access key was issued.',
      techniques: ['T1580', 'T1069.003'],
    },
    deniedOperations,
    { isAboutFailures: true, learns: true },
  ),
  rule(
    {
      rule: 'discovery-burst',
      title: 'Many different read operations within a minute',
      severity: 'medium',
      why: 'Someone who comes in with a stolen key has a script ask what is there and what the key may do.',
      benignCauses: 'An inventory, a security audit or a script of an administrator that runs for the first time.',
      next: 'Whether this principal works with this agent and from this address otherwise, and what it did next.',
      techniques: ['T1580', 'T1526', 'T1087.004'],
    },
    discoveryBursts,
    { isAboutFailures: true, learns: true },
  ),
  rule(
    {
      rule: 'impossible-travel',
      title: 'Used from two places faster than anybody travels',
      severity: 'medium',
      why: 'Who steals credentials is elsewhere than their owner, and both use them at the same time.',
      benignCauses:
        'A VPN, a proxy or a mobile network that leaves elsewhere; a script on a machine abroad with the same user; a database that places the address wrongly, or is older than its use.',
      next: 'What was done from each of the places, and whether the owner knows both. List VPNs and own networks, and it leaves them out.',
      techniques: ['T1078.004'],
      needs: 'places',
    },
    impossibleTravel,
  ),
  rule(
    {
      rule: 'instance-role-away',
      title: 'Credentials of an instance used away from it',
      severity: 'high',
      why: 'The credentials of an instance are for its programs alone; whoever reads its metadata can carry them away.',
      benignCauses:
        'People and instances that share a gateway or a VPN; an administrator who signs in to the instance with an own key; an instance whose public address changed.',
      next: 'How the credentials were read (commands, sessions, a web application), and what they were used for.',
      techniques: ['T1552.005', 'T1078.004'],
    },
    instanceRolesAway,
    { learns: true },
  ),
  rule(
    {
      rule: 'mass-deletion',
      title: 'Much deleted within an hour',
      severity: 'medium',
      why: 'Who extorts or covers tracks deletes data, backups and machines one after another.',
      benignCauses: 'A test environment or an application that is torn down.',
      next: 'What was deleted, whether backups were among it, and what the same session did before.',
      techniques: ['T1485', 'T1490'],
    },
    massDeletions,
    { learns: true },
  ),
  rule(
    {
      rule: 'offensive-tool',
      title: 'Agent names a tool for attacks',
      severity: 'high',
      why: 'Tools for attacks, and systems made for them, often write their name into the agent of each call.',
      benignCauses: 'A penetration test or an exercise that was announced. S3 Browser is also an ordinary tool.',
      next: 'What the calls did, and which calls with other agents came from the same address.',
      techniques: ['T1078.004'],
    },
    offensiveTools,
    { isAboutFailures: true },
  ),
  rule(
    {
      rule: 'rights-probed',
      title: 'Identity asked, then several operations refused',
      severity: 'medium',
      why: 'Who finds a key asks whose it is, and then tries what it may do.',
      benignCauses: 'A script that begins with GetCallerIdentity and whose rights are not finished.',
      next: 'What the key did next and succeeded with, and from which addresses it is used.',
      techniques: ['T1087.004', 'T1580'],
    },
    rightsProbed,
    { isAboutFailures: true },
  ),
  rule(
    {
      rule: 'secrets-read-in-bulk',
      title: 'Many different secrets read within an hour',
      severity: 'medium',
      why: 'An application needs few secrets; who looks for the next way in reads all there are.',
      benignCauses: 'A deployment, a backup of secrets, a controller that copies secrets into a cluster.',
      next: 'Which secrets were read, who reads them otherwise, and where they were used afterwards.',
      techniques: ['T1555.006'],
    },
    secretsRead,
  ),
]
