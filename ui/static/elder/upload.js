// One file over a bad line, in pieces: after a break it goes on where the server says that it ended.

import { LANGUAGE } from '../dom.js';
import { Problem, call } from '../net.js';

const PIECE_MAX = 896 * 1024; // below the megabyte at which many proxies refuse a body
const PIECE_MIN = 64 * 1024;
const MAX_TURNS_BACK = 5;
const TYPE = { 'Content-Type': 'application/offset+octet-stream' };

/**
 * Brings one file of a message to the server. each: {field, file, uploadId?}, in which the id is noted.
 * on: {begun(), moved(bytes)}. Resolves when the server has all of it. Throws Problem.
 */
export async function upload(each, sessionId, on) {
  let offset = each.uploadId ? await offsetOf(each) : null;
  if (offset === null) {
    const { field, file } = each;
    const begun = await call('POST', '/uploads', { kind: field, name: file.name, size: file.size, session_id: sessionId, language: LANGUAGE });
    each.uploadId = begun.upload_id;
    ({ offset } = begun);
    await on.begun();
  }
  await carry(each, offset, on);
}

/** Where to go on; null when the server knows nothing of it any more. */
async function offsetOf(each) {
  try {
    return (await call('GET', `/uploads/${each.uploadId}`)).offset;
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    return null;
  }
}

async function carry(each, start, on) {
  const { file, uploadId } = each;
  let offset = start;
  let turnsBack = 0;
  while (offset < file.size) {
    const length = Math.min(each.piece ?? PIECE_MAX, PIECE_MAX);
    try {
      const arrived = await call('PATCH', `/uploads/${uploadId}`, file.slice(offset, offset + length), { ...TYPE, 'Upload-Offset': String(offset) });
      ({ offset } = arrived);
      each.piece = length * 2;
      on.moved(offset);
    } catch (problem) {
      each.piece = Math.max(PIECE_MIN, Math.floor(length / 2));
      if (problem.code !== 'wrong_offset') throw problem;
      turnsBack += 1;
      if (turnsBack > MAX_TURNS_BACK) throw new Problem('server_down', 0);
      offset = Number(problem.detail.offset);
    }
  }
}
