import { obeyed } from '../base/printable.ts'

/**
 * One argument of a command, as a word of a shell. Names come from evidence, which whoever tampered with it may have
 * chosen: no character of them is obeyed, neither by the shell nor by the terminal that shows the command.
 */
export interface Shell {
  quoted(text: string): string
  /** The command with its output in a file. `name` is one of ours. */
  into(command: string, name: string): string
}

/** Windows PowerShell takes a word that begins with a hyphen apart at its dots and colons. */
const plain = /^[\w%+=:./][\w%+=:./-]*$/
const isObeyed = (text: string): boolean => text.search(obeyed) !== -1

/** GNU Bash manual, "Quoting". What is obeyed is written as bytes of UTF-8, which depend on no locale. */
export const bash: Shell = {
  quoted(text) {
    if (plain.test(text)) return text
    if (!isObeyed(text)) return `'${text.replaceAll("'", `'\\''`)}'`
    return `$'${text.replace(/[\\']/g, '\\$&').replace(obeyed, bytesOf)}'`
  },
  into: (command, name) => `${command} > ${bash.quoted(name)}`,
}

const bytesOf = (mark: string): string => encodeURIComponent(mark).toLowerCase().replaceAll('%', '\\x')

/**
 * PowerShell documentation, "about_Quoting_Rules". It takes typographic quotation marks for quotes, too. In Windows
 * PowerShell 5.1 a redirection would write UTF-16.
 */
export const powershell: Shell = {
  quoted(text) {
    if (plain.test(text)) return text
    if (!isObeyed(text)) return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
    const escaped = text.replace(/[`$"\u201c-\u201e]/g, '`$&')
    return `"${escaped.replace(obeyed, (mark) => `$([char]0x${mark.charCodeAt(0).toString(16).padStart(4, '0')})`)}"`
  },
  into: (command, name) => `${command} | Set-Content -Encoding utf8 ${powershell.quoted(name)}`,
}
