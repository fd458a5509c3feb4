import { Fragment, useMemo } from 'react'
import type { Chain, KeyUse, TrustedKey } from '../../../src-shared/model/integrity.ts'
import { listPublicKeys } from '../../../src-shared/words/commands.ts'
import { confirmWords, doubtWords, trustWords } from '../../../src-shared/words/outcome.ts'
import { ask } from '../../ask/ask.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Command } from './fetch.tsx'
import { domainOf } from './time-band.ts'

interface TrustRootProps {
  readonly keys: readonly TrustedKey[]
  /** Keys and key files that were refused, each a sentence. */
  readonly problems: readonly string[]
  readonly chains: readonly Chain[]
}

/** What every verdict rests on. */
const anyRegion = 'aws cloudtrail list-public-keys --region REGION --start-time FROM --end-time UNTIL'

export function TrustRoot({ keys, problems, chains }: TrustRootProps) {
  const commands = useMemo(() => {
    const regions = new Set(chains.map(({ region }) => region))
    return [...regions].map((region) => listPublicKeys(region, domainOf(chains)))
  }, [chains])
  return (
    <div className="integrity-prose">
      <p>
        Every verdict rests on these public keys. Whoever can forge the key list can forge the trail: compare the
        fingerprints with AWS before relying on a verdict.
      </p>
      {keys.length === 0 ? (
        <p className="integrity-warning">
          <Icon name="alert" size={14} /> <span>No public key was found, so no signature was checked.</span>
        </p>
      ) : (
        <KeyTable keys={keys} />
      )}
      <Confirm keys={keys} />
      {keys.map((key) => (
        <OutOfTime key={key.fingerprint} trusted={key} />
      ))}
      {problems.length > 0 && (
        <>
          <h2>Problems with keys and other evidence</h2>
          <ul className="integrity-problems">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      <h2>How to compare with AWS</h2>
      <p>
        Run this with credentials of the account, on a machine you trust. Each fingerprint above must be among those it
        prints, with the Value that the key list here states for it. Keys differ by Region.
      </p>
      {commands.length === 0 ? (
        <Command command={anyRegion} powershell={anyRegion} />
      ) : (
        commands.map((command) => <Command key={command.command} {...command} />)
      )}
    </div>
  )
}

/** Asks once whether the fingerprints were compared; the answer is kept for every case, and can be taken back. */
function Confirm({ keys }: { readonly keys: readonly TrustedKey[] }) {
  const of = (trust: TrustedKey['trust']) =>
    keys.filter((key) => key.trust === trust).map(({ fingerprint }) => fingerprint)
  const [open, confirmed] = [of('from-evidence'), of('confirmed')]
  const tell = (fingerprints: readonly string[], are: boolean) => void ask('confirmKeys', { fingerprints, are })
  return (
    <>
      {open.length > 0 && (
        <p className="integrity-warning">
          <Icon name="alert" size={14} /> <span>{doubtWords['keys-from-evidence'].sentence}</span>
          <Button onClick={() => tell(open, true)}>{confirmWords.confirm}</Button>
        </p>
      )}
      {confirmed.length > 0 && (
        <p className="muted">
          {confirmWords.told} <Button onClick={() => tell(confirmed, false)}>{confirmWords.takeBack}</Button>
        </p>
      )}
    </>
  )
}

/** The digests are as CloudTrail would have signed them; whether the key is CloudTrail's is the question. */
function OutOfTime({ trusted: { fingerprint, outOfTime } }: { readonly trusted: TrustedKey }) {
  if (outOfTime === null) return null
  const { digests, total, from, until } = outOfTime
  return (
    <section aria-label={`Key ${fingerprint} out of time`}>
      <p className="integrity-warning">
        <Icon name="alert" size={14} />
        <span>
          Key <code>{fingerprint}</code> verifies {formatCounted(total, 'digest')} made when it is not listed as valid:{' '}
          <Timestamp ms={from} /> to <Timestamp ms={until} />. Their verdicts stand only if AWS lists the key for that
          time.
        </span>
      </p>
      <ul className="integrity-problems">
        {digests.slice(0, mostShown).map((uri) => (
          <li key={uri}>
            <MiddleCut text={uri} tail={60} />
          </li>
        ))}
        {total > mostShown && <li className="muted">and {formatCount(total - mostShown)} more</li>}
      </ul>
    </section>
  )
}

const mostShown = 5

const KeyTable = ({ keys }: { readonly keys: readonly TrustedKey[] }) => (
  <table className="integrity-table">
    <thead>
      <tr>
        <th>Fingerprint</th>
        <th>Valid from</th>
        <th>until</th>
        <th className="integrity-number">Digests proved</th>
        <th>Found in</th>
        <th>Trusted because</th>
      </tr>
    </thead>
    <tbody>
      {keys.map(({ fingerprint, trust, validFrom, validUntil, proved, provedIn, sources }) => (
        <Fragment key={fingerprint}>
          <tr>
            <td>
              <span className="panel-line">
                <code>{fingerprint}</code>
                <CopyButton what="fingerprint" text={fingerprint} />
              </span>
            </td>
            <td>
              <Timestamp ms={validFrom} />
            </td>
            <td>
              <Timestamp ms={validUntil} />
            </td>
            <td className="integrity-number">
              {proved === 0 ? <span className="muted">none</span> : formatCount(proved)}
            </td>
            <td className="integrity-rest">
              {sources.map((source) => (
                <MiddleCut key={source} text={source} tail={16} />
              ))}
            </td>
            <td>{trustWords[trust]}</td>
          </tr>
          {provedIn.length > 0 && (
            <tr className="integrity-uses">
              <td colSpan={6}>
                <Uses of={provedIn} />
              </td>
            </tr>
          )}
        </Fragment>
      ))}
    </tbody>
  </table>
)

/** What of the case rests on one key. */
const Uses = ({ of }: { readonly of: readonly KeyUse[] }) => (
  <ul>
    {of.map(({ account, region, trail, kind, digests, from, until }) => (
      <li key={`${account} ${region} ${trail} ${kind} ${from} ${digests}`}>
        {[region, trail, account, ...(kind === 'backfill' ? ['backfill'] : [])].join(' · ')}:{' '}
        {formatCounted(digests, 'digest')}, <Timestamp ms={from} /> to <Timestamp ms={until} />
      </li>
    ))}
  </ul>
)
