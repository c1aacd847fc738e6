// The page moves by itself only while nobody records or types: what a person is at stays under their eyes and fingers.

const WRITTEN_IN = 'textarea, input:not([type=file])';

/** Brings an element into view, unless somebody is in the middle of something. isQuiet: somebody records. */
export function bring(element, { isQuiet, block = 'start' }) {
  if (!isQuiet && !document.activeElement?.matches(WRITTEN_IN)) element.scrollIntoView({ block });
}
