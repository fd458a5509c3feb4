import { type Lexeme, type LexemeKind, lexemesOf } from './lexemes.ts'
import { boundedTime, calendarTime, relativeTime } from './times.ts'
import { type Meaning, meaningAt, notNames, type Subject, type Unit } from './vocabulary.ts'

/** What a question in words asks for, as far as it was understood. */
export interface Asked {
  readonly conditions: readonly string[]
  /** Columns and units of time. */
  readonly groups: readonly string[]
  /** Asked for a number: of events, or of different values of a column. */
  readonly counts: 'events' | Subject | null
  /** How many groups are wanted. */
  readonly top: number | null
  readonly ignored: readonly Lexeme[]
  /** Words that count time back from the newest event, as they were typed. */
  readonly fromNewest: readonly string[]
}

type Thing = Extract<Meaning, { is: 'thing' }>

/** Subjects that are made and deleted, too. */
const thingOf: Readonly<Partial<Record<Subject, Thing>>> = {
  userIdentityArn: { is: 'thing', spelled: 'User', source: 'iam.amazonaws.com', name: 'userName' },
  accessKeyId: { is: 'thing', spelled: 'AccessKey', source: 'iam.amazonaws.com', name: 'userName' },
}

type Named = 'actor' | 'role' | 'quoted' | 'owner' | Thing
type Calendar = Extract<Meaning, { is: 'calendar' }>

/** As the vocabulary has it. */
const isRoot = `userIdentityType = 'Root'`
/** Of what was asked for. */
const member = (name: string): string => `json_extract_scalar(requestParameters, '$.${name}')`

const isService = ({ kind, word }: Lexeme): boolean => kind === 'api' && meaningAt([word], 0)?.meaning.is === 'service'

const isQuestionWord = (word: string): boolean => ['who', 'whom', 'where'].includes(word)

/** Reads a question word by word, the longest phrase first. The same words are always read the same way. */
export function readWords(text: string): Asked {
  return new Reading(lexemesOf(text)).read()
}

class Reading {
  readonly #conditions: string[] = []
  readonly #groups: string[] = []
  readonly #fromNewest: string[] = []
  readonly #ignored: Lexeme[] = []
  readonly #verbs = new Set<string>()
  readonly #things: Thing[] = []
  readonly #sources = new Set<string>()
  #counts: Asked['counts'] = null
  #isCountAsked = false
  #isTop = false
  #top: number | null = null
  /** The word that turns what follows into its contrary. */
  #negation: Lexeme | null = null
  /** What a name that follows is the name of. */
  #names: Named | null = null
  /** Whether “key” was said alone: with KMS it is a key of KMS. */
  #isKeySaid = false
  /** Whether the word before was a deed: a noun that follows it is what was acted on. */
  #followsVerb = false
  #isGrouping = false
  #at = 0

  /** A value is no word: nothing that it says is looked up. */
  readonly #words: readonly string[]

  private readonly lexemes: readonly Lexeme[]

  constructor(read: readonly Lexeme[]) {
    // GuardDuty is spelt as an API is.
    const lexemes = read.map((lexeme) => (isService(lexeme) ? { ...lexeme, kind: 'word' as const } : lexeme))
    this.lexemes = lexemes
    this.#words = lexemes.map(({ kind, word }) => (kind === 'word' ? word : '\0'))
  }

