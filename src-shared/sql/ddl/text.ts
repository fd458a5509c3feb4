/** A text as a literal of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** `2024-03-05` as the folders of a trail write it: `2024/03/05`. */
export const folderOfDay = (day: string): string => day.replaceAll('-', '/')

export const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')
