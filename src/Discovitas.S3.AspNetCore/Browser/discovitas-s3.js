// Uploads files from a page to the routes of MapS3Uploads:
//
//     import { upload } from '/uploads/discovitas-s3.js';
//     const { url } = await upload(file, { endpoint: '/uploads', onProgress: ({ loaded, total }) => { … } });
//
// and, without any script of the page's own, the files of <input type="file" name="picture" data-s3-upload>.
// The types are in discovitas-s3.d.ts, beside this file.

const MiB = 1024 * 1024;

// Limits of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const MinPartSize = 5 * MiB;
const MaxParts = 10_000;

const DefaultPartSize = 16 * MiB;
const DefaultMultipartFrom = 100 * MiB;
const DefaultRetryFor = 120_000;
const DefaultParallelFiles = 3;

const FirstDelay = 500;
const LongestDelay = 8_000;
const StallTimeout = 60_000;
const RequestTimeout = 60_000;
// Large files take minutes to be verified and inspected, and a request that is given up starts that again.
const CompletionTimeout = 600_000;
const CleanUpTimeout = 10_000;
const DatabaseTimeout = 5_000;
// Browsers say how much is sent a few times in a second.
const ProgressInterval = 250;
const ObserverTimeout = 30_000;
const ObserverDelay = 1_000;
// For answers that are usually final, but not always: an expired URL, or a network that fails as CORS rules do.
const MaxDoubtfulRetries = 3;
const MaxRenewals = 3;
const DaysKept = 30;

/**
 * @typedef {object} UploadOptions
 * @property {string} endpoint The route of MapS3Uploads, for instance `/uploads`.
 * @property {(progress: UploadProgress) => void} [onProgress] Called with the number of bytes of the file that have
 *     been sent. `loaded` never decreases, and is `total` at the end.
 * @property {AbortSignal} [signal] Cancels the upload, as `cancel()` does.
 * @property {'direct' | 'form'} [via] `direct` (default): from the browser to the store. `form`: through the server.
 * @property {Record<string, string>} [metadata] Stored with the file, if the server allows the names.
 * @property {Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>)} [headers] Sent
 *     to the endpoint, `Authorization` for instance, never to the store. A function is called before each request.
 * @property {string} [antiforgeryToken] Sent to the endpoint as `RequestVerificationToken`.
 * @property {RequestCredentials} [credentials] Whether cookies are sent to the endpoint. The store never gets them.
 *     Default: `same-origin`. With a form, `omit` has the same effect.
 * @property {number} [partSize] Bytes per part, at least 5 MiB. Larger if the file has more than 10,000 such parts.
 *     Default: 16 MiB.
 * @property {number} [parallel] The number of parts that are sent at once. Default: 4.
 * @property {number} [multipartFrom] The size in bytes from which a direct upload is sent in parts. Default: 100 MiB.
 * @property {number} [retryFor] For how many milliseconds what fails is tried again. The time while the browser is
 *     offline or the computer sleeps does not count. Default: 120,000, which is 2 minutes.
 * @property {boolean} [resume] Whether the upload goes on where it stood if the same file is uploaded again, also after
 *     a reload. Default: true. `false` removes the upload when it fails, and when the user leaves the page.
 * @property {boolean} [hash] Whether the file's SHA-256 is computed, in a worker, before it is sent. It becomes the
 *     result's `sha256`, and metadata of that name if the server allows it. Default: false.
 * @property {boolean} [removeMetadata] Whether the metadata of JPEG, PNG, GIF and WebP pictures is removed before
 *     they are sent: location, camera, thumbnails and everything else. The pixels stay as they are. Files that are no
 *     pictures are sent unchanged. Progress counts the bytes that are sent. Default: false.
 * @property {'reject' | 'pass'} [onUnsupported] What `removeMetadata` does with pictures of other formats. `reject`
 *     (default): they are not sent, and the upload fails with the code `image-not-supported`. `pass`: they are sent
 *     with their metadata, and the result's `metadataRemoved` is false. Damaged pictures of the formats that are
 *     cleaned are never sent: their code is `invalid-image`.
 * @property {(failure: UploadError) => void} [onWait] Called when something has failed and is to be tried again.
 * @property {(failure: UploadError) => unknown} [onUnauthorized] Called when the user is no longer signed in. Once the
 *     promise that it returns resolves, the upload goes on; if it rejects, the upload fails.
 */

/** @typedef {{ loaded: number, total: number, resumed: number }} UploadProgress `resumed`: what was there before. */

/**
 * @typedef {{
 *     width: number, height: number, contentType: string, orientation: number, frames: number, bitDepth?: number,
 *     hasAlpha: boolean, hasColorProfile: boolean, isCleaned: boolean
 * }} UploadedImage What the headers of a stored picture tell about it.
 */

/**
 * @typedef {{
 *     url: string, key: string, size: number, contentType: string, fileName: string, image?: UploadedImage,
 *     sha256?: string, metadataRemoved?: boolean
 * }} UploadedFile A file that is stored and verified. `image` is that of a picture, if the store reads pictures.
 *     `metadataRemoved` is that of a picture, with the option `removeMetadata`.
 */

/**
 * Why an upload failed. `code` is one of the server's (`too-large`, `content-type-not-allowed`, …), or `network` (no
 * response), `unauthorized` (nobody is signed in), `cors` (the store responds, but the browser may not read it),
 * `unreadable` (the file is missing, has changed or is a folder), `store-rejected` (the store responds with an error),
 * `image-not-supported` or `invalid-image` (the metadata of a picture cannot be removed) or `failed`. `isFinal` tells
 * whether the same file would fail again.
 */
export class UploadError extends Error {
    /**
     * @param {string} code
     * @param {string} message A sentence for the user.
     * @param {{
     *     status?: number, title?: string, detail?: string, limit?: string, found?: string, retryAfter?: number
     * }} [more]
     */
    constructor(code, message, more = {}) {
        super(message);
        this.name = 'UploadError';
        this.code = code;
        /** The HTTP status; 0 if there was no response. */
        this.status = more.status ?? 0;
        this.title = more.title;
        this.detail = more.detail;
        this.limit = more.limit;
        this.found = more.found;
        /** After how many milliseconds the server wants to be asked again. */
        this.retryAfter = more.retryAfter;
    }

    /**
     * Whether the same file would fail again, since a rule, the app or the module rejects it: let the user choose
     * another one. After any other failure, the user can try again.
     */
    get isFinal() {
        return JudgesFile.has(this.code) || JudgesFileBy.has(this.status) && !BreaksOnTheWay.has(this.code);
    }
}

// What says something about the file. The other failures are about the connection, the user or the upload.
const JudgesFile = new Set(['too-large', 'image-not-supported', 'invalid-image', 'unreadable']);
const JudgesFileBy = new Set([413, 415, 422]);
const BreaksOnTheWay = new Set(['incomplete', 'length-mismatch']);

/**
 * Uploads a file. The promise has the methods `pause()`, `resume()` and `cancel()`. A pause stops the requests under
 * way; the parts that are stored stay. Cancelling removes what the server knows of, and the promise rejects with the
 * reason, usually an `AbortError`; but if the file is stored by then, it resolves.
 * @param {File} file
 * @param {UploadOptions} options
 * @returns {Promise<UploadedFile> & { pause(): void, resume(): void, cancel(reason?: unknown): void }} The file, once
 *     it is stored and verified.
 * @throws {UploadError | DOMException}
 */
export function upload(file, options) {
    return start(file, options, new Control(options?.signal));
}

/**
 * Uploads several files, a few at a time. It never rejects because of a file: the result has one entry for each, as
 * that of `Promise.allSettled`, with its `file`. The promise has the methods of that of `upload`, for all files.
 * @param {Iterable<File>} files
 * @param {UploadOptions & {
 *     parallelFiles?: number,
 *     onStart?: (file: File, upload: ReturnType<typeof upload>) => void,
 *     onFileProgress?: (file: File, progress: UploadProgress) => void,
 *     onSettled?: (result: UploadResult) => void
 * }} options Those of `upload`, for each file; `onProgress` is called with the sums. `loaded` never decreases, and is
 *     `total` at the end: `total` is without what is not sent of files that fail. `parallelFiles`: how many files are
 *     uploaded at once. Default: 3.
 * @returns {Promise<UploadResult[]> & { pause(): void, resume(): void, cancel(reason?: unknown): void }}
 */
export function uploadAll(files, options) {
    const { parallelFiles = DefaultParallelFiles, onStart, onFileProgress, onSettled, ...each } = options ?? {};
    const control = new Control(each.signal);
    const all = [...files];
    const sums = new Progress(all.reduce((sum, { size }) => sum + size, 0), each.onProgress);
    const run = async (file, index) => {
        let { size } = file;
        const expect = total => {
            sums.total += total - size;
            size = total;
        };
        const onProgress = progress => {
            // A picture is smaller without its metadata.
            expect(progress.total);
            sums.resumedParts.set(index, progress.resumed);
            sums.set(index, progress.loaded);
            onFileProgress?.(file, progress);
        };
        try {
            await control.running();
            const one = new Control(control.cancelled, control);
            const uploading = start(file, { ...each, onProgress }, one);
            onStart?.(file, uploading);
            return { file, status: 'fulfilled', value: await uploading };
        } catch (reason) {
            // The rest of it is not waited for.
            expect(sums.parts.get(index) ?? 0);
            sums.tell();
            return { file, status: 'rejected', reason };
        }
    };
    const work = async ([index, file]) => {
        const result = await run(file, index);
        onSettled?.(result);
        return result;
    };
    const results = runTogether([...all.entries()], parallelFiles, new AbortController().signal, work);
    return controllable(results.finally(() => sums.complete()), control);
}

/**
 * @typedef {{ file: File, status: 'fulfilled', value: UploadedFile } | { file: File, status: 'rejected', reason: any }}
 *     UploadResult
 */

/**
 * @typedef {object} UnfinishedUpload An upload in parts that can go on.
 * @property {string} name The file's name; `size`, `type` and `lastModified` are those of the file, too.
 * @property {number} size
 * @property {string} type
 * @property {number} lastModified
 * @property {number} loaded The number of bytes that the store has.
 * @property {() => Promise<void>} remove Removes the upload from the server, and forgets it.
 */

/**
 * Finds uploads in parts that were interrupted, by a reload for instance, and are not under way in another tab. Each
 * goes on when the same file is uploaded again, to the same endpoint and with the same metadata.
 * @param {UploadOptions} options Only those for requests to the endpoint count.
 * @returns {Promise<UnfinishedUpload[]>} The latest is first.
 * @throws {UploadError}
 */
export async function unfinishedUploads(options) {
    const endpoint = new Endpoint(options);
    const notes = await stored('readonly', notes => notes.getAll()) ?? [];
    const { held = [] } = await navigator.locks?.query().catch(() => ({})) ?? {};
    const inUse = new Set([...Note.used, ...held.map(({ name }) => name.replace('discovitas-s3 ', ''))]);
    const isOurs = ({ id, uploadId, isCancelled }) =>
        uploadId && !isCancelled && !inUse.has(id) && JSON.parse(id)[0] === endpoint.url;
    const found = notes.filter(isOurs).sort((one, other) => other.at - one.at);
    return (await Promise.all(found.map(known => describeUnfinished(endpoint, known)))).filter(Boolean);
}

async function describeUnfinished(endpoint, { id, at, ...known }) {
    const note = new Note(id);
    const started = partsOf({ endpoint }, known);
    const [, name, size, type, lastModified] = JSON.parse(id);
    // What is sent completely may have no parts any more. The server is asked all the same, since another user of this
    // browser may own it.
    const all = [{ Size: size }];
    const sent = failure => known.isSent && failure.code === 'missing-upload' ? all : Promise.reject(failure);
    const parts = await unlessGone(started.list().catch(sent), note);
    const loaded = parts?.reduce((sum, part) => sum + part.Size, 0);
    const remove = async () => {
        await note.save({ ...known, isCancelled: true });
        await removeNow(started).catch(failure => isOver(failure) || Promise.reject(failure));
        await note.remove();
    };
    return parts && { name, size, type, lastModified, loaded, remove };
}

function start(file, options, control) {
    return controllable(run(file, options, control).finally(() => control.end()), control);
}

const controllable = (promise, control) => Object.assign(promise, {
    pause: () => control.pause(),
    resume: () => control.resume(),
    cancel: reason => control.cancel(reason),
});

async function run(file, options, control) {
    if (!options?.endpoint) {
        throw new TypeError('upload needs the option endpoint: the route of MapS3Uploads.');
    }

    const { cancelled } = control;
    cancelled.throwIfAborted();
    await requireReadable(file);
    const { file: sent, metadataRemoved } = options.removeMetadata
        ? await withoutMetadata(file, options.onUnsupported, cancelled)
        : { file };
    const sha256 = options.hash ? await hashOf(sent, cancelled) : undefined;
    const job = new Job(sent, sha256 ? { ...options, metadata: { ...options.metadata, sha256 } } : options, control);
    // It can no longer be read if the file has changed since. The store may find that too large or too small.
    const first = file.slice(0, 1);
    const stored = await chooseWay(job).catch(async failure => {
        cancelled.throwIfAborted();
        await first.arrayBuffer().catch(failUnreadable);
        throw failure;
    });
    job.progress.complete();
    return {
        ...stored,
        ...(sha256 && { sha256 }),
        ...(metadataRemoved !== undefined && { metadataRemoved }),
    };
}

function chooseWay(job) {
    const { via = 'direct', multipartFrom = DefaultMultipartFrom } = job.options;
    if (via === 'form') {
        return throughServer(job);
    }

    const way = job.file.size > 0 && job.file.size >= multipartFrom ? inParts : inOne;
    return Note.use(job, note => way(job, note));
}

/** One upload: the file, where it goes, and how long it is tried. */
class Job {
    constructor(file, options, control) {
        this.file = file;
        this.options = options;
        this.control = control;
        this.endpoint = new Endpoint(options);
        this.progress = new Progress(file.size, options.onProgress);
    }

