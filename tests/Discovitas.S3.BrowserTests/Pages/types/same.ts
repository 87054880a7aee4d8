// The types are those of the module itself, as its comments and its code have them.
import type * as types from '/uploads/discovitas-s3.js';
import * as module from './module/discovitas-s3.js';

const same: typeof types = module;
const back: Omit<typeof module, 'UploadError'> = {} as typeof types;
export { back, same };
