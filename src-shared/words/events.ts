/** Beside an event in the detail that is not among those that the grid shows. */
export const hiddenByFilter = 'The filter does not show this event.'