    /**
     * Runs an attempt until it succeeds, cannot succeed, or has failed for too long. `attempt` gets a signal that stops
     * it, also for a pause, and the failure of the attempt before.
     */
    async retry(attempt, stop = this.control.cancelled) {
        const patience = new Patience(this);
        for (;;) {
            await this.control.running(stop);
            stop.throwIfAborted();
            try {
                return await attempt(AbortSignal.any([stop, this.control.stopped]), patience.failure);
            } catch (failure) {
                stop.throwIfAborted();
                if (failure !== Paused) {
                    await patience.wait(failure, stop);
                }
            }
        }
    }

    /** Several requests may find at once that nobody is signed in: the page is asked once. */
    renew(failure) {
        this.renewing ??= (async () => this.options.onUnauthorized(failure))().finally(() => this.renewing = null);
        return this.renewing;
    }
}

/** How long what fails is tried again. */
class Patience {
    constructor(job) {
        this.job = job;
        this.retryFor = job.options.retryFor ?? DefaultRetryFor;
        this.spent = 0;
        this.failures = 0;
        this.doubtful = 0;
        this.renewals = 0;
    }

    /** Waits until another attempt makes sense, or throws the failure. */
    async wait(failure, signal) {
        this.countTime();
        this.failure = failure;
        if (failure.code === 'unauthorized' && this.job.options.onUnauthorized && this.renewals++ < MaxRenewals) {
            await this.job.renew(failure);
            return;
        }

        const isExpired = failure.code === 'store-rejected' && failure.status === 403;
        const isDoubtful = isExpired || failure.code === 'cors';
        const least = failure.retryAfter ?? 0;
        if (!isTransient(failure)
            || isDoubtful && this.doubtful++ === MaxDoubtfulRetries
            || this.spent >= this.retryFor
            || this.spent + least > this.retryFor) {
            throw failure;
        }

        if (isExpired && this.doubtful === 1) {
            // The next attempt has a new URL.
            return;
        }

        const backoff = Math.min(LongestDelay, FirstDelay * 2 ** this.failures++) * (0.75 + Math.random() / 2);
        this.job.options.onWait?.(failure);
        await this.pause(Math.max(least, Math.min(backoff, this.retryFor - this.spent)), signal);
    }

    async pause(time, signal) {
        if (navigator.onLine === false) {
            await waitOnline(Infinity, signal);
            this.last = Date.now();
        } else {
            await waitOnline(time, signal);
        }
    }

    // No attempt takes longer than this, unless the computer sleeps.
    countTime() {
        const now = Date.now();
        this.spent += Math.min(now - (this.last ?? now), StallTimeout + LongestDelay);
        this.last = now;
    }
}

/** What may succeed a moment later. */
function isTransient({ code, status, mayBeStored }) {
    if (mayBeStored) {
        return false;
    }

    if (code === 'store-rejected') {
        return [403, 408, 429].includes(status) || status >= 500;
    }

    if (code === 'network' || code === 'cors') {
        return status === 0;
    }

    const isBusy = [408, 425, 429].includes(status) && code !== 'quota-exceeded';
    return isBusy || status >= 500 && code !== 'store-failed' || code === 'being-completed';
}

/** What is worth keeping the upload for, since the user can do something about it. */
const isWorthKeeping = failure =>
    isTransient(failure) && failure.code !== 'cors' || ['unauthorized', 'antiforgery'].includes(failure.code);

/** Waits for that many milliseconds, or until the browser is online again. */
function waitOnline(time, signal) {
    return new Promise((resolve, reject) => {
        const end = () => {
            clearTimeout(timer);
            removeEventListener('online', end);
            signal?.removeEventListener('abort', end);
            signal?.aborted ? reject(signal.reason) : resolve();
        };
        const timer = Number.isFinite(time) ? setTimeout(end, time) : undefined;
        addEventListener('online', end);
        signal?.addEventListener('abort', end);
        if (signal?.aborted) {
            end();
        }
    });
}

const Paused = new DOMException('The upload is paused.', 'AbortError');

/** Pauses, resumes and cancels an upload. One of several uploads also does what their common parent does. */
class Control {
    constructor(signal, parent) {
        this.parent = parent;
        this.cancelling = new AbortController();
        this.pausing = new AbortController();
        this.waiting = new Set();
        this.follow = () => this.cancel(signal.reason);
        this.followed = signal;
        signal?.addEventListener('abort', this.follow);
        if (signal?.aborted) {
            this.follow();
        }
    }

    get cancelled() {
        return this.cancelling.signal;
    }

    /** A signal for what is to stop when the upload is paused or cancelled. */
    get stopped() {
        const own = [this.cancelled, this.pausing.signal];
        return AbortSignal.any(this.parent ? [...own, this.parent.stopped] : own);
    }

    pause() {
        this.pausing.abort(Paused);
    }

    resume() {
        if (this.pausing.signal.aborted) {
            this.pausing = new AbortController();
            this.wake();
        }
    }

    cancel(reason = new DOMException('The upload was cancelled.', 'AbortError')) {
        this.cancelling.abort(reason);
        this.wake();
    }

    /** Waits while the upload is paused, unless it is stopped. Throws if it is cancelled. */
    async running(stop) {
        await this.parent?.running(stop);
        this.cancelled.throwIfAborted();
        if (this.pausing.signal.aborted && !stop?.aborted) {
            await new Promise(resolve => {
                this.waiting.add(resolve);
                stop?.addEventListener('abort', resolve);
            });
            await this.running(stop);
        }
    }

    end() {
        this.followed?.removeEventListener('abort', this.follow);
    }

    wake() {
        this.waiting.forEach(resolve => resolve());
        this.waiting.clear();
    }
}

// Through the server

async function throughServer(job) {
    const { file, endpoint, progress, control, options: { metadata = {}, credentials } } = job;
    // A pause lets the request end: if it were sent again, there could be two files.
    return job.retry(async () => {
        let isSent = false;
        const onSent = sent => {
            isSent ||= sent > 0;
            progress.set(0, sent);
        };
        const request = { method: 'POST', url: endpoint.url, headers: await endpoint.headers(), credentials };
        try {
            const terms = { signal: control.cancelled, onSent, isOneWay: true };
            const response = await send({ ...request, body: formOf(metadata, file) }, file, terms);
            if (!response.ok) {
                throw problemOf(response);
            }

            return fileOf(jsonOf(response)?.[0]);
        } catch (failure) {
            // What the server may have stored is not sent again: it would be a second file.
            failure.mayBeStored = failure.status === 0 && isSent || failure.status >= 500 && failure.status !== 503;
            throw failure;
        }
    });
}

// In one request

async function inOne(job, note) {
    const { file, endpoint, progress, control, options: { metadata = {} } } = job;
    const verify = ({ key, token }) => job.retry(async () => fileOf(await endpoint.request(
        'POST', 's3/verify', { json: { key, token }, signal: control.cancelled, timeout: CompletionTimeout })));
    const before = await note.load();
    if (before?.isSent && await isSame(file, before.print)) {
        const found = await unlessGone(verify(before), note);
        if (found) {
            await note.remove();
            return found;
        }
    }

    const described = Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]);
    const facts = [['filename', nameOf(file)], ['type', typeOf(file)], ['size', file.size]];
    const query = new URLSearchParams([...facts, ...described]);
    let ticket;
    try {
        const print = note.isKept ? printOf(file) : undefined;
        await job.retry(async (signal, failure) => {
            // Retried with the same key, so that a lost response leaves no second file. Only a key that the store
            // rejects is replaced.
            if (!ticket || failure?.status === 403) {
                const response = await endpoint.request('GET', `s3/params?${query}`, { signal });
                ticket = having(response, 'method', 'url', 'key');
            }

            const { method, url, fields = {}, headers = {} } = ticket;
            const body = method === 'POST' ? formOf(fields, file) : file;
            const onSent = sent => progress.set(0, sent);
            await sendToStore({ method, url, headers, body }, file, { signal, onSent });
        });
        await note.save({ key: ticket.key, token: ticket.token, isSent: true, print: await print });
        const stored = await verify(ticket);
        await note.remove();
        return stored;
    } catch (failure) {
        return settle(job, note, failure, ticket && {
            remove: request => endpoint.request(
                'POST', 's3/cancel', { json: { key: ticket.key, token: ticket.token }, ...request }),
            finish: async () => fileOf(await endpoint.request(
                'POST', 's3/verify', { json: { key: ticket.key, token: ticket.token } })),
        });
    }
}

// In parts

async function inParts(job, note) {
    const { file, control, options: { parallel = 4, partSize = DefaultPartSize, resume = true } } = job;
    const before = await note.load();
    // Cancelled by now, it is removed below.
    const orCancelled = failure => control.cancelled.aborted ? partsOf(job, before) : Promise.reject(failure);
    const resumed = before?.uploadId && await unlessGone(continueParts(job, before), note).catch(orCancelled);
    if (resumed?.file) {
        await note.remove();
        return resumed.file;
    }

    const started = resumed || await startParts(job, note, lengthOf(file.size, partSize));
    const leave = event => event.persisted || started.remove({ keepalive: true }).catch(() => {});
    if (!resume) {
        addEventListener('pagehide', leave);
    }

    try {
        control.cancelled.throwIfAborted();
        const ranges = rangesOf(file.size, started.partSize);
        const send = async (range, stop) => {
            const { number, start, end } = range;
            if (!started.parts.has(number)) {
                const print = note.isKept ? printOf(file.slice(start, end)) : undefined;
                started.parts.set(number, await sendPart(job, started, range, stop));
                started.note.prints[number] = await print;
                await note.save(started.note);
            }

            return started.parts.get(number);
        };
        const parts = await runTogether(ranges, parallel, control.cancelled, send);
        await note.save({ ...started.note, isSent: true });
        const stored = await job.retry(() => started.complete(parts, { signal: control.cancelled }));
        await note.remove();
        return stored;
    } catch (failure) {
        return settle(job, note, failure, { ...started, finish: () => started.complete([]) });
    } finally {
        removeEventListener('pagehide', leave);
    }
}

async function startParts(job, note, partSize) {
    const { file, endpoint, options: { metadata } } = job;
    const json = { filename: nameOf(file), type: typeOf(file), size: file.size, metadata };
    // Not stopped: an upload that has started must be known, to be removed.
    const { key, uploadId } = await job.retry(async () => having(
        await endpoint.request('POST', 's3/multipart', { json }), 'key', 'uploadId'));
    const known = { key, uploadId, partSize, prints: {} };
    const saving = note.save(known);
    if (!job.control.cancelled.aborted) {
        await saving;
    }

    return partsOf(job, known);
}

/** Finds out what the store has of an upload that an earlier page, or an earlier attempt, has started. */
async function continueParts(job, known) {
    const started = partsOf(job, known);
    const same = await samePartsOf(job, known);
    const ranges = rangesOf(job.file.size, known.partSize);
    if (known.isSent && same.size === ranges.length) {
        const file = await unlessGone(job.retry(() => started.complete([], { signal: job.control.cancelled })));
        if (file) {
            return { file };
        }
    }

    const sizes = new Map(ranges.map(({ number, start, end }) => [number, end - start]));
    for (const part of await job.retry(signal => started.list(signal))) {
        if (sizes.get(part.PartNumber) === part.Size && same.has(part.PartNumber)) {
            started.parts.set(part.PartNumber, { PartNumber: part.PartNumber, ETag: part.ETag });
            job.progress.resume(part.PartNumber, part.Size);
        }
    }

    return started;
}

/**
 * Returns the numbers of the parts whose bytes are those that were sent: a file can be changed and keep its size and
 * its date, and the store must not get some bytes of the one and some of the other.
 */
async function samePartsOf({ file, control }, { partSize, prints = {} }) {
    const same = new Set();
    for (const { number, start, end } of rangesOf(file.size, partSize)) {
        control.cancelled.throwIfAborted();
        if (await isSame(file.slice(start, end), prints[number])) {
            same.add(number);
        }
    }

    return same;
}

const isSame = async (blob, print) => print !== undefined && print === await printOf(blob);

/** Returns what tells one content from another, or nothing if it cannot be read. Few of the bytes are in memory. */
async function printOf(blob) {
    try {
        const hash = new Sha256();
        for (let at = 0; at < blob.size; at += 4 * MiB) {
            const bytes = await blob.slice(at, at + 4 * MiB).arrayBuffer();
            // The browser's own is faster, but only there with https. It cannot go on where it stood.
            hash.update(new Uint8Array(crypto.subtle ? await crypto.subtle.digest('SHA-256', bytes) : bytes));
        }

        return hash.digest();
    } catch {
        return undefined;
    }
}

function partsOf({ endpoint }, { key, uploadId, partSize, prints = {} }) {
    const path = `s3/multipart/${encodeURIComponent(uploadId)}`;
    const query = `?${new URLSearchParams({ key })}`;
    return {
        partSize,
        parts: new Map(),
        note: { key, uploadId, partSize, prints },
        list: async signal => listOf(await endpoint.request('GET', path + query, { signal })),
        sign: async (number, signal) => having(
            await endpoint.request('GET', `${path}/${number}${query}`, { signal }), 'url'),
        remove: request => endpoint.request('DELETE', path + query, request),
        complete: async (parts, request) => fileOf(await endpoint.request(
            'POST', `${path}/complete${query}`, { json: { parts }, timeout: CompletionTimeout, ...request })),
    };
}

function sendPart(job, started, { number, start, end }, stop) {
    return job.retry(async signal => {
        const { url, headers = {} } = await started.sign(number, signal);
        const body = job.file.slice(start, end);
        const onSent = sent => job.progress.set(number, sent);
        const response = await sendToStore({ method: 'PUT', url, headers, body }, body, { signal, onSent });
        return { PartNumber: number, ETag: response.header('ETag') ?? failHiddenETag(response) };
    }, stop);
}

const lengthOf = (size, wanted) => Math.max(MinPartSize, wanted, Math.ceil(size / MaxParts));

function rangesOf(size, length) {
    return Array.from({ length: Math.ceil(size / length) }, (_, i) => (
        { number: i + 1, start: i * length, end: Math.min(size, (i + 1) * length) }));
}

