// What pages that are gone have left on this device comes back into this one: messages, recordings, pictures, words.

/** Keeps the pictures that were picked and not sent, as they come and go. */
export class Picks {
  /** store: promise of the Store, or of null. */
  constructor(store) {
    this.store = store;
    this.held = new Set();
  }

  /** Takes what waits now: [{field, file}]. */
  async update(pending) {
    const now = new Set(pending.map(({ file }) => file));
    const gone = [...this.held].filter((file) => !now.has(file));
    this.held = now;
    const store = await this.store;
    if (!store) return;
    for (const { field, file } of pending) if (this.held.has(file)) await store.hold(field, file);
    for (const file of gone) if (!this.held.has(file)) await store.letGo(file).catch(ignore);
  }

  /** These are in the outbox now. */
  sent(files) {
    for (const { file } of files ?? []) this.held.delete(file);
  }
}

/** Hands over what pages before this one left, as soon as each of them is gone. on: {messages(list), picks(list)}. */
export async function takeOver(store, on) {
  const opened = await store;
  if (!opened) return;
  try {
    for (const page of await opened.pages()) {
      opened.whenGone(page, async () => {
        const { messages, picks } = await opened.takeOver(page);
        if (messages.length) on.messages(messages);
        if (picks.length) on.picks(picks);
      }).catch?.(ignore);
    }
  } catch (error) {
    ignore(error);
  }
}

/** A store that does not answer has nothing for us; everything else is a mistake of ours. */
function ignore(error) {
  if (!(error instanceof DOMException)) throw error;
}
