import type { Value } from '../../../../src-shared/model/event.ts'
import type { Values } from '../../../fixtures/snapshot.ts'

/** What of a session the plain twin tells. Sessions are told by their names. */
export interface PlainSession {
  readonly name: string
  readonly kind: string
  readonly events: readonly number[]
  readonly parent: string | null
  readonly issuedBy: number | null
  readonly join: string
  readonly origin: string | null
  readonly start: string
}

export interface PlainSessions {
  readonly ofEvent: readonly (string | null)[]
  readonly originOfEvent: readonly (string | null)[]
  readonly sessions: ReadonlyMap<string, PlainSession>
}

const text = (value: Value | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : String(value)
const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]
const only = <T>(values: readonly T[]): T | null => (values.length === 1 ? values[0]! : null)

const isUser = (event: Values | undefined) =>
  event?.userIdentityType === 'IAMUser' || event?.userIdentityType === 'Root'
const serviceOf = (e: Values | undefined): string | null => {
  const from = text(e?.invokedBy) ?? text(e?.sourceIPAddress)
  return e?.userIdentityType === 'AWSService' && from?.endsWith('.amazonaws.com') ? from : null
}
const deliveredBy = (e: Values | undefined): string | null => {
  const service = text(e?.credentialsIssuedTo)?.split(':')[2]
  if (service) return `${service}.amazonaws.com`
  return text(e?.ec2RoleDelivery) === null ? null : 'ec2.amazonaws.com'
}
const roleOf = (who: Values | undefined, call: Values | undefined): string =>
  (who === undefined
    ? text(call?.requestedRoleArn)
    : who.sessionIssuerType === 'Role'
      ? text(who.sessionIssuerArn)
      : null) ?? ''

const kindOfCall: Readonly<Record<string, string>> = {
  AssumeRoleWithSAML: 'saml',
  AssumeRoleWithWebIdentity: 'web-identity',
  GetSessionToken: 'session-token',
  GetFederationToken: 'federation-token',
  AssumeRoot: 'assumed-root',
  CreateAccessKey: 'access-key',
  ConsoleLogin: 'console',
}

function kindIn(who: Values | undefined, call: Values | undefined, isConsole: boolean): string {
  const role = roleOf(who, call)
  if (role.includes('AWSReservedSSO_')) return 'identity-center'
  if (role.includes(':role/aws-service-role/')) return 'service'
  if (call?.eventName === 'AssumeRole') return serviceOf(call) === null ? 'role' : 'service'
  const told = kindOfCall[String(call?.eventName)]
  if (told !== undefined) return told
  if (who?.userIdentityType === 'AssumedRole') return deliveredBy(who) === null ? 'role' : 'service'
  if (who?.userIdentityType === 'FederatedUser') return 'federation-token'
  if (!isUser(who)) return 'unknown'
  if (who!.assumedRoot === true) return 'assumed-root'
  if (isConsole) return 'console'
  return text(who!.accessKeyId)?.startsWith('AKIA') && text(who!.sessionCreationDate) === null
    ? 'access-key'
    : 'unknown'
}

function personAt(e: Values | undefined): string | null {
  switch (e?.userIdentityType) {
    case 'IAMUser':
    case 'Root':
      return text(e.userIdentityArn)
    case 'SAMLUser':
    case 'WebIdentityUser':
      return text(e.userName) ?? text(e.principalId)
    case 'IdentityCenterUser':
      return text(e.userName) ?? text(e.onBehalfOfUserId)
    case 'AWSService':
      return text(e.invokedBy) ?? serviceOf(e)
  }
  return null
}

function switchedFrom(e: Values | undefined): string | null {
  const from = text(e?.switchedFrom)
  if (from === null) return null
  if (from.includes(':user/') || from.endsWith(':root')) return from
  return from.includes('AWSReservedSSO_') ? from.split('/').at(-1)! : null
}

interface Told {
  readonly kind: string
  readonly who: Values | undefined
  readonly call: Values | undefined
  readonly switched: Values | undefined
}