/** Runs the work for all items in order, some at a time. The first failure stops the rest. */
async function runTogether(items, parallel, signal, work) {
    const stopping = new AbortController();
    const stop = () => stopping.abort(signal.reason);
    signal.addEventListener('abort', stop);
    const results = [];
    const left = items.entries();
    const worker = async () => {
        for (const [index, item] of left) {
            results[index] = await work(item, stopping.signal);
        }
    };
    const length = Math.max(1, Math.min(items.length, Math.floor(parallel) || 1));
    const workers = Array.from({ length }, () => worker().catch(failure => {
        stopping.abort(failure);
        throw failure;
    }));
    try {
        return await Promise.all(workers).then(() => results);
    } catch (failure) {
        await Promise.allSettled(workers);
        throw failure;
    } finally {
        signal.removeEventListener('abort', stop);
    }
}

// The end of an upload that is not stored

/**
 * Ends an upload that has failed or was cancelled. What can go on later is kept; anything else is removed from the
 * server. Returns the file if it is stored nevertheless, since a user who cancels may come too late.
 */
async function settle({ control: { cancelled } }, note, failure, started) {
    if (!started || !cancelled.aborted && note.isKept && isWorthKeeping(failure)) {
        throw failure;
    }

    // Asked first and noted then: the user may be leaving the page.
    const removed = removeNow(started).then(() => true, problem => problem);
    const noted = started.note ? note.save({ ...started.note, isCancelled: true }) : note.remove();
    const result = await removed;
    await noted;
    if (result === true || isOver(result)) {
        await note.remove();
    }

    if (result.code === 'completed' && cancelled.aborted) {
        return started.finish();
    }

    // The first failure is the one to report.
    throw failure;
}

/** Removes an upload, as soon as no request is completing it any more. `keepalive`: also when the user leaves. */
async function removeNow(started) {
    for (let delay = FirstDelay / 4; ; delay *= 2) {
        try {
            return await started.remove({ keepalive: true, timeout: CleanUpTimeout });
        } catch (problem) {
            if (problem.code !== 'being-completed' || delay > LongestDelay) {
                throw problem;
            }

            await waitOnline(delay);
        }
    }
}

const isOver = failure => isGone(failure) || failure.code === 'completed';

const isGone = failure => ['missing-upload', 'not-yours', 'incomplete'].includes(failure.code);

/** Returns what an earlier upload came to, or nothing if the server does not know it any more. */
async function unlessGone(result, note) {
    try {
        return await result;
    } catch (failure) {
        if (!isGone(failure)) {
            throw failure;
        }

        // Another user of this browser may own it.
        if (failure.code !== 'not-yours') {
            await note?.remove();
        }

        return undefined;
    }
}

// What is known of uploads after a reload

/** What IndexedDB keeps of one upload: its id and the size of its parts, never the file. */
class Note {
    constructor(id) {
        this.id = id;
    }

    /** Runs the work with a note, which no other upload of the same file uses at the same time, in any tab. */
    static async use(job, work) {
        const { file, options: { resume = true, metadata }, endpoint } = job;
        if (!resume || !('lastModified' in file)) {
            return work(new Note(null));
        }

        await Note.sweep(endpoint);
        const id = JSON.stringify([endpoint.url, file.name, file.size, file.type, file.lastModified, metadata ?? {}]);
        const withNote = isFree => work(new Note(isFree ? id : null));
        if (navigator.locks) {
            let isAsked = false;
            const start = lock => {
                isAsked = true;
                return withNote(!!lock);
            };
            return navigator.locks.request(`discovitas-s3 ${id}`, { ifAvailable: true }, start)
                // A browser that keeps nothing of this site refuses locks as well.
                .catch(failure => isAsked ? Promise.reject(failure) : withNote(false));
        }

        // Without https, there are no locks: two tabs may send the same parts, which does no harm.
        const isFree = !Note.used.has(id);
        Note.used.add(id);
        return withNote(isFree).finally(() => isFree && Note.used.delete(id));
    }

    static used = new Set();

    get isKept() {
        return this.id !== null;
    }

    async load() {
        const found = this.isKept && await stored('readonly', notes => notes.get(this.id));
        return found && !found.isCancelled ? found : undefined;
    }

    async save(values) {
        if (this.isKept) {
            await stored('readwrite', notes => notes.put({ ...values, id: this.id, at: Date.now() }));
        }
    }

    async remove() {
        if (this.isKept) {
            await stored('readwrite', notes => notes.delete(this.id));
        }
    }

    /** Removes uploads that were cancelled while the server could not be reached, and forgets old ones. */
    static async sweep(endpoint) {
        const notes = await stored('readonly', notes => notes.getAll()) ?? [];
        const oldest = Date.now() - DaysKept * 24 * 3600_000;
        const isOurs = note => note.isCancelled && JSON.parse(note.id)[0] === endpoint.url;
        for (const note of notes.filter(note => note.at < oldest || isOurs(note))) {
            const forget = () => new Note(note.id).remove();
            if (note.at < oldest) {
                await forget();
            } else {
                // In the background: the next upload does not wait for the last one.
                removeNow(partsOf({ endpoint }, note)).then(forget, failure =>
                    isOver(failure) && failure.code !== 'not-yours' && forget());
            }
        }
    }
}

/** Runs one operation on the notes. Returns nothing if the browser has no room for them, or does not allow it. */
async function stored(mode, operation) {
    let timer;
    const silence = new Promise((resolve, reject) => timer = setTimeout(() => {
        isDatabaseSilent = true;
        reject();
    }, DatabaseTimeout));
    try {
        return isDatabaseSilent ? undefined : await Promise.race([inDatabase(mode, operation), silence]);
    } catch {
        return undefined;
    } finally {
        clearTimeout(timer);
    }
}

async function inDatabase(mode, operation) {
    const opening = indexedDB.open('discovitas-s3', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads', { keyPath: 'id' });
    const database = await settled(opening);
    try {
        return await settled(operation(database.transaction('uploads', mode).objectStore('uploads')));
    } finally {
        database.close();
    }
}

// Some browsers do not answer until they are restarted. Uploads then do without what is kept.
let isDatabaseSilent = false;

function settled(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

// Requests

/** The app's own server. */
class Endpoint {
    constructor({ endpoint, headers = {}, antiforgeryToken, credentials = 'same-origin' }) {
        this.url = new URL(endpoint, location.href).href.replace(/\/+$/, '');
        this.ownHeaders = headers;
        this.token = antiforgeryToken && { RequestVerificationToken: antiforgeryToken };
        this.credentials = credentials;
    }

    async headers() {
        const own = typeof this.ownHeaders === 'function' ? await this.ownHeaders() : this.ownHeaders;
        return { ...own, ...this.token, Accept: 'application/json' };
    }

    async request(method, path, { json, signal, keepalive, timeout = RequestTimeout } = {}) {
        const own = await this.headers();
        const headers = json ? { ...own, 'Content-Type': 'application/json' } : own;
        const timer = AbortSignal.timeout(timeout);
        const request = {
            method,
            headers,
            keepalive,
            credentials: this.credentials,
            body: json && JSON.stringify(json),
            signal: signal ? AbortSignal.any([signal, timer]) : timer,
        };
        const url = `${this.url}/${path}`;
        let response;
        try {
            const received = await fetch(url, request);
            const header = name => received.headers.get(name);
            response = { status: received.status, ok: received.ok, text: await received.text(), header };
        } catch {
            signal?.throwIfAborted();
            return failWithoutResponse(url);
        }

        if (!response.ok) {
            throw problemOf(response);
        }

        return jsonOf(response);
    }
}

async function sendToStore(request, content, { signal, onSent }) {
    const response = await send(request, content, { signal, onSent, timeout: StallTimeout });
    if (!response.ok) {
        const [, code = response.status] = /<Code>(\w+)<\/Code>/.exec(response.text) ?? [];
        const more = { ...response, retryAfter: retryAfterOf(response) };
        throw code === 'EntityTooLarge' ? new UploadError('too-large', 'The file is too large.', more)
            : code === 'NoSuchUpload' ? new UploadError('missing-upload', 'The upload does not exist any more.', more)
            : new UploadError('store-rejected', `The store rejected the file (${code}).`, more);
    }

    readable.add(new URL(request.url).origin);
    return response;
}

// Origins whose responses this page has read: if they fail later, it is not because of their CORS rules.
const readable = new Set();

/**
 * Uses XMLHttpRequest, because fetch reports no progress of a request's body. `isOneWay`: once all bytes are sent, the
 * receiver does what they ask for, and its response is awaited instead of being cancelled.
 */
function send({ method, url, headers, credentials, body }, content, { signal, onSent, timeout = 0, isOneWay = false }) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const xhr = new XMLHttpRequest();
        let stallTimer;
        let isAllowed = readable.has(new URL(url).origin);
        const watch = () => {
            clearTimeout(stallTimer);
            stallTimer = timeout && setTimeout(() => {
                // If CORS did not allow the request, it would have failed by now.
                isAllowed = true;
                xhr.abort();
            }, timeout);
        };
        let isSent = false;
        const abort = () => xhr.abort();
        const stop = () => isOneWay
            ? setTimeout(() => isSent ? setTimeout(abort, CleanUpTimeout) : abort(), ProgressInterval)
            : abort();
        xhr.upload.onload = () => isSent = true;
        xhr.upload.onprogress = ({ loaded, total }) => {
            watch();
            // A form is larger than its file by the fields before it.
            onSent(Math.max(0, loaded - Math.max(0, total - content.size)));
            // If bytes are sent, the CORS preflight has succeeded.
            isAllowed ||= loaded > 0;
        };
        xhr.onload = () => resolve({
            status: xhr.status,
            ok: xhr.status >= 200 && xhr.status < 300,
            text: xhr.responseText,
            header: name => xhr.getResponseHeader(name),
        });
        xhr.onerror = xhr.onabort = () => {
            onSent(0);
            signal?.aborted ? reject(signal.reason) : resolve(failWithoutResponse(url, { content, isAllowed }));
        };
        xhr.onloadend = () => {
            clearTimeout(stallTimer);
            signal?.removeEventListener('abort', stop);
        };
        xhr.open(method, url);
        xhr.withCredentials = credentials === 'include';
        Object.entries(headers).forEach(([name, value]) => xhr.setRequestHeader(name, value));
        signal?.addEventListener('abort', stop);
        watch();
        xhr.send(body);
    });
}

/** Finds out why there is no response, which a browser does not say, and throws. */
async function failWithoutResponse(url, { content, isAllowed = false } = {}) {
    if (content) {
        await requireReadable(content);
    }

    // Any response to this shows that the server is running.
    const { origin } = new URL(url);
    const signal = AbortSignal.timeout(CleanUpTimeout);
    const probe = { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal };
    if (origin === location.origin || isAllowed || navigator.onLine === false || await isSilent(fetch(origin, probe))) {
        throw new UploadError('network', 'There is no response: the connection or the server is down.');
    }

    const rule = `must allow the origin ${location.origin}, the methods PUT and POST, and all headers`;
    throw new UploadError('cors', `${origin} responds, but not to this page: its CORS rules ${rule}.`);
}

/** A file that is gone has no bytes, and neither has a slice of it, which can be read: only the file itself cannot. */
async function requireReadable(content) {
    const first = content.size > 0 ? content.slice(0, 1) : content;
    await first.arrayBuffer().catch(failUnreadable);
}

function failUnreadable() {
    throw new UploadError('unreadable', 'The file cannot be read. It has been moved or changed, or it is a folder.');
}

const isSilent = promise => promise.then(() => false, () => true);

function failHiddenETag(response) {
    const rule = 'add "ETag" to ExposeHeaders in the CORS rules of its bucket';
    throw new UploadError('cors', `The page cannot read the ETag of a part: ${rule}.`, response);
}

function problemOf(response) {
    const { status, text } = response;
    let problem = {};
    try {
        problem = JSON.parse(text) ?? {};
    } catch {
        // Not from MapS3Uploads, but from a proxy or a login page.
    }

    const more = { ...problem, status, retryAfter: retryAfterOf(response) };
    if (status === 401) {
        return new UploadError('unauthorized', 'You are not signed in any more. Sign in again.', more);
    }

    const isText = text => typeof text === 'string' && text;
    const message = [problem.message, problem.detail, problem.title].find(isText) ?? `The server answered ${status}.`;
    return new UploadError(isText(problem.code) || 'failed', message, more);
}

/** Returns a response that has what it must have. Something else may have answered in the server's place. */
function having(response, ...names) {
    return names.every(name => typeof response?.[name] === 'string') ? response : failStrange();
}

const fileOf = response => having(response, 'key', 'url');

const listOf = response => Array.isArray(response) ? response : failStrange();

function failStrange() {
    const message = 'The server did not respond as MapS3Uploads does: is the option endpoint its route?';
    throw new UploadError('failed', message);
}

/** Reads Retry-After, which is a number of seconds or a date, as milliseconds. */
function retryAfterOf({ header }) {
    const value = header('Retry-After');
    if (!value) {
        return undefined;
    }

    const time = /^\d+$/.test(value) ? value * 1000 : Date.parse(value) - Date.now();
    return Number.isFinite(time) ? Math.max(0, time) : undefined;
}

function jsonOf({ status, text }) {
    try {
        return JSON.parse(text);
    } catch {
        const message = 'The server did not respond with JSON: is the option endpoint the route of MapS3Uploads?';
        throw new UploadError('failed', message, { status });
    }
}

function formOf(fields, file) {
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    // The file is last, since stores ignore the fields after it.
    form.append('file', file, nameOf(file));
    return form;
}

const nameOf = file => file.name || 'file';

const typeOf = file => file.type || 'application/octet-stream';

/** Sums up the parts of a file, and reports the sum when it grows. A part that is sent again does not lower it. */
class Progress {
    constructor(total, report = () => {}) {
        this.total = total;
        this.report = report;
        this.loaded = 0;
        this.sum = 0;
        this.parts = new Map();
        this.resumedParts = new Map();
    }

    set(part, sent) {
        this.sum += sent - (this.parts.get(part) ?? 0);
        this.parts.set(part, sent);
        if (this.sum > this.loaded) {
            this.loaded = this.sum;
            this.tell();
        }
    }

