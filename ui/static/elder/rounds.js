// Looking for something again and again: the pause between two looks, and what a mistake of ours does to one of them.

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Does one round of looking for answers; a mistake of ours ends that round, never the looking. */
export async function safely(round) {
  try {
    return await round();
  } catch (error) {
    console.error(error?.name); // what it says may hold words of the person
    return undefined;
  }
}