function ownOrigin({ kind, who, call, switched }: Told): string | null {
  const arn = text(who?.userIdentityArn) ?? text(call?.issuedSessionArn)
  const sessionName = arn === null ? null : arn.split('/').at(-1)!
  const behind = text(who?.sourceIdentity) ?? text(who?.onBehalfOfUserId)
  switch (kind) {
    case 'identity-center':
      return sessionName
    case 'access-key':
      return personAt(who)
    case 'console':
    case 'session-token':
    case 'unknown':
      return personAt(who) ?? personAt(call)
    case 'assumed-root':
      return personAt(call)
    case 'federation-token':
      if (['IAMUser', 'Root'].includes(text(who?.sessionIssuerType) ?? '')) return text(who!.sessionIssuerArn)
      return personAt(call)
    case 'saml':
    case 'web-identity':
      return personAt(call) ?? behind
    case 'role':
      return personAt(call) ?? switchedFrom(switched) ?? behind
  }
  const service = serviceOf(call) ?? deliveredBy(who)
  if (service !== null) return sessionName === null ? service : `${sessionName} (${service})`
  return roleOf(who, call).split('/')[2] ?? null
}

const failed = (e: Values) =>
  text(e.errorCode) !== null || text(e.errorMessage) !== null || /^failure$/i.test(text(e.consoleLogin) ?? '') ||
  /^failure$/i.test(text(e.signInResult) ?? '') // biome-ignore format: one condition

/** What a call begins. */
function begins(e: Values): 'named' | 'unnamed' | 'sign-in' | 'switch' | 'nothing' {
  if (failed(e)) return 'nothing'
  if (text(e.issuedAccessKeyId) !== null) return e.issuedAccessKeyId === e.accessKeyId ? 'nothing' : 'named'
  if (e.issuedSessionArn != null) return 'unnamed'
  if (e.consoleLogin != null) return 'sign-in'
  return e.eventName === 'SwitchRole' && e.eventSource === 'signin.amazonaws.com' ? 'switch' : 'nothing'
}

const second = (time: number) => (Number.isNaN(time) ? null : Math.floor(time / 1000))
const timeOf = (e: Values) => (e.eventTime == null ? Number.NaN : Number(e.eventTime))
const createdAt = (e: Values | undefined) => Date.parse(text(e?.sessionCreationDate) ?? '')
const creation = (arn: string | null, time: number) =>
  arn === null || second(time) === null ? null : `${arn}@${second(time)}`
const creationOfCaller = (e: Values) => creation(text(e.userIdentityArn), createdAt(e))
const creationOfIssued = (e: Values) => creation(text(e.issuedSessionArn), timeOf(e))
const creationOfSignIn = (e: Values) => creation(text(e.userIdentityArn), timeOf(e))