    /** Counts a part that an earlier upload has sent. */
    resume(part, size) {
        this.resumedParts.set(part, size);
        this.set(part, size);
    }

    complete() {
        if (this.loaded < this.total || this.total === 0) {
            // The file is empty, or the browser did not report the last bytes.
            this.loaded = this.total;
            this.tell();
        }
    }

    tell() {
        const resumed = [...this.resumedParts.values()].reduce((sum, size) => sum + size, 0);
        this.report({ loaded: this.loaded, total: this.total, resumed });
    }
}

// Forms: <input type="file" name="picture" data-s3-upload="/uploads">

/** What the user reads. A page in another language replaces them: `texts.cancel = 'Abbrechen'`. */
export const texts = {
    waiting: 'Waiting',
    uploading: 'Uploading',
    retrying: 'No connection. The upload goes on by itself.',
    delayed: 'The server is not ready. The upload goes on by itself.',
    stored: 'Uploaded',
    cancelled: 'Cancelled',
    cancel: 'Cancel',
    remove: 'Remove',
    retry: 'Try again',
    replace: 'Choose another file',
    notSent: 'The form is not sent yet: replace or remove the files that are not uploaded.',
};

const Input = 'input[type=file][data-s3-upload]';

// Colours and sizes are the page's own, where it does not set these variables.
const style = `
:where(.s3-upload-field) { display: grid; gap: .375rem; max-width: 32rem; margin: .5rem 0 }
:where(.s3-upload-field > input) {
    box-sizing: border-box; width: 100%; min-width: 0; padding: .75rem; font: inherit; border-radius: .5rem;
    border: 1px dashed var(--s3-upload-border, color-mix(in srgb, currentColor 40%, transparent)) }
:where(.s3-upload-field > input:focus-visible) { outline: 2px solid var(--s3-upload-accent, Highlight) }
:where(.s3-upload-field > input::file-selector-button) { font: inherit }
:where(.s3-upload-field > .s3-upload) { margin: 0 }
:where(.s3-upload) { display: grid; gap: .5rem; margin: .5rem 0; padding: 0; list-style: none; max-width: 32rem }
:where(.s3-upload > li) {
    display: grid; grid-template-columns: minmax(min(60%, 12rem), 1fr) auto; gap: .25rem .5rem; align-items: center;
    padding: .5rem .625rem;
    border: 1px solid var(--s3-upload-border, color-mix(in srgb, currentColor 30%, transparent)); border-radius: .5rem }
:where(.s3-upload-name) { overflow-wrap: anywhere; min-width: 0 }
:where(.s3-upload progress) { grid-column: 1 / -1; width: 100%; accent-color: var(--s3-upload-accent, auto) }
:where(.s3-upload-state) { grid-column: 1 / -1; font-size: .875em }
:where(.s3-upload [data-state=failed]) { border-color: var(--s3-upload-error, light-dark(#b00020, #ff8a80)) }
:where(.s3-upload [data-state=failed] .s3-upload-state, .s3-upload-note) {
    color: var(--s3-upload-error, light-dark(#b00020, #ff8a80)) }
:where(.s3-upload-actions) { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: end }
:where(.s3-upload [data-state=failed] .s3-upload-actions) {
    order: 1; grid-column: 1 / -1; justify-content: start; margin-top: .25rem }
:where(.s3-upload-note) { max-width: 32rem; margin: .5rem 0 }
:where(.s3-upload-note:empty) { display: none }
:where(.s3-upload button) { font: inherit; font-size: .875em; min-height: 2rem; padding: 0 .5rem }`;

const fields = new WeakMap();

function serveForms() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    // For the whole document, so that inputs that the page adds later work as well.
    document.addEventListener('change', ({ target }) => target.matches?.(Input) && fieldOf(target).choose());
    document.addEventListener('reset', ({ target }) => inputsOf(target).forEach(input => fieldOf(input).clear()));
    // Before any listener of the document, such as Blazor's.
    addEventListener('submit', submit, true);
    // The form gets keys and URLs, and not the bytes as well.
    document.addEventListener('formdata', ({ target, formData }) =>
        inputsOf(target).forEach(input => input.name && formData.delete(input.name)), true);
}

const inputsOf = form => [...form.elements ?? []].filter(element => element.matches(Input));

function fieldOf(input) {
    if (!fields.has(input)) {
        fields.set(input, new UploadField(input));
    }

    const field = fields.get(input);
    field.attach();
    return field;
}

const submitting = new WeakSet();

async function submit(event) {
    const { target: form, submitter } = event;
    const waiting = inputsOf(form).map(fieldOf);
    const destination = destinationOf(form, waiting);
    if (waiting.every(field => field.isReady) && !destination) {
        return;
    }

    event.preventDefault();
    event.stopImmediatePropagation();
    if (submitting.has(form)) {
        return;
    }

    submitting.add(form);
    const areStored = await Promise.all(waiting.map(field => field.store())).finally(() => submitting.delete(form));
    if (!areStored.every(Boolean)) {
        waiting.find(field => !field.isReady).ask();
    } else if (destination) {
        destination.go();
    } else {
        form.requestSubmit(submitter);
    }
}

/** A form that posts to MapS3Uploads itself, for browsers without scripts, goes where the server would send it. */
function destinationOf(form, waiting) {
    const action = new URL(form.getAttribute('action') ?? '', document.baseURI);
    const isOurs = field => field.endpoint === (action.origin + action.pathname).replace(/\/+$/, '');
    if (!waiting.some(field => field.files.length > 0 && isOurs(field))) {
        return null;
    }

    const text = form.elements.returnUrl?.value ?? action.searchParams.get('returnUrl') ?? '';
    const go = () => {
        const url = new URL(text, document.baseURI);
        if (text && url.origin === location.origin) {
            waiting.flatMap(field => field.stored).forEach(({ key }) => url.searchParams.append('uploadKey', key));
            location.assign(url);
        }
    };
    return { go };
}

/** An input, the list of its files, and the hidden fields with their keys and URLs. */
class UploadField {
    constructor(input) {
        this.input = input;
        this.files = [];
        this.list = document.createElement('ul');
        this.list.className = 's3-upload';
        this.note = document.createElement('p');
        this.note.className = 's3-upload-note';
        this.note.setAttribute('role', 'alert');
        this.hidden = document.createElement('span');
        this.hidden.hidden = true;
    }

    /** Again, if a script has replaced what is around the input, as Blazor's enhanced navigation does. */
    attach() {
        if (!this.list.isConnected || !this.hidden.isConnected) {
            this.input.after(this.list, this.note, this.hidden);
        }
    }

    get endpoint() {
        const own = this.input.dataset.s3Upload || new URL('.', import.meta.url);
        return new URL(own, document.baseURI).href.replace(/\/+$/, '');
    }

    get isReady() {
        return this.files.every(file => file.stored);
    }

    get stored() {
        return this.files.map(file => file.stored).filter(Boolean);
    }

    choose() {
        this.clear();
        this.files = [...this.input.files].map(file => new FormFile(file, this));
        this.list.replaceChildren(...this.files.map(file => file.row));
        this.begin();
    }

    begin() {
        if (this.input.dataset.s3UploadOn !== 'submit') {
            this.store();
        }
    }

    /** The user takes all files away: by choosing others, or with the form's reset. */
    clear() {
        const { stored } = this;
        this.drop();
        stored.forEach(file => this.tell('removed', file));
    }

    empty() {
        this.drop();
        this.input.value = '';
    }

    drop() {
        this.files.forEach(file => file.cancel());
        this.files = [];
        this.list.replaceChildren();
        this.fill();
    }

    /** Uploads the files that are not stored, a few at a time. Returns whether all are. */
    async store() {
        const { files } = this;
        this.note.textContent = '';
        await runTogether(files, DefaultParallelFiles, new AbortController().signal, file => file.store());
        await this.observer?.told;
        return files === this.files && this.isReady;
    }

    /** Another file in place of one that is rejected. The others stay as they are. */
    replace(file, other) {
        const chosen = new FormFile(other, this);
        this.files = this.files.map(one => one === file ? chosen : one);
        file.row.replaceWith(chosen.row);
        this.fill();
        this.count();
        chosen.away.focus();
        this.begin();
    }

    remove(file) {
        this.files = this.files.filter(other => other !== file);
        file.row.remove();
        this.fill();
        this.count();
        this.focus();
        if (file.stored) {
            this.tell('removed', file.stored);
        }
    }

    /** Has the browser show the same files beside the input's button. */
    count() {
        const transfer = new DataTransfer();
        this.files.forEach(({ file }) => transfer.items.add(file));
        this.input.files = transfer.files;
    }

    focus() {
        this.input.focus();
    }

    /** Says why the form waits, and takes the user to the first file that is not stored. */
    ask() {
        this.note.textContent = texts.notSent;
        const { actions } = this.files.find(file => !file.stored);
        (actions.querySelector('button:not([hidden])') ?? this.input).focus();
    }

    /** Writes the hidden fields as model binding reads them: `picture.key`, or `pictures[0].key`. */
    fill() {
        this.note.textContent = '';
        const name = this.input.name || 'file';
        const rows = this.stored.map((file, index) => [this.input.multiple ? `${name}[${index}]` : name, file]);
        this.hidden.replaceChildren(...rows.flatMap(([start, { key, url }]) => [
            hiddenField(`${start}.key`, key, this.input), hiddenField(`${start}.url`, url, this.input)]));
        this.require();
    }

    /** What is stored fulfils `required`, also if the input has forgotten its file; what was taken away does not. */
    require() {
        this.isRequired ||= this.input.required;
        this.input.required = this.isRequired && this.stored.length === 0;
    }

    get options() {
        const { form, dataset } = this.input;
        const antiforgeryToken = dataset.s3UploadToken || form?.elements.__RequestVerificationToken?.value;
        return {
            endpoint: this.endpoint,
            via: dataset.s3UploadVia || 'direct',
            removeMetadata: dataset.s3UploadRemoveMetadata !== undefined,
            onUnsupported: dataset.s3UploadUnsupported,
            antiforgeryToken,
        };
    }

    tell(type, detail, { name } = {}) {
        this.input.dispatchEvent(new CustomEvent(`s3-upload-${type}`, { bubbles: true, detail }));
        this.observer?.tell(type, detail, name ?? detail.fileName);
    }
}

/**
 * Tells a .NET object what happens to the files of an input: the Blazor component S3Upload calls this.
 * @param {HTMLInputElement} input
 * @param {{ invokeMethodAsync(name: string, ...values: unknown[]): Promise<unknown> }} target
 * @param {boolean} [hasProgress]
 */
export function observe(input, target, hasProgress = false) {
    const field = fieldOf(input);
    const observer = new Observer(target, hasProgress);
    field.observer = observer;
    // The app knows what it clears.
    const clear = () => field.empty();
    return {
        clear,
        dispose: () => {
            observer.stopping.abort();
            clear();
        },
    };
}

/** One message at a time, so that they arrive in order. */
class Observer {
    constructor(target, hasProgress) {
        this.target = target;
        this.hasProgress = hasProgress;
        this.stopping = new AbortController();
        this.told = Promise.resolve();
        this.number = 0;
        this.waiting = 0;
        this.progress = new Map();
    }

    tell(type, detail, fileName) {
        if (type === 'progress') {
            const { loaded, total } = detail;
            this.progress.set(fileName, { fileName, loaded, total });
            if (this.waiting === 0) {
                this.addProgress();
            }

            return;
        }

        this.addProgress();
        if (type !== 'failed') {
            this.add(type === 'stored' ? 'Stored' : 'Removed', { ...detail, fileName });
        } else if (detail instanceof UploadError) {
            const { code, message, status } = detail;
            this.add('Failed', { fileName, code, message, status });
        }
    }

    add(method, value) {
        const number = ++this.number;
        this.waiting++;
        this.told = this.told.then(() => this.send(method, number, value)).then(() => {
            if (--this.waiting === 0) {
                this.addProgress();
            }
        });
    }

    /** What has come up while a message was under way: the latest of each file. */
    addProgress() {
        if (this.hasProgress) {
            this.progress.forEach(value => this.add('Progress', value));
        }

        this.progress.clear();
    }

    /** Until there is an answer, since the connection may be gone for a while. The number tells a repetition. */
    async send(method, number, value) {
        const { signal } = this.stopping;
        while (!signal.aborted) {
            // Without a connection, the call itself throws.
            const call = async () => this.target.invokeMethodAsync(method, number, value);
            const answer = call().then(() => true, () => false);
            if (await Promise.race([answer, answerIn(ObserverTimeout, signal)])) {
                return;
            }

            await answerIn(ObserverDelay, signal);
        }
    }
}

/** Resolves after that many milliseconds, or when the signal is aborted, with undefined. */
const answerIn = (time, signal) => waitOnline(time, signal).catch(() => undefined);

function hiddenField(name, value, { form }) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
    if (form?.id) {
        field.setAttribute('form', form.id);
    }

    return field;
}

/** One file of an input, and its row in the list. */
class FormFile {
    constructor(file, field) {
        this.file = file;
        this.field = field;
        this.row = document.createElement('li');
        this.bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
        // Without the characters that turn the direction: "\u202Egnp.exe" would be read as a picture.
        this.shownName = file.name.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
        this.bar.setAttribute('aria-label', this.shownName);
        const element = (tag, values) => Object.assign(document.createElement(tag), values);
        this.name = element('span', { className: 's3-upload-name', textContent: this.shownName });
        this.state = element('span', { className: 's3-upload-state' });
        this.state.setAttribute('role', 'status');
        this.actions = element('span', { className: 's3-upload-actions' });
        this.again = element('button', { type: 'button', onclick: () => this.field.store() });
        this.other = element('button', { type: 'button', onclick: () => this.chooseOther() });
        this.away = element('button', { type: 'button', onclick: () => this.dismiss() });
        this.actions.append(this.again, this.other, this.away);
        this.row.append(this.name, this.actions, this.bar, this.state);
        this.show('waiting', texts.waiting);
    }

    store() {
        this.storing ??= this.run().finally(() => this.storing = null);
        return this.stored || this.isDismissed ? undefined : this.storing;
    }

