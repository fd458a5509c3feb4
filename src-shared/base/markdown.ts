/** Text as Markdown (CommonMark) in one line: it stays text, and is no link, image, heading or HTML. */
export const markdownText = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>#|!~&]/g, '\\$&').replaceAll(/\s+/g, ' ')

/** A code span with more backticks around than within (CommonMark, 6.1). */
export function markdownCode(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const inner = text.replaceAll(/\s+/g, ' ')
  return fence.length === 1 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`
}

/** A block of code with a longer fence than any within (CommonMark, 4.5). */
export function markdownBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}\n${text}\n${fence}`
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
