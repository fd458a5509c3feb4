import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { bundleWords, noBundle, timestampWords, unreadableFile } from '../../../src-shared/words/bundles.ts'
import { exportWords } from '../../../src-shared/words/exporting.ts'
import { ZipTooLarge } from '../../files/archives/write-zip.ts'
import { SafeFile } from '../safe-file.ts'
import { whyUnwritable } from '../why-unwritable.ts'
import { withBundle } from './read-bundle.ts'
import { type BundleFiles, sumsName, timestampName, verifyBundle } from './verifiers/verify.mjs'
import { ZipWriter } from './zip.ts'

type Refusal = 'no-bundle' | 'unreadable' | 'altered' | 'unsigned' | 'has-one' | 'no-timestamp' | 'unwritable'

/**
 * Writes the bundle anew, as a zip archive, with a timestamp response (RFC 3161, DER) over its signature. `at`: when the
 * authority says that the signature existed. The file must not exist; nothing is written where the new bundle would not
 * verify. Aborted, it throws.
 */
export const attachTimestamp = (
  bundle: string,
  response: string,
  file: string,
  signal: AbortSignal,
): Promise<Result<{ readonly at: string; readonly subject: string }, Refusal>> =>
  withBundle<{ readonly at: string; readonly subject: string }, Refusal>(bundle, async (files) => {
    const before = verifyBundle(files)
    if (before === null) return fail('no-bundle', noBundle(bundle))
    const [altered] = before.problems
    if (altered !== undefined) return fail('altered', timestampWords.altered(bundle, sentenceOf(altered)))
    if (before.signer === null) return fail('unsigned', bundleWords.unsigned)
    if (before.timestamp !== null) return fail('has-one', timestampWords.hasOne(bundle))
    const bytes = bytesOf(response)
    if (!bytes.ok) return bytes
    const stamped = withTimestamp(files, bytes.value)
    const after = verifyBundle(stamped)
    const [problem] = after?.problems ?? []
    if (problem !== undefined) return fail('no-timestamp', timestampWords.refused(response, sentenceOf(problem)))
    const written = await write(stamped, file, signal)
    return written.ok ? ok(after!.timestamp!) : written
  })

const sentenceOf = ({ member, sentence }: { readonly member: string; readonly sentence: string }): string =>
  `${member} ${sentence}.`

function bytesOf(file: string): Result<Buffer, 'unreadable'> {
  try {
    return ok(readFileSync(file))
  } catch (error) {
    return fail('unreadable', unreadableFile(file, error instanceof Error ? error.message : String(error)))
  }
}

/** The same members and the response, which `SHA256SUMS` names, too. */
function withTimestamp(files: BundleFiles, response: Buffer): BundleFiles {
  const sha256 = createHash('sha256').update(response).digest('hex')
  const sums = Buffer.concat([files.read(sumsName), Buffer.from(`${sha256}  ${timestampName}\n`)])
  const added = new Map([
    [timestampName, response],
    [sumsName, sums],
  ])
  const others = files.names().filter((name) => !added.has(name))
  return { names: () => [...others, ...added.keys()], read: (name) => added.get(name) ?? files.read(name) }
}

async function write(files: BundleFiles, file: string, signal: AbortSignal): Promise<Result<null, 'unwritable'>> {
  let out: SafeFile | null = null
  try {
    out = await SafeFile.create(file)
    const zip = new ZipWriter(out)
    for (const name of files.names()) await zip.add(name, files.read(name))
    await zip.end()
    await out.seal()
    signal.throwIfAborted()
    await out.appear()
    return ok(null)
  } catch (error) {
    await out?.discard()
    signal.throwIfAborted()
    if (error instanceof ZipTooLarge) return fail('unwritable', bundleWords.tooLarge)
    const why = whyUnwritable(error, file)
    if (why === null) throw error
    return fail('unwritable', exportWords.nothingWritten(why))
  }
}