    /** It would only fail again. */
    get isRejected() {
        return this.failure instanceof UploadError && this.failure.isFinal;
    }

    async run() {
        if (this.stored || this.isDismissed || this.isRejected) {
            return;
        }

        const { field } = this;
        this.failure = null;
        this.uploading = upload(this.file, {
            ...field.options,
            onProgress: progress => this.progress(progress),
            onWait: failure => this.show('uploading', failure.status > 0 ? texts.delayed : texts.retrying),
        });
        this.show('uploading', texts.uploading);
        try {
            this.stored = await this.uploading;
            if (this.isDismissed) {
                return;
            }

            this.show('stored', texts.stored);
            field.fill();
            field.tell('stored', this.stored, this.file);
        } catch (failure) {
            this.failure = failure;
            this.show('failed', failure instanceof UploadError ? failure.message : texts.cancelled);
            field.tell('failed', failure, this.file);
        } finally {
            this.uploading = null;
            this.label();
        }
    }

    progress({ loaded, total }) {
        this.bar.value = total > 0 ? loaded / total : 1;
        this.show('uploading', `${texts.uploading} ${Math.floor(this.bar.value * 100)} %`);
        this.field.tell('progress', { file: this.file, loaded, total }, this.file);
    }

    show(state, text) {
        this.row.dataset.state = state;
        this.state.textContent = text;
        this.bar.hidden = state === 'stored' || state === 'failed';
        this.label();
    }

    label() {
        const hasFailed = this.row.dataset.state === 'failed' && !this.uploading;
        this.again.hidden = !hasFailed || this.isRejected;
        this.again.textContent = texts.retry;
        this.other.hidden = !hasFailed || !this.isRejected;
        this.other.textContent = texts.replace;
        this.away.textContent = this.uploading ? texts.cancel : texts.remove;
        [this.again, this.other, this.away].forEach(button =>
            button.setAttribute('aria-label', `${button.textContent}: ${this.shownName}`));
    }

    cancel() {
        this.isDismissed = true;
        this.uploading?.cancel();
    }

    dismiss() {
        this.cancel();
        this.field.remove(this);
    }

    /**
     * With an input for this file alone: that of the form would replace all files, and does not tell that the same file
     * is chosen again, for instance once it has been made smaller.
     */
    chooseOther() {
        const { accept } = this.field.input;
        const picker = Object.assign(document.createElement('input'), { type: 'file', accept });
        picker.style.display = 'none';
        picker.onchange = () => picker.files.length > 0 && this.field.replace(this, picker.files[0]);
        this.picker?.remove();
        this.picker = picker;
        this.row.append(picker);
        picker.click();
    }
}

// Pictures, without their metadata. What is kept is a list, the same as the server's: what is not on it is removed.

const PieceLength = 256 * 1024;
// Own bytes beyond this are handed to the browser, which need not hold them in memory.
const SmallLength = 4096;
const MostProfileBytes = 4 * MiB;
const LargeProfile = 'its colour profile has more than 4 MiB';
// Of a file that is cut into more, the browser would have to remember too much.
const MostRanges = 100_000;

/** Returns the file that is sent, and for a picture whether its metadata has been removed. */
async function withoutMetadata(file, onUnsupported, signal) {
    const picture = new Picture(file, signal);
    const start = await picture.start();
    const [, Cleaner] = Cleaners.find(([format]) => format.test(start)) ?? [];
    if (!Cleaner && !OtherPictures.test(start) && !/^image\//i.test(file.type) && !PictureNames.test(file.name)) {
        return { file };
    }

    try {
        picture.begins(Cleaner, start);
        await new Cleaner(picture).run();
        return { file: picture.result(), metadataRemoved: true };
    } catch (failure) {
        // A damaged one is rejected in any case, as on the server.
        if (onUnsupported === 'pass' && failure?.code === 'image-not-supported') {
            return { file, metadataRemoved: false };
        }

        throw failure;
    }
}

/** A file that is read piece by piece. What is kept of it are ranges: none of the bytes stay in memory. */
class Picture {
    constructor(file, signal) {
        this.file = file;
        this.signal = signal;
        /** Where the next byte is read. */
        this.at = 0;
        /** How many bytes the result has so far. */
        this.length = 0;
        this.parts = [];
        this.piece = new Uint8Array(0);
        this.pieceAt = 0;
    }

    /** Returns what tells the format. */
    async start() {
        return textOf(await this.read(0, Math.min(12, this.file.size)));
    }

    require(holds, rule) {
        if (!holds) {
            const message = 'The picture is damaged. Save it again with an image editor.';
            const detail = `The file breaks a rule of its format: ${rule}.`;
            throw new UploadError('invalid-image', message, { detail });
        }
    }

    /** Tells a picture of another format from what is only called a picture. */
    begins(Cleaner, start) {
        this.support(Cleaner || this.file.size > 0, 'the file is empty', 'Choose the picture itself.');
        const isOther = OtherPictures.test(start) || !/^image\/(jpeg|png|gif|webp)$/i.test(this.file.type);
        this.support(Cleaner || isOther, 'the file does not begin as JPEG, PNG, GIF or WebP');
        this.support(Cleaner, 'only that of JPEG, PNG, GIF and WebP pictures can');
    }

    /** What is as its format has it, and yet more than this module can clean. */
    support(holds, reason, remedy = 'Save it as JPEG with an image editor.') {
        if (!holds) {
            const message = `The metadata of this picture cannot be removed: ${reason}.`;
            throw new UploadError('image-not-supported', `${message} ${remedy}`);
        }
    }

    /** Returns bytes from anywhere in the file. They are part of a piece that the next call may replace. */
    async read(from, length) {
        this.require(from + length <= this.file.size, 'all of the picture is there');
        if (from < this.pieceAt || from + length > this.pieceAt + this.piece.length) {
            this.signal.throwIfAborted();
            const piece = this.file.slice(from, from + PieceLength).arrayBuffer();
            this.piece = new Uint8Array(await piece.catch(failUnreadable));
            this.pieceAt = from;
        }

        return this.piece.subarray(from - this.pieceAt, from - this.pieceAt + length);
    }

    /** Returns the next bytes, and moves on. */
    async next(length) {
        const bytes = await this.read(this.at, length);
        this.at += length;
        return bytes;
    }

    /** Returns the next bytes, at least two, as many as are in memory. */
    async glance() {
        await this.read(this.at, 2);
        return this.piece.subarray(this.at - this.pieceAt);
    }

    skip(length) {
        this.require(this.at + length <= this.file.size, 'all of the picture is there');
        this.at += length;
    }

    /** Keeps bytes of the file, up to the next one if no end is given. */
    keep(from, to = this.at) {
        const last = this.parts.at(-1);
        if (last?.to === from) {
            last.to = to;
        } else {
            this.support(this.parts.length < MostRanges, `it has metadata in more than ${MostRanges} places`);
            this.parts.push({ from, to });
        }

        this.length += to - from;
    }

    /** Adds bytes of our own. They can be changed until the end if they are few. */
    add(...values) {
        const bytes = join(...values);
        this.parts.push(bytes.length > SmallLength ? new Blob([bytes]) : bytes);
        this.length += bytes.length;
        return bytes;
    }

    /** Returns the file that is left, with the name and the date of the other, so that its upload can be resumed. */
    result() {
        const { file, parts: [first, ...others] } = this;
        if (others.length === 0 && first.from === 0 && first.to === file.size) {
            return file;
        }

        const parts = this.parts.map(part => 'from' in part ? file.slice(part.from, part.to) : part);
        const { name, type, lastModified } = file;
        return lastModified === undefined ? new Blob(parts, { type }) : new File(parts, name, { type, lastModified });
    }
}

const textOf = bytes => String.fromCharCode(...bytes);

const viewOf = bytes => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Joins texts of Latin-1, numbers of one byte, and bytes. */
function join(...values) {
    const bytesOf = value => typeof value === 'string' ? Array.from(value, one => one.charCodeAt(0)) : value;
    const all = values.map(value => typeof value === 'number' ? [value] : bytesOf(value));
    const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of all) {
        bytes.set(part, at);
        at += part.length;
    }

    return bytes;
}

function bigEndian(value) {
    const bytes = new Uint8Array(4);
    viewOf(bytes).setUint32(0, value);
    return bytes;
}

const littleEndian = value => bigEndian(value).reverse();

/**
 * Finds the orientation in EXIF data between two places: in the first directory (TIFF 6.0, section 2). What cannot be
 * read is not turned. `isIdentified`: JPEG's identifier stands before the data.
 */
async function orientationIn(picture, from, to) {
    const read = async (at, length) => at + length <= to ? picture.read(at, length) : new Uint8Array(length);
    const isIdentified = textOf(await read(from, 8)).startsWith('Exif\0\0');
    const start = from + (isIdentified ? 6 : 0);
    const header = await read(start, 8);
    const isLittle = header[0] === 0x49;
    const offset = viewOf(header).getUint32(4, isLittle);
    if (!['II*\0', 'MM\0*'].includes(textOf(header.subarray(0, 4))) || offset < 8) {
        return { value: 1, isIdentified };
    }

    const count = viewOf(await read(start + offset, 2)).getUint16(0, isLittle);
    const last = Math.min(count, Math.floor((to - start - offset) / 12));
    for (let i = 0; i < last; i++) {
        const entry = viewOf(await read(start + offset + 2 + 12 * i, 12));
        if (entry.getUint16(0, isLittle) === 0x0112) {
            const value = entry.getUint16(8, isLittle);
            const isShort = entry.getUint16(2, isLittle) === 3 && entry.getUint32(4, isLittle) === 1;
            return { value: isShort && value >= 1 && value <= 8 ? value : 1, isIdentified };
        }
    }

    return { value: 1, isIdentified };
}

/** EXIF data with one entry, the orientation, and no next directory. */
const exifOf = orientation => join('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', orientation, '\0\0\0\0\0\0');