  read(): Asked {
    while (this.#at < this.lexemes.length) this.#step()
    this.#tellKeys()
    this.#combineDeeds()
    if (this.#negation !== null) this.#ignored.push(this.#negation)
    if (this.#isCountAsked && this.#counts === null && this.#groups.length === 0) this.#counts = 'events'
    if (this.#isTop && this.#groups.length === 0) this.#groups.push('eventName')
    return {
      conditions: this.#conditions,
      groups: [...new Set(this.#groups)],
      counts: this.#groups.length === 0 ? this.#counts : null,
      top: this.#top,
      ignored: this.#ignored,
      fromNewest: this.#fromNewest,
    }
  }

  #step(): void {
    const lexeme = this.lexemes[this.#at]!
    if (this.#time(null) || this.#ago()) return
    if (lexeme.kind === 'word') this.#word(lexeme)
    else this.#value(lexeme)
  }

  #word(lexeme: Lexeme): void {
    const words = this.#words
    const found = meaningAt(words, this.#at)
    const previous = words[this.#at - 1]
    if (found === null) {
      this.#at++
      // “what did alice do”, “what alice did”
      const isActor = this.#names === null && (previous === 'did' || ['do', 'did'].includes(words[this.#at] ?? ''))
      this.#name(lexeme, isActor ? 'actor' : this.#names)
      return
    }
    this.#at += found.words
    this.#take(found.meaning, lexeme)
  }

  #take(meaning: Meaning, lexeme: Lexeme): void {
    const followsVerb = this.#followsVerb
    const followsBy = this.#names === 'actor'
    if (meaning.is === 'filler' || (meaning.is === 'owner' && !this.#hasOwner())) return
    const followsOwner = this.#names === 'owner'
    this.#followsVerb = meaning.is === 'verb'
    this.#names = null
    switch (meaning.is) {
      case 'and':
        return
      case 'events':
        if (this.#isCountAsked) this.#counts ??= 'events'
        return
      case 'not':
        this.#negation = lexeme
        return
      case 'counts':
        this.#isCountAsked = true
        return
      case 'top':
        this.#isTop = true
        this.#readTop()
        return
      case 'groups':
        this.#isGrouping = true
        return
      case 'service':
        if (this.#negation !== null) this.#add(`eventSource = '${meaning.source}'`)
        else this.#sources.add(meaning.source)
        return
      case 'condition':
        // A key of the root user is made without a name in the request.
        this.#add(
          followsOwner && meaning.sql === isRoot ? `(${isRoot} AND ${member('userName')} IS NULL)` : meaning.sql,
        )
        return
      case 'verb':
        for (const begin of meaning.begins) this.#verbs.add(begin)
        return
      case 'thing':
        this.#thing(meaning, followsVerb || this.#verbs.size > 0, followsBy)
        return
      case 'subject':
        this.#subject(meaning.column, lexeme, followsVerb, followsBy)
        return
      case 'unit':
        this.#unit(meaning.unit, lexeme, followsBy)
        return
      case 'actor':
        this.#names = 'actor'
        return
      case 'role':
        if (lexeme.word === 'by' && !this.#isNameNext()) this.#groups.push('sessionIssuerArn')
        else this.#names = 'role'
        return
      case 'owner':
        this.#names = 'owner'
        return
      case 'calendar':
        this.#calendar(meaning, null, this.lexemes.indexOf(lexeme))
        return
      case 'named':
        this.#names = 'quoted'
        return
      case 'time':
        this.#boundOfTime(meaning.bound, lexeme)
    }
  }

  /** “by user” groups, “by user alice” and “user alice” name who acted, “created user alice” what was made. */
  #subject(column: Subject, lexeme: Lexeme, followsVerb: boolean, followsBy: boolean): void {
    const madeOf = thingOf[column]
    if (followsVerb && madeOf !== undefined && !isQuestionWord(lexeme.word)) this.#thing(madeOf, true, false)
    else if (column === 'userIdentityArn' && this.#isNameNext()) this.#names = 'actor'
    else if (this.#isValueNext()) return
    else if (this.#negation !== null && ['without', 'no'].includes(this.#negation.word)) {
      this.#negation = null
      this.#add(`${column} IS NULL`)
    } else if (this.#isCountAsked && this.#counts === null && !this.#isGrouping && !followsBy) this.#counts = column
    else {
      this.#groups.push(column)
      this.#isGrouping = false
      if (['key', 'keys'].includes(lexeme.word)) this.#isKeySaid = true
    }
  }

  /** “kms decrypt by key”: KMS names its key in several places of records, and `target` tells it. */
  #tellKeys(): void {
    const isOfKms = this.#verbs.has('Decrypt') || this.#sources.has('kms.amazonaws.com')
    const at = this.#groups.indexOf('accessKeyId')
    if (this.#isKeySaid && isOfKms && at >= 0) this.#groups[at] = 'target'
  }

  /** A word that means nothing by itself: the name of something. */
  #isNameNext(): boolean {
    const next = this.lexemes[this.#at]
    return next?.kind === 'quoted' || (next?.kind === 'word' && meaningAt(this.#words, this.#at) === null)
  }

  /** “the account 111122223333”, “from address 192.0.2.1”: the value that follows tells it. */
  #isValueNext(): boolean {
    const next = this.lexemes[this.#at]
    return next !== undefined && conditionOf[next.kind] !== undefined
  }

  #thing(thing: Thing, hasVerb: boolean, followsBy: boolean): void {
    if ((this.#isGrouping || followsBy || (this.#isTop && !hasVerb)) && !this.#isNameNext() && !this.#isValueNext()) {
      this.#groupBy(thing)
      return
    }
    // “the access key AKIA…” is that of who acted.
    if (thing.spelled === 'AccessKey' && this.lexemes[this.#at]?.kind === 'accessKey') return
    if (thing.spelled === 'Role' && !hasVerb && this.#isNameNext()) {
      this.#names = 'role'
      return
    }
    this.#things.push(thing)
    this.#names = thing.name === undefined ? null : thing
  }

  /** “calls per bucket”: which of them, and nothing is said of what was done to them. */
  #groupBy({ spelled, source, name }: Thing): void {
    this.#isGrouping = false
    if (spelled === 'AccessKey') this.#groups.push('accessKeyId')
    else if (name === 'bucketName') {
      this.#groups.push(name)
      this.#add(`${name} IS NOT NULL`)
    } else {
      if (source !== undefined) this.#sources.add(source)
      this.#groups.push('target')
    }
  }

  /** Whether something was named that is made for or attached to somebody. */
  #hasOwner(): boolean {
    const thing = this.#things.at(-1)
    return thing !== undefined && (thing.name === 'userName' || thing.name === 'policyName') && thing.spelled !== 'User'
  }

  #unit(unit: Unit, lexeme: Lexeme, followsBy: boolean): void {
    if (lexeme.word.endsWith('ly') || this.#isGrouping || followsBy) {
      this.#groups.push(unit)
      this.#isGrouping = false
    } else this.#ignored.push(lexeme)
  }

  #readTop(): void {
    const next = this.lexemes[this.#at]
    if (next?.kind !== 'number') return
    this.#top = Math.min(Number(next.text), 10_000)
    this.#at++
  }

  #boundOfTime(bound: Extract<Meaning, { is: 'time' }>['bound'], lexeme: Lexeme): void {
    const next = meaningAt(this.#words, this.#at)
    if (bound === 'last' || bound === 'first') this.#relative(bound, lexeme)
    else if (next?.meaning.is === 'calendar') {
      this.#at += next.words
      this.#calendar(next.meaning, bound === 'from' || bound === 'until' ? bound : null, this.#at - next.words)
    } else if (!this.#time(bound) && bound !== 'from') this.#ignored.push(lexeme)
  }

  #time(bound: 'from' | 'until' | 'on' | 'between' | null): boolean {
    const read = boundedTime(this.lexemes, this.#at, bound)
    if (read === null) return false
    this.#at += read.words
    this.#add(read.sql)
    return true
  }

  #calendar({ unit, back }: Pick<Calendar, 'unit' | 'back'>, bound: 'from' | 'until' | null, from: number): void {
    this.#countFromNewest(from)
    this.#add(calendarTime(unit, back, bound))
  }

  /** “3 days ago” */
  #ago(): boolean {
    const [count, unit, ago] = this.lexemes.slice(this.#at, this.#at + 3)
    const found = meaningAt(this.#words, this.#at + 1)
    if (count?.kind !== 'number' || unit === undefined || ago?.word !== 'ago' || found?.meaning.is !== 'unit')
      return false
    this.#at += 3
    this.#calendar({ unit: found.meaning.unit, back: Number(count.text) }, null, this.#at - 3)
    return true
  }

  #countFromNewest(from: number): void {
    const words = this.lexemes.slice(from, this.#at)
    this.#fromNewest.push(words.map(({ text }) => text).join(' '))
  }

  #relative(end: 'last' | 'first', lexeme: Lexeme): void {
    const next = this.lexemes[this.#at]
    const isNumber = next?.kind === 'number'
    const unitAt = this.#at + (isNumber ? 1 : 0)
    const found = meaningAt(this.#words, unitAt)
    if (found?.meaning.is !== 'unit') {
      if (end === 'first' || !isNumber) this.#ignored.push(lexeme)
      return
    }
    this.#at = unitAt + 1
    if (end === 'last') this.#countFromNewest(this.lexemes.indexOf(lexeme))
    this.#add(relativeTime(isNumber ? Number(next.text) : 1, found.meaning.unit, end))
  }

  #value(lexeme: Lexeme): void {
    this.#at++
    const condition = conditionOf[lexeme.kind]
    if (condition !== undefined) this.#add(condition(quoted(lexeme.text)))
    else if (lexeme.kind === 'quoted') this.#name(lexeme, this.#names ?? 'quoted')
    else this.#ignored.push(lexeme)
  }

  #name(lexeme: Lexeme, of: Named | null): void {
    this.#names = null
    if (of === null || (lexeme.kind === 'word' && notNames.has(lexeme.word))) {
      this.#ignored.push(lexeme)
      return
    }
    const text = quoted(lexeme.text)
    if (typeof of !== 'string' && this.#things.length > 1) this.#isPlaceOf(of)
    if (of === 'actor') {
      const endsWith = quoted(`%/${lexeme.text}`)
      this.#add(`(userName = ${text} OR sessionIssuerUserName = ${text} OR userIdentityArn LIKE ${endsWith})`)
    } else if (of === 'owner') {
      const { name } = this.#things.at(-1)!
      const owners = name === 'userName' ? [name] : ['userName', 'roleName', 'groupName']
      this.#add(`(${owners.map((owner) => `${member(owner)} = ${text}`).join(' OR ')})`)
    } else if (of === 'role') this.#add(`sessionIssuerUserName = ${text}`)
    else if (of === 'quoted') {
      const holds = quoted(`%${lexeme.text}%`)
      this.#add(`(userIdentityArn LIKE ${holds} OR requestParameters LIKE ${holds} OR errorMessage LIKE ${holds})`)
    } else if (of.name === 'bucketName') this.#add(`bucketName = ${text}`)
    else this.#add(`${member(of.name!)} = ${text}`)
  }

  /** “objects from bucket prod-data”: the bucket is no object. */
  #isPlaceOf(thing: Thing): void {
    this.#things.splice(this.#things.indexOf(thing), 1)
    if (thing.source !== undefined) this.#sources.add(thing.source)
  }

  #add(condition: string): void {
    this.#conditions.push(this.#negation === null ? condition : `NOT coalesce(${condition}, FALSE)`)
    this.#negation = null
  }

  /** Deeds and what they were done to become conditions on the names of APIs. */
  #combineDeeds(): void {
    const begins = [...this.#verbs]
    const spelled = [...new Set(this.#things.map((thing) => thing.spelled))]
    const sources = new Set(this.#sources)
    if (sources.size === 0 && this.#things.every((thing) => thing.source !== undefined))
      for (const { source } of this.#things) sources.add(source!)
    if (sources.size === 1) this.#conditions.push(`eventSource = '${[...sources][0]}'`)
    else if (sources.size > 1)
      this.#conditions.push(`eventSource IN (${[...sources].map((source) => `'${source}'`).join(', ')})`)
    const isNamed =
      this.#things.some(({ name }) => name === 'bucketName') && this.#conditions.some((c) => c.startsWith('bucketName'))
    if (begins.length > 0) {
      const what = spelled.length === 0 ? '' : `.*(${spelled.join('|')})`
      this.#conditions.push(`regexp_like(eventName, '^(${begins.join('|')})${what}')`)
    } else if (spelled.length > 0 && !isNamed) this.#conditions.push(`regexp_like(eventName, '${spelled.join('|')}')`)
  }
}

/** What a value says by its form alone. */
const conditionOf: Readonly<Partial<Record<LexemeKind, (value: string) => string>>> = {
  address: (value) => `sourceIPAddress = ${value}`,
  cidr: (value) => `contains(${value}, TRY_CAST(sourceIPAddress AS ipaddress))`,
  everyAddress: (value) => `requestParameters LIKE '%${value.slice(1, -1)}%'`,
  errorCode: (value) => `errorCode LIKE '%${value.slice(1, -1)}%'`,
  accessKey: (value) => `accessKeyId = ${value}`,
  account: (value) => `recipientAccountId = ${value}`,
  region: (value) => `awsRegion = ${value}`,
  eventId: (value) => `eventID = ${value}`,
  api: (value) => `eventName = ${value}`,
  arn: (value) => `${value} IN (userIdentityArn, sessionIssuerArn, requestedRoleArn)`,
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
