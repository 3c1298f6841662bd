// The photographs and the hostile files of the corpus, and what a file is called by its bytes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { corpus } from './program';

export const photos = (): string[] => list('photos/small');
export const largePhotos = (): string[] => list('photos/12mp');
export const format = (name: string): string => join(corpus, 'photos/formats', name);
export const hostile = (name: string): string => join(corpus, 'hostile', name);

const list = (folder: string): string[] =>
  readdirSync(join(corpus, folder))
    .sort()
    .map((name) => join(corpus, folder, name));

export const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** How the board names a picture that came from this file. */
export const nameOf = (file: string): string => `Picture: ${basename(file, extname(file))}`;

/** Writes a PNG whose header says 60,000 by 60,000, with hardly any data behind it. */
export function writeHugePNG(file: string): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(60_000, 0);
  header.writeUInt32BE(60_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  writeFileSync(file, Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]));
  return file;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