// The tags that show colours, and the types that they may have. The copyright belongs to who made the profile.
const KeptTags = new Map([
    [['XYZ '], ['rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'bkpt']],
    [['sf32'], ['chad']],
    [['cicp'], ['cicp']],
    [['curv', 'para'], ['rTRC', 'gTRC', 'bTRC', 'kTRC']],
    [['mft1', 'mft2', 'mAB '], ['A2B0', 'A2B1', 'A2B2', 'A2B3']],
    [['mft1', 'mft2', 'mBA '], ['B2A0', 'B2A1', 'B2A2', 'B2A3']],
    [['mpet'], ['D2B0', 'D2B1', 'D2B2', 'D2B3', 'B2D0', 'B2D1', 'B2D2', 'B2D3']],
    [['text', 'mluc', 'desc'], ['cprt']],
].flatMap(([types, tags]) => tags.map(tag => [tag, types])));

/** The bytes of a tag that is kept, as they go by: its first ones tell how many it has. */
class ProfileElement {
    static headLength = 52;

    constructor(name, from, to) {
        Object.assign(this, { types: KeptTags.get(name), from, to, keptTo: from, head: new Uint8Array(0) });
    }

    /** Sees bytes that stand at an offset of the profile. They come in order. */
    append(bytes, offset) {
        const start = this.from + this.head.length - offset;
        const end = Math.min(Math.min(this.from + ProfileElement.headLength, this.to) - offset, bytes.length);
        if (start >= 0 && start < end) {
            this.head = join(this.head, bytes.subarray(start, end));
            this.keptTo = Math.min(this.to, this.from + this.length());
        }

        // A text ends with its zero.
        const [textFrom, textTo] = [Math.max(this.from + 8 - offset, 0), Math.min(this.to - offset, bytes.length)];
        if (this.textEnd === undefined && textFrom < textTo && textOf(this.head.subarray(0, 4)) === 'text') {
            const zero = bytes.subarray(textFrom, textTo).indexOf(0);
            this.textEnd = zero < 0 ? undefined : offset + textFrom + zero + 1;
        }

        this.keptTo = Math.min(this.keptTo, this.textEnd ?? Infinity);
    }

    length() {
        const { head, types } = this;
        const type = textOf(head.subarray(0, 4));
        const known = Math.max(...types.map(one => [0, 1, 2, 3, 4].findLast(i => type.startsWith(one.slice(0, i)))));
        const needed = { curv: 12, para: 12, mft1: 48, mft2: 52 }[type] ?? 4;
        if (known < 4 || head.length < needed) {
            // Of another type, nothing is kept from the first letter that is another.
            return known < 4 ? known : head.length;
        }

        const lengths = {
            'XYZ ': () => ProfileElement.numbersLength(head, 3),
            sf32: () => ProfileElement.numbersLength(head, 9),
            cicp: () => 12,
            curv: () => 12 + 2 * viewOf(head).getUint32(8),
            para: () => 12 + 4 * ([1, 3, 4, 5, 7][head[9]] ?? 0),
            mft1: () => 48 + ProfileElement.points(head) + 256 * (head[8] + head[9]),
            mft2: () => 52 + 2 * (ProfileElement.points(head)
                + head[8] * viewOf(head).getUint16(48) + head[9] * viewOf(head).getUint16(50)),
        };
        return (lengths[type] ?? (() => Infinity))();
    }

    /** The numbers of a colour are fractions, of 16 bits before the point: those of a text are larger than 16. */
    static numbersLength(head, count) {
        const end = 8 + 4 * count;
        for (let at = 8; at < Math.min(end, head.length); at += 4) {
            const [first, second = first] = head.subarray(at, at + 2);
            if (first !== 0 && first !== 255) {
                return at;
            }

            if (first === 0 ? second >= 16 : second < 239) {
                return at + 1;
            }
        }

        return end;
    }

    /** A table with as many dimensions as there are inputs. */
    static points([, , , , , , , , inputs, outputs, points]) {
        const most = 2 ** 24;
        return Array(inputs).fill(points).reduce((size, count) => Math.min(most, size * count), outputs);
    }
}

const ProfileClasses = ['scnr', 'mntr', 'prtr', 'link', 'spac', 'abst', 'nmcl'];
const ProfileSpaces = [
    'XYZ ', 'Lab ', 'Luv ', 'YCbr', 'Yxy ', 'RGB ', 'GRAY', 'HSV ', 'HLS ', 'CMYK', 'CMY ',
    ...Array.from('23456789ABCDEF', count => `${count}CLR`),
];

/**
 * Blanks in a colour profile (ICC.1:2022, section 7) what does not change a colour: descriptions, names of makers and
 * models, measurements, private tags, and bytes that belong to no tag. Its length stays, and so do the places of the
 * tags that are kept; the others are taken out of the tag table.
 */
class ProfileMask {
    static headLength = 132;

    static mostTags = 100;

    /** Reads the tag table at the start of a profile. Returns nothing if there is none, or a tag is not within it. */
    static from(start) {
        const sign = at => textOf(start.subarray(at, at + 4));
        const isHeader = start.length >= ProfileMask.headLength && sign(36) === 'acsp'
            && ProfileClasses.includes(sign(12)) && ProfileSpaces.includes(sign(16))
            && ProfileSpaces.includes(sign(20));
        if (!isHeader) {
            return undefined;
        }

        const [size, count] = [0, 128].map(at => viewOf(start).getUint32(at));
        const end = ProfileMask.headLength + 12 * count;
        if (count > ProfileMask.mostTags || end > start.length || size > 16 * MiB) {
            return undefined;
        }

        const tags = Array.from({ length: count }, (_, i) => ProfileMask.tag(start, ProfileMask.headLength + 12 * i));
        return tags.every(tag => tag.to <= size) ? new ProfileMask(start.slice(0, end), tags) : undefined;
    }

    static tag(start, at) {
        const [from, size] = [4, 8].map(offset => viewOf(start).getUint32(at + offset));
        return { name: textOf(start.subarray(at, at + 4)), from, to: from + size, entry: start.slice(at, at + 12) };
    }

    constructor(start, all) {
        const tags = ProfileMask.kept(start, all);
        this.start = ProfileMask.startOf(start, tags);
        this.elements = tags.filter(({ name }) => name !== 'desc')
            .map(({ name, from, to }) => new ProfileElement(name, from, to))
            .sort((one, other) => one.from - other.from);
        this.description = tags.find(({ name, from, to }) => name === 'desc'
            && !this.elements.some(element => element.from === from && element.to === to));
        // It is empty, but valid: every profile must have one.
        this.empty = start[8] >= 4
            ? join('mluc\0\0\0\0\0\0\0\0\0\0\0\x0C')
            : join('desc\0\0\0\0\0\0\0\x01\0\0\0\0');
    }

    /**
     * Of several tags with one signature, decoders take the first. Tags may share their data, but one that begins
     * within others could not be blanked without them.
     */
    static kept(start, all) {
        const behind = all.filter(({ from }) => from >= start.length);
        const tags = behind.filter(({ name }, i) => behind.findIndex(other => other.name === name) === i)
            .filter(({ name }) => name === 'desc' || KeptTags.has(name));
        let last;
        const kept = new Set();
        for (const tag of tags.toSorted((one, other) => one.from - other.from)) {
            if (!last || tag.from >= last.to || tag.from === last.from && tag.to === last.to) {
                last = tag;
                kept.add(tag);
            }
        }

        return tags.filter(tag => kept.has(tag));
    }

    /** Returns the header and the tag table as they are kept. The date is 2000-01-01, the illuminant D50. */
    static startOf(start, tags) {
        const own = new Uint8Array(start.length);
        [[0, 4], [8, 10], [12, 24]].forEach(([from, to]) => own.set(start.subarray(from, to), from));
        own.set(join(7, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 'acsp'), 24);
        [[47, 3], [63, 15], [67, 3]].forEach(([at, bits]) => {
            own[at] = start[at] & bits;
        });
        own.set(join('\0\0\xF6\xD6\0\x01\0\0\0\0\xD3\x2D'), 68);
        own.set(join(bigEndian(tags.length), ...tags.map(({ entry }) => entry)), 128);
        return own;
    }

    /** Returns bytes that stand at an offset of the profile as they are kept. They come in order. */
    apply(bytes, offset = 0) {
        const kept = bytes.slice();
        const clamp = at => Math.max(0, Math.min(kept.length, at - offset));
        const blank = (from, to) => from < to && kept.fill(0, clamp(from), clamp(to));
        const write = (from, own) => own.forEach((byte, i) => {
            // Outside of the bytes, this does nothing.
            kept[from + i - offset] = byte;
        });
        let blankFrom = 0;
        for (const element of this.elements) {
            element.append(bytes, offset);
            blank(blankFrom, element.from);
            blank(element.from + 4, element.from + 8);
            blankFrom = Math.max(blankFrom, element.keptTo);
        }

        blank(blankFrom, Infinity);
        if (this.description) {
            const { from, to } = this.description;
            blank(from, to);
            write(from, to - from >= 16 ? this.empty : []);
        }

        write(0, this.start);
        return kept;
    }
}

/** ITU-T T.81, annex B. */
class JpegCleaner {
    constructor(picture) {
        this.picture = picture;
        this.profile = { number: 0, count: 0, length: 0 };
        this.tables = new JpegTables();
        this.markers = 0;
    }

    async run() {
        this.picture.skip(2);
        this.picture.keep(0);
        let hasNext = true;
        while (hasNext) {
            hasNext = await this.segment();
        }
    }

    /** Goes to the end of the next segment. Returns whether another one follows. */
    async segment() {
        const { picture } = this;
        const marker = await this.marker();
        const start = picture.at - 2;
        if (marker === 0xD9) {
            picture.require(this.hasScan, 'a scan comes before the end');
            picture.require(!this.tables.hasNew, 'no tables follow the last scan');
            picture.require(this.profile.number === this.profile.count, 'no segment of the colour profile is missing');
            picture.keep(start);
            return false;
        }

        picture.require(marker > 1 && (marker < 0xD0 || marker > 0xD8), 'a marker begins a segment');
        const length = viewOf(await picture.next(2)).getUint16(0) - 2;
        picture.require(length >= 0, 'a segment has at least 2 bytes');
        const end = picture.at + length;
        if (await this.isKept(marker, length)) {
            picture.skip(end - picture.at);
            if (marker === 0xDA) {
                await this.scan();
            }

            picture.keep(start);
        } else {
            picture.skip(end - picture.at);
        }

        return true;
    }

    /** Reads the next marker, without the bytes that may fill the room before it. */
    async marker() {
        const { picture } = this;
        let [fill, marker] = await picture.next(2);
        picture.require(fill === 0xFF, 'a marker follows each segment');
        this.count();
        while (marker === 0xFF) {
            [marker] = await picture.next(1);
            this.count();
        }

        return marker;
    }

    count() {
        this.markers++;
        const rule = `it has at most ${MostMarkers} segments and bytes between them`;
        this.picture.require(this.markers <= MostMarkers, rule);
    }

    /** Returns whether a segment is kept as it is. Adds what is kept of others. */
    isKept(marker, length) {
        const { picture } = this;
        if ([0xC4, 0xCC, 0xDB, 0xDD].includes(marker)) {
            return this.tablesIn(marker, length);
        }

        if (marker === 0xDA) {
            return this.scanHeader(length);
        }

        if (marker >= 0xC0 && marker <= 0xCF && marker !== 0xC8) {
            return this.frameHeader(marker, length);
        }

        // The number of lines, behind a scan: the frame has it already.
        const isDropped = marker >= 0xE0 && marker <= 0xEF || marker === 0xFE || marker === 0xDC;
        picture.require(isDropped, 'its markers are those of ITU-T T.81');
        return !this.hasScan && marker !== 0xDC && this.forApplication(marker, length);
    }

    async tablesIn(marker, length) {
        const { picture, tables } = this;
        const rule = 'tables have the bytes that they need, and a scan uses each';
        picture.require(length > 0 && length <= MostTableBytes, rule);
        picture.require(tables.add(marker, await picture.next(length)), rule);
        return true;
    }

    async scanHeader(length) {
        const { picture } = this;
        picture.require(this.frame, 'a frame header comes before the first scan');
        picture.require(length >= 6 && length <= 12, 'a scan header has 8 to 14 bytes');
        const content = await picture.next(length);
        picture.require(length === 4 + 2 * content[0], 'a scan header has 2 bytes for each component');
        const adds = this.tables.use(this.frame, content);
        picture.require(adds, "each scan is of the frame's components and adds to the picture");
        this.hasScan = true;
        return true;
    }

    async frameHeader(marker, length) {
        const { picture } = this;
        picture.require(length <= 18, 'a frame header has at most 20 bytes, for 4 components');
        const content = await picture.next(length);
        picture.require(!this.frame, 'there is one frame');
        this.frame = JpegFrame.from(marker, content);
        picture.require(this.frame, 'a frame header states width, height and 1 to 4 components with 3 bytes each');
        return true;
    }

    async forApplication(marker, length) {
        if (marker === 0xE0 && length >= 14 && !this.hasJfif) {
            const content = await this.picture.next(14);
            this.hasJfif = textOf(content).startsWith('JFIF\0');
            if (this.hasJfif) {
                // Version, unit and density; without the thumbnail.
                const version = content[5] === 1 && content[6] <= 2 ? content.subarray(5, 7) : '\x01\x02';
                const density = content[7] <= 2 ? content.subarray(7, 12) : '\0\0\x01\0\x01';
                this.add(marker, 'JFIF\0', version, density, 0, 0);
            }
        } else if (marker === 0xE1 && !this.hasExif) {
            await this.exif(marker, length);
        } else if (marker === 0xE2 && length >= 14) {
            await this.profilePart(marker, length);
        } else if (marker === 0xEE && length >= 12) {
            const content = await this.picture.next(12);
            if (textOf(content).startsWith('Adobe')) {
                this.adobe(marker, content[11]);
            }
        }

        return false;
    }

    /** How colours are stored. Version and flags tell a decoder nothing. */
    adobe(marker, transform) {
        const isSame = [undefined, transform].includes(this.transform);
        this.picture.require(isSame, 'it tells once how its colours are stored');
        if (this.transform === undefined) {
            this.transform = transform;
            this.add(marker, 'Adobe\0\x64\0\0\0\0', transform);
        }
    }

    async exif(marker, length) {
        const { picture } = this;
        const { value, isIdentified } = await orientationIn(picture, picture.at, picture.at + length);
        this.hasExif = isIdentified;
        if (isIdentified && value > 1) {
            this.add(marker, 'Exif\0\0', exifOf(value));
        }
    }

    async profilePart(marker, length) {
        const { picture, profile } = this;
        const identifier = (await picture.next(14)).slice();
        if (!textOf(identifier).startsWith('ICC_PROFILE\0')) {
            return;
        }

        const [number, count] = identifier.subarray(12);
        profile.number++;
        profile.count ||= count;
        const isNext = number === profile.number && count === profile.count && number <= count;
        const content = await picture.next(length - 14);
        profile.mask ??= isNext && ProfileMask.from(content);
        picture.require(isNext && profile.mask, 'the colour profile is an ICC profile, whose segments are in order');
        picture.support(profile.length + content.length <= MostProfileBytes, LargeProfile);
        this.add(marker, identifier, profile.mask.apply(content, profile.length));
        profile.length += content.length;
    }

    add(marker, ...values) {
        const content = join(...values);
        const length = content.length + 2;
        this.picture.add(0xFF, marker, length >> 8, length & 0xFF, content);
    }

    /** Follows compressed data up to the marker that ends it. Restart markers, and bytes 0xFF of the data, do not. */
    async scan() {
        const { picture } = this;
        for (;;) {
            const bytes = await picture.glance();
            let found = bytes.indexOf(0xFF);
            while (found >= 0 && (bytes[found + 1] === 0 || bytes[found + 1] >= 0xD0 && bytes[found + 1] <= 0xD7)) {
                found = bytes.indexOf(0xFF, found + 2);
            }

            picture.skip(found < 0 ? bytes.length : found);
            if (found >= 0 && found < bytes.length - 1) {
                return;
            }
        }
    }
}

// Four tables of 17 bytes and 17 values, and four of 17 and 256.
const MostTableBytes = 1228;
// A file of more has tiny ones: following them would take too long.
const MostMarkers = 100_000;

const isTableNumber = byte => byte <= 0x03 || byte >= 0x10 && byte <= 0x13;

/** Tells tables apart: a later one of the same number replaces the one before. */
const tableNumber = (marker, first) =>
    marker << 8 | (marker === 0xDB ? first & 0x0F : marker === 0xDD ? 0 : first);

/** Returns how many bytes the first of the tables in a segment takes: infinitely many if it is none. */
function tableLengthOf(marker, bytes) {
    if (marker === 0xDD) {
        return bytes.length === 2 ? 2 : Infinity;
    }

    const lengthOf = { 0xC4: huffmanLength, 0xCC: () => 2, 0xDB: ([number]) => number < 0x10 ? 65 : 129 }[marker];
    return isTableNumber(bytes[0]) ? lengthOf(bytes) : Infinity;
}

/** Codes of 1 to 16 bits, each for another value; for the first coefficient, the values are numbers of bits. */
function huffmanLength(bytes) {
    const counts = [...bytes.subarray(1, 17)];
    const values = bytes.subarray(17, 17 + counts.reduce((sum, count) => sum + count, 0));
    const room = counts.reduce((sum, count, i) => sum - count * 2 ** (15 - i), 2 ** 16);
    const isFull = counts.length === 16 && values.length === counts.reduce((sum, count) => sum + count, 0);
    const isRight = isFull && room >= 0 && new Set(values).size === values.length;
    return isRight && (bytes[0] > 0x03 || values.every(value => value <= 16)) ? 17 + values.length : Infinity;
}

/**
 * The tables that are defined so far. One that is replaced before a scan could use it, or that follows the last scan,
 * is nothing to a decoder: it could be any text. There are encoders that write the same table twice.
 */
class JpegTables {
    constructor() {
        this.tables = new Map();
    }

    /** Adds the tables of a segment. Returns false if one of them may not be there. */
    add(marker, content) {
        this.hasNew = true;
        this.hasArithmetic ||= marker === 0xCC;
        for (let rest = content; rest.length > 0;) {
            const length = tableLengthOf(marker, rest);
            const bytes = textOf(rest.subarray(0, length));
            const number = tableNumber(marker, rest[0]);
            const before = this.tables.get(number);
            const isRepeated = before !== undefined && !before.isUsed;
            if (length > rest.length || isRepeated && (before.isRepeated || before.bytes !== bytes)) {
                return false;
            }

            this.tables.set(number, { bytes, isRepeated });
            rest = rest.subarray(length);
        }

        return true;
    }

    /** Begins a scan. Returns false if the frame has none like it, or none with these tables. */
    use(frame, scan) {
        this.hasNew = false;
        const used = frame.tablesOf(scan);
        if (!used || this.hasArithmetic && !frame.isArithmetic) {
            return false;
        }

        for (const table of used.map(number => this.tables.get(number))) {
            Object.assign(table ?? {}, { isUsed: true });
        }

        return true;
    }
}

/** A frame, and what its scans may be: each adds something to the picture. */
class JpegFrame {
    /** Reads a frame's header. Returns nothing if it is none. */
    static from(marker, content) {
        const components = Array.from({ length: content[5] ?? 0 }, (_, i) => content.slice(6 + 3 * i, 9 + 3 * i));
        const isPossible = [0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB].includes(marker)
            && components.length >= 1 && components.length <= 4 && content.length === 6 + 3 * components.length
            && content[0] >= 2 && content[0] <= 16 && content[1] + content[2] > 0 && content[3] + content[4] > 0;
        const isFactor = value => value >= 1 && value <= 4;
        const areRight = isPossible && components.every(([, factors, table]) =>
            isFactor(factors >> 4) && isFactor(factors & 0xF) && table <= 3);
        return areRight ? new JpegFrame(marker, components) : undefined;
    }

    constructor(marker, components) {
        this.isProgressive = [0xC2, 0xCA].includes(marker);
        this.isArithmetic = marker >= 0xC9;
        // How many low bits of each coefficient are still missing: none of them is coded yet.
        this.components = components.map(([id, , table]) => ({ id, table, missing: new Int8Array(64).fill(-1) }));
    }

    /** Adds a scan, and returns the tables that it is calculated with; nothing if it adds nothing, or is another's. */
    tablesOf(scan) {
        const taken = [];
        const tables = [tableNumber(0xDD, 0)];
        for (let at = 1; at < scan.length - 3; at += 2) {
            // There are files whose components have the same number: then they are meant in order.
            const component = this.components.find(one => one.id === scan[at] && !taken.includes(one));
            const [first, second] = [scan[at + 1] >> 4, 0x10 | scan[at + 1] & 0xF];
            if (!component || first > 3 || second > 0x13) {
                return undefined;
            }

            taken.push(component);
            tables.push(...[0xC4, 0xCC].flatMap(marker => [first, second].map(one => tableNumber(marker, one))));
            tables.push(tableNumber(0xDB, component.table));
        }

        return this.adds(taken, scan.subarray(-3)) ? tables : undefined;
    }

    adds(components, [first, last, bits]) {
        if (!this.isProgressive) {
            // Some encoders write zeros into the parameters, which say nothing here.
            return components.every(component => JpegFrame.addTo(component.missing.subarray(0, 1), 0, 0));
        }

        const [before, after] = [bits >> 4, bits & 0xF];
        const isPossible = last < 64 && (first === 0 ? last === 0 : first <= last && components.length === 1)
            && (before === 0 || after === before - 1) && after <= 13;
        return isPossible && components.every(
            component => JpegFrame.addTo(component.missing.subarray(first, last + 1), before, after));
    }

    /** A coefficient begins with some of its bits, and gets one after the other. */
    static addTo(missing, before, after) {
        const adds = missing.every(bits => bits === (before || -1));
        missing.fill(after);
        return adds;
    }
}

/** PNG, third edition, section 11.2: grey, colour, indexed, grey with alpha, colour with alpha. */
const PngColors = {
    0: { depths: [1, 2, 4, 8, 16], samples: 1 },
    2: { depths: [8, 16], samples: 3 },
    3: { depths: [1, 2, 4, 8], samples: 3, isIndexed: true },
    4: { depths: [8, 16], samples: 2, hasAlpha: true },
    6: { depths: [8, 16], samples: 4, hasAlpha: true },
};

/** Section 11. What is longer than the standard has it would hide something. */
const PngChunks = {
    PLTE: (length, { depth }) => length > 0 && length % 3 === 0 && length / 3 <= 1 << depth,
    tRNS: (length, { samples, isIndexed, entries }) =>
        isIndexed ? length > 0 && length <= entries : length === 2 * samples,
    gAMA: length => length === 4,
    cHRM: length => length === 32,
    sRGB: length => length === 1,
    cICP: length => length === 4,
    mDCV: length => length === 24,
    cLLI: length => length === 8,
    sBIT: (length, { samples }) => length === samples,
    bKGD: (length, { samples, isIndexed }) => length === (isIndexed ? 1 : samples < 3 ? 2 : 6),
    pHYs: length => length === 9,
    acTL: length => length === 8,
    fcTL: length => length === 26,
    fdAT: length => length >= 4,
};

/** What is kept comes once, before the image data. What decoders ignore is left out. */
class PngCleaner {
    constructor(picture) {
        this.picture = picture;
        this.seen = new Set();
    }

    async run() {
        this.picture.skip(8);
        this.picture.keep(0);
        let hasNext = true;
        while (hasNext) {
            hasNext = await this.chunk();
        }
    }

    /** Goes to the end of the next chunk. Returns whether another one follows. */
    async chunk() {
        const { picture } = this;
        const start = picture.at;
        const head = await picture.next(8);
        const length = viewOf(head).getUint32(0);
        const type = textOf(head.subarray(4));
        picture.require(length < 2 ** 31, 'a chunk has less than 2^31 bytes');
        picture.require(/^[A-Za-z]{4}$/.test(type), 'the type of a chunk is four letters');
        picture.require(this.image || type === 'IHDR', 'the first chunk is IHDR');
        this.wasInImage = this.isInImage;
        this.isInImage = type === 'IDAT';
        if (type === 'IEND') {
            picture.require(this.hasImage && length === 0, 'image data come before the end, and IEND is empty');
            picture.require(!this.animation?.awaitsData, 'each frame has data');
            picture.skip(4);
            picture.add(pngChunk(type));
            return false;
        }

        const isKept = await this.isKept(type, length);
        picture.skip(length + 4);
        if (isKept) {
            picture.keep(start);
        }

        return true;
    }

    /** Returns whether a chunk is kept as it is. Adds what is kept of others. */
    isKept(type, length) {
        switch (type) {
            case 'IHDR':
                return this.header(length);
            case 'IDAT':
                return this.imageData(length);
            case 'eXIf':
                return this.exif(length);
            case 'iCCP':
                return !this.hasImage && this.profile(length);
            case 'PLTE':
                return this.image.isIndexed && !this.hasImage && this.palette(length);
            case 'acTL':
                return !this.hasImage && !this.animation && this.control(length);
            case 'fcTL':
            case 'fdAT':
                this.seen.add(type);
                return this.animation ? this.frame(type, length) : false;
            default:
                return this.isKeptOnce(type, length);
        }
    }

    async header(length) {
        const { picture } = this;
        picture.require(!this.image && length === 13, 'there is one IHDR chunk, of 13 bytes');
        const data = await picture.read(picture.at, 13);
        const [width, height] = [0, 4].map(at => viewOf(data).getInt32(at));
        const [depth, type, compression, filter, interlace] = data.subarray(8);
        const isKnown = PngColors[type]?.depths.includes(depth) && compression + filter === 0 && interlace <= 1;
        const rule = 'size, bit depth and type of colour are those of the standard';
        picture.require(isKnown && width > 0 && height > 0, rule);
        this.image = { ...PngColors[type], width, height, depth, entries: 0 };
        return this.check('IHDR', length);
    }

    imageData(length) {
        const { picture, image } = this;
        picture.require(!this.hasImage || this.wasInImage, 'nothing stands between the chunks IDAT');
        picture.require(!image.isIndexed || image.entries > 0, 'a palette comes before what refers to it');
        this.hasImage = true;
        if (this.animation) {
            this.animation.awaitsData = false;
        }

        return this.check('IDAT', length);
    }

    /** Elsewhere a palette is a proposal for displays of few colours. */
    palette(length) {
        this.picture.require(this.image.entries === 0, 'there is one palette');
        this.requireLength('PLTE', length);
        this.image.entries = length / 3;
        return this.check('PLTE', length);
    }

    isKeptOnce(type, length) {
        const { picture, image, seen } = this;
        const isKnown = Object.hasOwn(PngChunks, type);
        picture.require(isKnown || /^[a-z]/.test(type), 'its critical chunks are those of the standard');
        const isRefused = type === 'tRNS' && (image.hasAlpha || image.isIndexed && image.entries === 0);
        if (!isKnown || isRefused || this.hasImage || seen.has(type)) {
            return false;
        }

        seen.add(type);
        this.requireLength(type, length);
        return this.check(type, length);
    }

    requireLength(type, length) {
        const rule = `a chunk of type ${type} has the length that the standard has`;
        this.picture.require(PngChunks[type](length, this.image), rule);
    }

    /** Section 11.3.6. Without this chunk before its image data a picture has no animation. */
    async control(length) {
        const { picture } = this;
        picture.require(!this.seen.has('fcTL'), 'acTL comes before fcTL');
        this.requireLength('acTL', length);
        const stated = viewOf(await picture.read(picture.at, 4)).getUint32(0);
        this.animation = { stated, frames: 0, number: 0 };
        return this.check('acTL', length);
    }

    async frame(type, length) {
        const { picture, image, animation } = this;
        this.requireLength(type, length);
        const data = viewOf(await picture.read(picture.at, type === 'fcTL' ? 26 : 4));
        picture.require(data.getUint32(0) === animation.number++, 'the chunks of an animation are in order');
        if (type === 'fdAT') {
            picture.require(animation.takesData, 'data of a frame follow the image data and its fcTL');
            animation.awaitsData = false;
            return this.check(type, length);
        }

        picture.require(!animation.awaitsData, 'each frame has data');
        picture.require(++animation.frames <= animation.stated, 'it has as many frames as acTL states');
        const [width, height, left, top] = [4, 8, 12, 16].map(at => data.getUint32(at));
        const isWhole = width === image.width && height === image.height;
        const isWithin = width > 0 && height > 0 && left + width <= image.width && top + height <= image.height;
        picture.require(isWithin && (isWhole || this.hasImage), 'a frame is within the picture');
        const isShown = data.getUint8(24) <= 2 && data.getUint8(25) <= 1;
        picture.require(isShown, 'a frame is disposed of and blended as the standard has it');
        animation.awaitsData = true;
        animation.takesData = this.hasImage;
        return this.check(type, length);
    }

    /** Checks a chunk's checksum. With a length that is wrong, others would become a part of it. */
    async check(type, length) {
        const { picture } = this;
        const end = picture.at + length;
        let crc = crcOf(join(type));
        for (let at = picture.at; at < end; at += PieceLength) {
            crc = crcOf(await picture.read(at, Math.min(PieceLength, end - at)), crc);
        }

        const stated = viewOf(await picture.read(end, 4)).getUint32(0);
        picture.require(stated === crc, `the checksum of a chunk of type ${type} is right`);
        return true;
    }

    async exif(length) {
        const { picture } = this;
        if (!this.hasExif) {
            this.hasExif = true;
            await this.check('eXIf', length);
            const { value } = await orientationIn(picture, picture.at, picture.at + length);
            if (value > 1) {
                picture.add(pngChunk('eXIf', exifOf(value)));
            }
        }

        return false;
    }

    async profile(length) {
        const { picture } = this;
        picture.require(!this.hasProfile, 'there is one colour profile');
        this.hasProfile = true;
        await this.check('iCCP', length);
        const start = textOf(await picture.read(picture.at, Math.min(length, 81)));
        const [, name] = /^([^\0]{1,79})\0\0/.exec(start) ?? [];
        const from = picture.at + name?.length + 2;
        const profile = name && await inflated(picture.file.slice(from, picture.at + length));
        const mask = profile && ProfileMask.from(profile);
        picture.require(mask, 'the colour profile is an ICC profile of at most 4 MiB');
        picture.add(pngChunk('iCCP', 'ICC profile\0\0', await deflated(mask.apply(profile))));
        return false;
    }
}

function pngChunk(type, ...values) {
    const content = join(...values);
    const checked = join(type, content);
    return join(bigEndian(content.length), checked, bigEndian(crcOf(checked)));
}

/** Goes on with a checksum: PNG, third edition, annex D. */
function crcOf(bytes, before = 0) {
    let crc = ~before;
    for (let i = 0; i < bytes.length; i++) {
        crc = CrcTable[(crc ^ bytes[i]) & 0xFF] ^ crc >>> 8;
    }

    return ~crc >>> 0;
}

const CrcTable = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) {
        crc = crc & 1 ? crc >>> 1 ^ 0xEDB88320 : crc >>> 1;
    }

    return crc;
});

