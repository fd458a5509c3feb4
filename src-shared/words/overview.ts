/** Said where nothing under the opened folders was left unread. */
export const everythingRead = 'Everything under the opened folders was read.'
