/**
 * S3 object metadata of a digest as programs print it that print no JSON: headers of an HTTP answer (`curl -I`), YAML,
 * text and tables of the AWS CLI, a dictionary of Python. CloudTrail signs with 2,048 bits; AWS CloudTrail user guide,
 * "CloudTrail digest file structure": metadata `signature` and `signature-algorithm`.
 */
const named = /\bsignature['"]?[\s:=|]+['"]?([0-9a-f]{256,1024})\b/gi
/** Of `--output text`: values stand in the order of their names, which are not printed. */
const textLine = /^METADATA\t(?:[^\t\n]*\t)?([0-9a-f]{256,1024})\tSHA256withRSA\b/gm
const algorithm = /\bSHA256withRSA\b/i

/** `text`: of what is no JSON. */
export const isPrintedMetadata = (text: string): boolean =>
  algorithm.test(text) && (text.search(named) !== -1 || text.search(textLine) !== -1)

/** An HTTP header, YAML, a row of a table, an entry of a dictionary. */
const lastModified = /\bLast-?Modified['"]?[\s:=|]+['"]?([^'"|\r\n]+)/i

export interface PrintedMetadata {
  readonly signatures: readonly string[]
  /** Null where there are several signatures: then the text tells several times, too. */
  readonly lastModified: string | null
}

export function printedMetadata(text: string): PrintedMetadata {
  const found = [named, textLine].flatMap((form) => [...text.matchAll(form)].map(([, signature = '']) => signature))
  const signatures = [...new Set(found.map((signature) => signature.toLowerCase()))]
  return { signatures, lastModified: signatures.length === 1 ? (lastModified.exec(text)?.[1]?.trim() ?? null) : null }
}
