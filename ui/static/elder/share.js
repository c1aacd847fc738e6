// An answer is passed on to a relative: by the device's own way of sharing, else copied.

/** Passes words on; returns the key of what to say about it; null where the device says it by itself. */
export async function passOn(words) {
  if (navigator.share) {
    try {
      await navigator.share({ text: words });
      return null;
    } catch (error) {
      if (error.name === 'AbortError') return null; // thought better of it
    }
  }
  try {
    await navigator.clipboard.writeText(words);
    return 'page.shared';
  } catch {
    return copied(words) ? 'page.shared' : 'page.not_shared'; // an address that is not secure has no clipboard
  }
}

function copied(words) {
  const had = document.activeElement;
  const field = document.createElement('textarea');
  field.value = words;
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  had?.focus({ preventScroll: true });
  return isDone;
}
