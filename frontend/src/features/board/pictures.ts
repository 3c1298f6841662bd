// The decoded previews outlive the view: who comes back to the board finds its pictures there, not their colours. One
// store a window; its own budget of bytes bounds it.
import { PictureStore } from '../../canvas/pictures';

let kept: PictureStore | undefined;

export const sessionPictures = (): PictureStore => (kept ??= new PictureStore());