/** Returns the bytes of a profile that is compressed; nothing if it is not, or unfolds too far. */
async function inflated(blob) {
    const reader = blob.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    let bytes = new Uint8Array(0);
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done) {
                return bytes;
            }

            bytes = join(bytes, value);
            if (bytes.length > MostProfileBytes) {
                await reader.cancel();
                return undefined;
            }
        }
    } catch {
        return undefined;
    }
}

const deflated = async bytes => new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer());

/** GIF89a, sections 15 to 27. */
class GifCleaner {
    constructor(picture) {
        this.picture = picture;
    }

    async run() {
        const { picture } = this;
        const screen = await picture.next(13);
        picture.skip(tableLength(screen[10]));
        picture.keep(0);
        let hasNext = true;
        while (hasNext) {
            hasNext = await this.block();
        }
    }

    /** Goes to the end of the next block. Returns whether another one follows. */
    async block() {
        const { picture } = this;
        const start = picture.at;
        // Some programs leave the trailer away, and browsers do not need it.
        const hasEnded = start === picture.file.size;
        const [introducer] = hasEnded ? [0x3B] : await picture.next(1);
        if (introducer === 0x3B) {
            picture.require(this.hasFrame, 'a frame comes before the end');
            if (hasEnded) {
                picture.add(introducer);
            } else {
                picture.keep(start);
            }
        } else if (introducer === 0x2C) {
            await this.frame(start);
        } else {
            picture.require(introducer === 0x21, 'a block begins with 0x21, 0x2C or 0x3B');
            const [label] = await picture.next(1);
            await (label === 0xF9 ? this.control(start) : label === 0xFF ? this.forApplication() : this.toEnd());
        }

        return introducer !== 0x3B;
    }

