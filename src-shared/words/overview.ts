/** Said where nothing lessens the answers; other files may lie there, which hold no events. */
export const everythingRead = 'Every file that may hold CloudTrail events was read whole.'
