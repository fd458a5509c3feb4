/** Class names that apply, joined: `classes('chip', excluded && 'chip-excluded')`. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')
