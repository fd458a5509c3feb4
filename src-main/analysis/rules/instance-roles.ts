import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { isAddress } from '../network.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Credentials of an instance live for about six hours, so that an address before and one after a restart lie as far apart. */
const lifetime = 6 * hourMs

/** The session of a role that an instance has is named by the instance (Amazon EC2 user guide, "IAM roles for Amazon EC2"). */
const ofInstance = /:assumed-role\/[^/]+\/(i-[0-9a-zA-Z]{8,17})$/

/** What runs on somebody's desk. */
const ofDesk = /darwin|mac ?os|windows\/1[01]|os\/windows|kali|parrot/i

interface Use {
  readonly arn: number
  readonly address: number
  readonly agents: Set<number>
  events: number
  first: number
  last: number
}

/**
 * Sessions of instances used from an address that is not the instance's: a person uses it as well, another address goes on
 * being used meanwhile, or the agent says that it runs on a desk. Calls through VPC endpoints have the private address and
 * are not compared.
 */
export function instanceRolesAway(opened: DetectionCase): Hit[] {
  const { snapshot } = opened
  const arns = textColumn(snapshot, 'userIdentityArn')
  const instances = arns.dictionary.map((arn) => ofInstance.exec(arn)?.[1])
  if (!instances.some((instance) => instance !== undefined)) return []
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const agents = textColumn(snapshot, 'userAgent')
  const { byArn, people } = usesOf(opened, instances)
  const desks = agents.dictionary.map((agent) => ofDesk.test(agent))
  return [...byArn.values()].flatMap((uses) =>
    uses.flatMap((use): Hit[] => {
      const person = people.get(use.address)
      const other = uses.find((else_) => else_ !== use && isMeanwhile(use, else_))
      const desk = [...use.agents].find((agent) => desks[agent])
      const reasons = [
        ...(person === undefined ? [] : [`${person} acts from that address, too`]),
        ...(other === undefined ? [] : [`it was used from ${addresses.dictionary[other.address]} before and after`]),
        ...(desk === undefined ? [] : [`the agent is ${agents.dictionary[desk]}`]),
      ]
      if (reasons.length === 0) return []
      const arn = arns.dictionary[use.arn]!
      const address = addresses.dictionary[use.address]!
      return [
        {
          subject: `${arn} from ${address}`,
          events: use.events,
          firstSeen: use.first as UtcMs,
          lastSeen: use.last as UtcMs,
          sentence:
            `Credentials of the instance ${instances[use.arn]} were used from ${address} with ` +
            `${formatCounted(use.events, 'call')}, first at ${formatUtc(use.first as UtcMs)}: ${reasons.join('; ')}.`,
          filter: filterOf(
            [use.first, use.last],
            [is('vpcEndpointId', null), is('sourceIPAddress', address), is('userIdentityArn', arn)],
          ),
        },
      ]
    }),
  )
}

/** Whether the other address is used before and after the use, within the life of one set of credentials. */
const isMeanwhile = (use: Use, other: Use): boolean =>
  other.first < use.first && other.last > use.first && use.first - other.first < lifetime

/** The uses of each session of an instance by address, and of each address a person who acts from it. */
function usesOf({ snapshot, principals }: DetectionCase, instances: readonly (string | undefined)[]) {
  const { times, timed } = timesOf(snapshot)
  const arns = textColumn(snapshot, 'userIdentityArn').codes
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const agents = textColumn(snapshot, 'userAgent').codes
  const endpoints = textColumn(snapshot, 'vpcEndpointId').codes
  const types = textColumn(snapshot, 'userIdentityType')
  const isPerson = types.dictionary.map((type) => type === 'IAMUser' || type === 'Root')
  const isNetwork = addresses.dictionary.map(isAddress)
  const byArn = new Map<number, Use[]>()
  const people = new Map<number, string>()
  for (let row = 0; row < timed; row++) {
    const address = addresses.codes[row]!
    if (!isNetwork[address] || endpoints[row] !== 0) continue
    const arn = arns[row]!
    if (isPerson[types.codes[row]!] && !people.has(address))
      people.set(address, principals.names[principals.codes[row]!]!)
    if (instances[arn] === undefined) continue
    const uses = byArn.get(arn) ?? []
    byArn.set(arn, uses)
    let use = uses.find((known) => known.address === address)
    if (use === undefined) {
      use = { arn, address, agents: new Set(), events: 0, first: times[row]!, last: times[row]! }
      uses.push(use)
    }
    use.events++
    use.last = times[row]!
    use.agents.add(agents[row]!)
  }
  return { byArn, people }
}
