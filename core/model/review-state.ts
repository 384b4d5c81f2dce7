/** unreviewed: nobody looked; in-progress: something was changed; reviewed; reviewed-empty: looked at, nothing here. */
export const reviewStates = ['unreviewed', 'in-progress', 'reviewed', 'reviewed-empty'] as const
export type ReviewState = (typeof reviewStates)[number]

/** Reviewed or found to hold nothing: a person is done with it. */
export const finishedReviewStates: readonly ReviewState[] = ['reviewed', 'reviewed-empty']
/** What "next unreviewed" leads to. */
export const openReviewStates: readonly ReviewState[] = ['unreviewed', 'in-progress']