/** The rules of the room once more, event by event and without an index: quadratic, and easy to read. */
export function plainSessions(events: readonly Values[]): PlainSessions {
  const rows = events.map((_, i) => i)
  const keyOf = (e: Values) => text(e.accessKeyId)
  const issues = (e: Values) => (begins(e) === 'named' ? text(e.issuedAccessKeyId) : null)
  const usesOf = new Map<string, number[]>()
  for (const i of rows) {
    const key = keyOf(events[i]!)
    if (key !== null) usesOf.set(key, [...(usesOf.get(key) ?? []), i])
  }
  const keys = distinct([...usesOf.keys(), ...events.map(issues).filter((key) => key !== null)])
  const uses = (key: string) => (usesOf.get(key) ?? []).map((i) => events[i]!)
  const callsThatIssued = (key: string) => rows.filter((i) => issues(events[i]!) === key)
  const first = (key: string) => uses(key).find((e) => e.userIdentityArn != null) ?? uses(key)[0]
  const isIssued = new Map(keys.map((key) => [key, callsThatIssued(key).length > 0]))
  const creationOf = new Map(
    keys.map((key) => {
      const use = first(key)
      if (use !== undefined) return [key, creationOfCaller(use)]
      return [key, creationOfIssued(events[callsThatIssued(key)[0]!]!)]
    }),
  )
  const consoles = new Set([
    ...keys
      .filter((key) => !isIssued.get(key) && uses(key).some((e) => e.sessionCredentialFromConsole === true))
      .map((key) => creationOf.get(key)!),
    ...events.filter((e) => ['sign-in', 'switch'].includes(begins(e))).map(creationOfSignIn),
  ])
  const made = new Set(
    keys.filter(
      (key) =>
        creationOf.get(key) !== null &&
        !isIssued.get(key) &&
        (uses(key).every((e) => e.invokedBy != null) || consoles.has(creationOf.get(key)!)),
    ),
  )
  const keysOf = new Map<string, string[]>()
  for (const key of keys) {
    const at = creationOf.get(key)!
    if (at !== null) keysOf.set(at, [...(keysOf.get(at) ?? []), key])
  }
  const headsOf = (at: string) => (keysOf.get(at) ?? []).filter((key) => !made.has(key))
  const restOf = (at: string) => {
    const key = (keysOf.get(at) ?? []).find((one) => made.has(one))
    if (key !== undefined) return key
    const e = events.find((one) => keyOf(one) === null && creationOfCaller(one) === at)
    return e === undefined ? null : `${e.userIdentityArn}@${e.sessionCreationDate}`
  }
  const sessionOf = (at: string) => only(headsOf(at)) ?? restOf(at)
  const nameOfKey = new Map(keys.map((key) => [key, made.has(key) ? sessionOf(creationOf.get(key)!)! : key]))
  const own = events.map((e) => {
    const key = keyOf(e)
    if (key !== null) return nameOfKey.get(key)!
    const at = creationOfCaller(e)
    return at === null ? null : sessionOf(at)
  })
  const ofEvent = own.map((name, i) => {
    const shared = events[i]!.sharedEventID
    if (name !== null || shared == null) return name
    return only(distinct(own.filter((other, k) => other !== null && events[k]!.sharedEventID === shared)))
  })

  const names = distinct([...nameOfKey.values(), ...own.filter((name) => name !== null)])
  const whoOf = new Map(names.map((name) => [name, first(name) ?? events[own.indexOf(name)]]))
  const placeOf = (name: string) => {
    const who = whoOf.get(name)
    if (who !== undefined) return creationOfCaller(who)
    return creationOfIssued(events[callsThatIssued(name)[0]!]!)
  }
  const isUndecided = (name: string) => {
    const at = placeOf(name)
    return at !== null && headsOf(at).length > 1 && restOf(at) === name
  }
  const isConsole = (name: string) => {
    const at = placeOf(name)
    return at !== null && consoles.has(at) && headsOf(at).length <= 1 && sessionOf(at) === name
  }
  const isAmbiguous = (name: string) =>
    keys.some(
      (key) =>
        nameOfKey.get(key) === name &&
        distinct(uses(key).filter((e) => e.userIdentityArn != null).map((e) => e.userIdentityArn)).length > 1,
    ) // biome-ignore format: one condition

  interface Link {
    issuedBy: number | null
    parent: string | null
    join: string
    several?: boolean
    switched?: number
  }
  const begunBy = (wanted: string, is: (e: Values) => boolean) =>
    rows.filter((i) => begins(events[i]!) === wanted && is(events[i]!))
  function linkOf(name: string): Link {
    const calls = callsThatIssued(name)
    if (calls.length === 0) return linkByTime(name)
    const callers = distinct(calls.map((i) => ofEvent[i]!).filter((caller) => caller !== null))
    const issuedBy = calls.find((i) => ofEvent[i] !== null) ?? calls[0]!
    return { issuedBy, parent: only(callers), join: 'access-key', several: callers.length > 1 }
  }
  function linkByTime(name: string): Link {
    const unknown: Link = { issuedBy: null, parent: null, join: 'none' }
    const at = placeOf(name)
    if (at === null || isUndecided(name)) return unknown
    const unnamed = begunBy('unnamed', (e) => creationOfIssued(e) === at)
    const signIns = begunBy('sign-in', (e) => isUser(e) && creationOfSignIn(e) === at)
    const who = whoOf.get(name)!
    const near = begunBy(
      'sign-in',
      (e) => isUser(e) && e.userIdentityArn === who.userIdentityArn && Math.abs(timeOf(e) - createdAt(who)) <= 60_000,
    )
    const found = unnamed.length > 0 ? unnamed : signIns.length > 0 ? signIns : isConsole(name) ? near : []
    if (found.length > 1) return { ...unknown, several: true }
    if (found.length === 0) return unknown
    return { issuedBy: found[0]!, parent: ofEvent[found[0]!]!, join: 'principal-and-time' }
  }
  function switchedTo(name: string, link: Link): Link {
    if (link.parent !== null || link.several || isUndecided(name) || !isConsole(name)) return link
    const at = placeOf(name)
    const switched = only(begunBy('switch', (e) => creationOfSignIn(e) === at))
    if (switched === null) return link
    const { switchedFrom: from } = events[switched]!
    const time = timeOf(events[switched]!)
    const open = names.filter((one) => {
      const created = createdAt(whoOf.get(one))
      const isFrom = text(from) !== null && whoOf.get(one)?.userIdentityArn === from
      return isFrom && isConsole(one) && created <= time && time - created <= 12 * 3600_000
    })
    const parent = only(open)
    const join = parent !== null || link.issuedBy === null ? 'switch-role' : link.join
    return { issuedBy: link.issuedBy ?? switched, parent, join, switched }
  }
  const links = new Map(names.map((name) => [name, switchedTo(name, linkOf(name))]))

  const before = (name: string): string[] => {
    const met: string[] = []
    for (let at = links.get(name)!.parent; at !== null && !met.includes(at); at = links.get(at)!.parent) met.push(at)
    return met
  }
  const circular = new Set(names.filter((name) => before(name).includes(name)))
  const cut = new Set<string>()
  for (const name of circular) {
    const circle = before(name).filter((one) => before(one).includes(name))
    const earliest = Math.min(...circle.map((one) => links.get(one)!.issuedBy!))
    for (const one of circle) if (links.get(one)!.issuedBy === earliest) cut.add(one)
  }
  for (const name of cut) links.get(name)!.parent = null

  const toldOf = (name: string): Told => {
    const { issuedBy, switched } = links.get(name)!
    const [who, call] = [whoOf.get(name), events[issuedBy ?? -1]]
    return { kind: kindIn(who, call, isConsole(name)), who, call, switched: events[switched ?? -1] }
  }
  const originOf = (name: string): string | null => {
    const { parent, several, issuedBy } = links.get(name)!
    if ((several && issuedBy !== null) || isAmbiguous(name) || circular.has(name)) return null
    const told = toldOf(name)
    const inherited = parent !== null && told.kind !== 'access-key' ? originOf(parent) : null
    return inherited ?? ownOrigin(told)
  }
  const startOf = (name: string): string => {
    const { parent, several, issuedBy } = links.get(name)!
    if (several || isUndecided(name) || isAmbiguous(name)) return 'several'
    if (parent !== null) return 'issued'
    if (circular.has(name)) return 'cyclic'
    const { kind, who, call } = toldOf(name)
    if (kind === 'access-key' || kind === 'console') return 'begins'
    if (issuedBy === null) return kind === 'service' && deliveredBy(who) !== null ? 'begins' : 'not-in-case'
    return personAt(call) === null || isUser(call) ? 'caller-unknown' : 'begins'
  }
  const told = names.map((name): PlainSession => {
    const { parent, issuedBy, join } = links.get(name)!
    const { kind } = toldOf(name)
    const ownEvents = rows.filter((i) => ofEvent[i] === name)
    return { name, kind, events: ownEvents, parent, issuedBy, join, origin: originOf(name), start: startOf(name) }
  })
  const sessions = new Map(told.map((session) => [session.name, session]))
  const begunWith = (i: number) => names.find((name) => links.get(name)!.switched === i)
  const originOfEvent = ofEvent.map((name, i) => {
    const session = name ?? begunWith(i)
    const origin = session === undefined ? null : sessions.get(session)!.origin
    return name !== null ? origin : (origin ?? personAt(events[i]) ?? switchedFrom(events[i]))
  })
  return { ofEvent, originOfEvent, sessions }
}
