import { formatCounted } from '../base/count.ts'

/** Conditions that were saved under a name, to leave out what is of no interest. */
export const noise = {
  label: 'Set aside',
  doc: (text: string) => `Only events of the filter ${text}: the others are set aside and counted`,
  unreadable: (name: string) =>
    `“${name}” was saved by another version and cannot be read. Forget it, and save it again.`,
  suggested: 'Noise',
  save: 'Save the conditions as noise filter…',
  saveTitle: 'Save a noise filter',
  saveAction: 'Save',
  /** What saving would come to; null while it is counted. */
  saveDoc: (text: string, events: number | null) =>
    `The filter ${text} is saved under this name${events === null ? '' : `. It sets aside ${formatCounted(events, 'event')} of this case`}. A button switches it on and off, in this case and in others. The time is not saved.`,
  replaces: (name: string) => `A noise filter named “${name}” is replaced.`,
  chip: (name: string) => `set aside: ${name}`,
  forget: (name: string) => `Forget the noise filter “${name}”`,
  /** Of events that only noise filters leave out. */
  told: (events: number, names: readonly string[]) =>
    `${formatCounted(events, 'event')} ${events === 1 ? 'is' : 'are'} set aside by ${names.map((name) => `“${name}”`).join(' and ')}.`,
  show: 'Show them',
} as const