    async frame(start) {
        const { picture } = this;
        const head = await picture.next(9);
        picture.skip(tableLength(head[8]));
        await picture.next(1);
        await this.toEnd();
        if (this.controlled) {
            picture.keep(...this.controlled);
            this.controlled = undefined;
        }

        picture.keep(start);
        this.hasFrame = true;
    }

    /** What controls how a frame is shown is kept if one follows, also behind plain text: decoders do not show that. */
    async control(start) {
        const { picture } = this;
        const [length] = await picture.next(1);
        this.controlled = undefined;
        if (length > 0) {
            picture.require(length === 4, 'a graphic control has one block of 4 bytes');
            picture.skip(4);
            const [end] = await picture.next(1);
            picture.require(end === 0, 'a graphic control has one block of 4 bytes');
            this.controlled = [start, picture.at];
        }
    }

    /** Of what applications have added, the number of repetitions is kept. */
    async forApplication() {
        const { picture } = this;
        const [length] = await picture.next(1);
        const isNamed = length === 11;
        const name = textOf(isNamed ? await picture.next(length) : []);
        picture.skip(isNamed ? 0 : length);
        let isOpen = ['NETSCAPE2.0', 'ANIMEXTS1.0'].includes(name);
        for (let [size] = length ? await picture.next(1) : [0]; size > 0; [size] = await picture.next(1)) {
            const content = await picture.next(size);
            if (isOpen && size === 3 && content[0] === 1) {
                isOpen = false;
                picture.add(0x21, 0xFF, 11, 'NETSCAPE2.0', 3, content, 0);
            }
        }
    }

    /** Goes to the end of data in blocks. */
    async toEnd() {
        for (let [length] = await this.picture.next(1); length > 0; [length] = await this.picture.next(1)) {
            this.picture.skip(length);
        }
    }
}

const tableLength = flags => flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;

/** RFC 9649, section 2. */
class WebPCleaner {
    static flags = { animation: 0x02, exif: 0x08, alpha: 0x10, profile: 0x20 };

    constructor(picture) {
        this.picture = picture;
    }

    async run() {
        const { picture } = this;
        const head = await picture.next(12);
        const size = viewOf(head).getUint32(4, true);
        picture.require(size >= 12 && size % 2 === 0, 'its size is even and has room for a chunk');
        picture.keep(0, 4);
        const stated = picture.add(bigEndian(0));
        picture.keep(8);
        while (picture.at < 8 + size) {
            await this.chunk(8 + size);
        }

        picture.require(this.hasPicture, 'it has a picture, and so has each frame');
        stated.set(littleEndian(picture.length - 8));
        this.state();
    }

    /** Goes to the end of the next chunk of a file, or of a frame. */
    async chunk(end, isInFrame = false) {
        const { picture } = this;
        const start = picture.at;
        const head = await picture.next(8);
        const type = textOf(head.subarray(0, 4));
        const stated = viewOf(head).getUint32(4, true);
        const length = stated + stated % 2;
        picture.require(picture.at + length <= end, 'a chunk ends before what it is in');
        const isFirst = ['VP8X', 'VP8 ', 'VP8L'].includes(type);
        picture.require(this.hasFirst || isFirst, 'the first chunk is VP8, VP8L or VP8X');
        picture.require(!this.hasFirst || type !== 'VP8X', 'there is one VP8X chunk');
        this.hasFirst = true;
        const next = picture.at + length;
        if (type === 'ANMF') {
            await this.frame(length, isInFrame);
        } else if (await this.isKept(type, stated, isInFrame)) {
            picture.skip(stated);
            picture.keep(start);
            if (stated < length) {
                await this.keepPadding();
            }
        } else {
            picture.skip(next - picture.at);
        }
    }

    /** Keeps the byte that makes a chunk's length even: it is zero. */
    async keepPadding() {
        const { picture } = this;
        const [padding] = await picture.next(1);
        if (padding === 0) {
            picture.keep(picture.at - 1);
        } else {
            picture.add(0);
        }
    }

    async frame(length, isInFrame) {
        const { picture } = this;
        const end = picture.at + length;
        picture.require(!isInFrame && length >= 16, 'a frame has at least 16 bytes and is in no other');
        picture.require(this.states('animation'), 'only an animated file has frames');
        picture.require(!this.hasFrame || this.hasPicture, 'each frame has a picture');
        const head = picture.add('ANMF\0\0\0\0');
        const before = picture.length;
        picture.skip(16);
        picture.keep(picture.at - 16);
        this.hasFrame = true;
        this.hasMask = false;
        this.hasPicture = false;
        while (picture.at < end) {
            await this.chunk(end, true);
        }

        head.set(littleEndian(picture.length - before), 4);
    }

    /** Returns whether a chunk is kept as it is. Adds what is kept of others. */
    async isKept(type, stated, isInFrame) {
        if (['VP8 ', 'VP8L', 'ALPH'].includes(type)) {
            return this.isPictureKept(type, isInFrame);
        }

        if (type === 'VP8X') {
            await this.extended(stated);
        } else if (type === 'ICCP' && !isInFrame && !this.hasProfile && this.states('profile')) {
            await this.profile(stated);
        } else if (type === 'EXIF' && !isInFrame && !this.hasSeenExif && this.states('exif')) {
            await this.exif(stated);
        }

        return type === 'ANIM' && !isInFrame && this.states('animation') && this.isAnimationKept(stated);
    }

    /** What follows a picture is shown by no decoder, and a mask only where they look for it. */
    isPictureKept(type, isInFrame) {
        const { picture } = this;
        picture.require(isInFrame || !this.states('animation'), 'the pictures of an animation are in its frames');
        const isMask = type === 'ALPH';
        if (this.hasPicture || isMask && !this.head) {
            return false;
        }

        picture.require(!this.hasMask || type === 'VP8 ', 'a VP8 chunk follows its one ALPH chunk');
        this.hasMask = isMask;
        this.hasPicture = !isMask;
        return true;
    }

    isAnimationKept(length) {
        const isFirst = !this.hasAnimation;
        this.hasAnimation = true;
        this.picture.require(!isFirst || length === 6, 'an ANIM chunk has 6 bytes');
        return isFirst;
    }

    states(flag) {
        return (this.stated & WebPCleaner.flags[flag]) !== 0;
    }

    async extended(length) {
        const { picture } = this;
        picture.require(length === 10, 'a VP8X chunk has 10 bytes');
        const content = await picture.next(10);
        this.stated = content[0];
        this.head = picture.add('VP8X', littleEndian(10), 0, 0, 0, 0, content.subarray(4));
    }

    async profile(length) {
        const { picture } = this;
        this.hasProfile = true;
        picture.support(length <= MostProfileBytes, LargeProfile);
        const profile = await bytesOf(picture.file.slice(picture.at, picture.at + length));
        const mask = ProfileMask.from(profile);
        picture.require(mask, 'the colour profile is an ICC profile');
        picture.add('ICCP', littleEndian(length), mask.apply(profile), '\0'.repeat(length % 2));
    }

    async exif(length) {
        const { picture } = this;
        this.hasSeenExif = true;
        const { value } = await orientationIn(picture, picture.at, picture.at + length);
        if (value > 1) {
            const exif = exifOf(value);
            picture.add('EXIF', littleEndian(exif.length), exif);
            this.hasExif = true;
        }
    }

    /** States at the front what the file has now. */
    state() {
        if (this.head) {
            const { animation, alpha, exif, profile } = WebPCleaner.flags;
            const has = (this.hasExif ? exif : 0) | (this.hasProfile ? profile : 0);
            this.head[8] = this.stated & (animation | alpha) | has;
        }
    }
}

const bytesOf = async blob => new Uint8Array(await blob.arrayBuffer().catch(failUnreadable));

/** What a file begins with, and who cleans it. */
const Cleaners = [
    [/^\xFF\xD8\xFF/, JpegCleaner],
    [/^\x89PNG\r\n\x1A\n/, PngCleaner],
    [/^GIF8[79]a/, GifCleaner],
    [/^RIFF[^]{4}WEBP/, WebPCleaner],
];

/** TIFF, BMP, AVIF and HEIC, a damaged JPEG, other formats, and those of cameras. */
const OtherPictures = new RegExp([
    /^(II\*\0|MM\0\*|BM[^]{4}\0{4}|[^]{4}ftyp(avi[fs]|he[iv][cmsx]|mif[12]|msf1|crx |jpeg|j2ki|avci|vvic))/,
    /^(\xFF\xD8|[^]\xFF\xD8\xFF)/,
    /^(\xFF\n|\xFFO\xFFQ|\0{3}\f(JXL |jP {2})\r\n\x87\n|II\xBC\x01|II\+\0|MM\0\+|8BPS\0|[\x8A\x8B][MJ]NG\r\n)/,
    /^(IIU\0|IIR[OS]\x08\0{3}|MMOR\0{3}\x08|II\x1A\0{3}HEAPCC|FUJIFILMCCD|FOVb|\0MRM|v\/1\x01|gimp xcf |BPG\xFB)/,
].map(format => format.source).join('|'));

/** Browsers do not know the types of many formats. The server has the same list. */
const PictureNames = new RegExp(`\\.(?:${[
    'jpe?g|jpe|jfif|pjpeg|pjp|a?png|gif|webp|bmp|dib|tiff?|hei[cf]s?|hif|avifs?|jxl|jp2|j2k|jp[fxm]|jxr|wdp|hdp|[mj]ng',
    'svgz?|ico|cur|ps[db]|exr|dng|cr[23w]|nef|nrw|arw|srf|sr2|raf|orf|rw[2l]|pef|srw|x3f|mrw|3fr|iiq|erf|kdc|mef|gpr',
].join('|')})[ .]*$`, 'i');

// SHA-256, in a worker that runs this same file: crypto.subtle needs the whole file in memory

const HashWorker = 'discovitas-s3 hash';

async function hashOf(file, signal) {
    const worker = new Worker(import.meta.url, { type: 'module', name: HashWorker });
    try {
        return await new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => data.sha256
                ? resolve(data.sha256)
                : reject(new UploadError('unreadable', 'The file cannot be read. It has been moved or changed.'));
            worker.onerror = () => reject(new UploadError('failed', 'The worker for the hash does not start.'));
            signal.addEventListener('abort', () => reject(signal.reason));
            worker.postMessage(file);
        });
    } finally {
        worker.terminate();
    }
}

/** FIPS 180-4, section 6.2. */
class Sha256 {
    static primes = Array.from({ length: 312 }, (_, n) => n).filter(n => n > 1 && !hasDivisor(n)).slice(0, 64);

    static fraction = root => Math.floor((root - Math.floor(root)) * 2 ** 32);

    static constants = Int32Array.from(Sha256.primes, prime => Sha256.fraction(Math.cbrt(prime)));

    constructor() {
        this.state = Int32Array.from(Sha256.primes.slice(0, 8), prime => Sha256.fraction(Math.sqrt(prime)));
        this.words = new Int32Array(64);
        this.rest = new Uint8Array(0);
        this.length = 0;
    }

    update(bytes) {
        this.length += bytes.length;
        let data = bytes;
        if (this.rest.length > 0) {
            data = new Uint8Array(this.rest.length + bytes.length);
            data.set(this.rest);
            data.set(bytes, this.rest.length);
        }

        const view = new DataView(data.buffer, data.byteOffset, data.length);
        let at = 0;
        for (; at + 64 <= data.length; at += 64) {
            this.block(view, at);
        }

        this.rest = data.slice(at);
    }

    digest() {
        const { length } = this;
        const padding = new Uint8Array((length % 64 < 56 ? 64 : 128) - length % 64);
        padding[0] = 0x80;
        const view = new DataView(padding.buffer);
        view.setUint32(padding.length - 8, Math.floor(length / 2 ** 29));
        view.setUint32(padding.length - 4, length * 8 % 2 ** 32);
        this.update(padding);
        return Array.from(this.state, word => (word >>> 0).toString(16).padStart(8, '0')).join('');
    }

    block(view, at) {
        const { words, state } = this;
        const { constants } = Sha256;
        for (let i = 0; i < 16; i++) {
            words[i] = view.getInt32(at + 4 * i);
        }

        for (let i = 16; i < 64; i++) {
            const x = words[i - 15];
            const y = words[i - 2];
            const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
            const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
            words[i] = words[i - 16] + s0 + words[i - 7] + s1;
        }

        let [a, b, c, d, e, f, g, h] = state;
        for (let i = 0; i < 64; i++) {
            const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
            const t1 = h + s1 + (e & f ^ ~e & g) + constants[i] + words[i] | 0;
            const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
            const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
            h = g;
            g = f;
            f = e;
            e = d + t1 | 0;
            d = c;
            c = b;
            b = a;
            a = t1 + t2 | 0;
        }

        state.set([a + state[0], b + state[1], c + state[2], d + state[3]]);
        state.set([e + state[4], f + state[5], g + state[6], h + state[7]], 4);
    }
}

function hasDivisor(number) {
    for (let divisor = 2; divisor * divisor <= number; divisor++) {
        if (number % divisor === 0) {
            return true;
        }
    }

    return false;
}

async function answerWithHash({ data: file }) {
    try {
        const hash = new Sha256();
        for (let at = 0; at < file.size; at += 4 * MiB) {
            hash.update(new Uint8Array(await file.slice(at, at + 4 * MiB).arrayBuffer()));
        }

        postMessage({ sha256: hash.digest() });
    } catch (failure) {
        postMessage({ failure: String(failure) });
    }
}

if (typeof document !== 'undefined') {
    serveForms();
} else if (globalThis.name === HashWorker) {
    onmessage = answerWithHash;
}
