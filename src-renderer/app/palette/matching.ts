import type { Command } from '../../widgets/command-list.tsx'

/** Those whose label or group has every word of the text, in any case of letters; those that begin with it first. */
export function matching(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = commands.filter(({ label, group }) => {
    const held = `${group} ${label}`.toLowerCase()
    return words.every((word) => held.includes(word))
  })
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(text.toLowerCase())
  const groups = [...new Set(found.map(({ group }) => group))]
  return groups.flatMap((group) => {
    const of = found.filter((command) => command.group === group)
    return [...of.filter(begins), ...of.filter((command) => !begins(command))]
  })
}
