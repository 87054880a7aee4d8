// Uploads from a page to the endpoints of MapS3Uploads:
//
//     import { upload } from '/uploads/discovitas-s3.js';
//     const { url } = await upload(file, { endpoint: '/uploads', onProgress: ({ loaded, total }) => { … } });

const MiB = 1024 * 1024;

// Limits of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const SmallestPart = 5 * MiB;
const MostParts = 10_000;

const UsualPart = 16 * MiB;
const UsualMultipartFrom = 100 * MiB;
const Repeats = 3;
const FirstPause = 500;
const LongestStandstill = 60_000;
const LongestCleanUp = 10_000;

/**
 * @typedef {object} UploadOptions
 * @property {string} endpoint Where MapS3Uploads is mapped, for instance `/uploads`.
 * @property {(progress: { loaded: number, total: number }) => void} [onProgress] Told how many bytes of the file have been sent: never fewer
 *     than before, and `total` at the end.
 * @property {AbortSignal} [signal] Cancels the upload: nothing is left, and the promise rejects with the signal's reason, usually an `AbortError`.
 * @property {'direct' | 'form'} [via] `direct` (default): from the browser to the store. `form`: through the server.
 * @property {Record<string, string>} [metadata] Stored with the file, as far as the server allows the names.
 * @property {Record<string, string>} [headers] Sent to the endpoint, never to the store; `Authorization`, for instance.
 * @property {string} [antiforgeryToken] Sent to the endpoint as `RequestVerificationToken`.
 * @property {RequestCredentials} [credentials] Whether the endpoint gets cookies; the store never does. Default `same-origin`; with a form
 *     `omit` is no different.
 * @property {number} [partSize] Bytes of a part, at least 5 MiB; larger where 10,000 parts would not do. Default 16 MiB.
 * @property {number} [parallel] Parts on their way at once. Default 4.
 * @property {number} [multipartFrom] Bytes from which a direct upload goes in parts. Default 100 MiB.
 */

/** @typedef {{ url: string, key: string, size: number, contentType: string, fileName: string }} UploadedFile A stored and checked file. */

/**
 * Why an upload failed. `code` is one of the server's (`too-large`, `content-type-not-allowed`, …), or `network` (nobody answers), `cors` (the store
 * answers, and the browser may not read it), `unreadable` (the file has gone, changed, or is a folder), `store-refused` or `failed`.
 */
export class UploadError extends Error {
    /**
     * @param {string} code
     * @param {string} message A sentence for the user.
     * @param {{ status?: number, title?: string, detail?: string, limit?: string, found?: string }} [more]
     */
    constructor(code, message, more = {}) {
        super(message);
        this.name = 'UploadError';
        this.code = code;
        /** The HTTP status; 0 where there was no answer. */
        this.status = more.status ?? 0;
        this.title = more.title;
        this.detail = more.detail;
        this.limit = more.limit;
        this.found = more.found;
    }
}

/**
 * Uploads a file.
 * @param {File} file
 * @param {UploadOptions} options
 * @returns {Promise<UploadedFile>} When the file is stored and checked.
 * @throws {UploadError | DOMException}
 */
export async function upload(file, options) {
    if (!options?.endpoint) {
        throw new TypeError('upload needs the option endpoint: where MapS3Uploads is mapped.');
    }

    options.signal?.throwIfAborted();
    const progress = new Progress(file.size, options.onProgress);
    const endpoint = new Endpoint(options);
    const uploaded = await way(file, options)(file, endpoint, progress, options);
    progress.end();
    return uploaded;
}

function way(file, { via = 'direct', multipartFrom = UsualMultipartFrom }) {
    if (via === 'form') {
        return throughServer;
    }

    return file.size > 0 && file.size >= multipartFrom ? inParts : inOne;
}

async function throughServer(file, endpoint, progress, { metadata = {}, signal, credentials }) {
    const request = { method: 'POST', url: endpoint.url, headers: endpoint.headers, credentials, body: formOf(metadata, file) };
    const answer = await send(request, file, { signal, onSent: sent => progress.of(0, sent) });
    if (!answer.ok) {
        throw problemOf(answer);
    }

    return jsonOf(answer)[0];
}

async function inOne(file, endpoint, progress, { metadata = {}, signal }) {
    const described = Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]);
    const query = new URLSearchParams([['filename', nameOf(file)], ['type', typeOf(file)], ['size', file.size], ...described]);
    let granted;
    await patiently(signal, async before => {
        // Tried again with the same key, so that a lost answer makes no second file; a new one only where the store refuses this one.
        granted = granted && before.status !== 403 ? granted : await endpoint.ask('GET', `s3/params?${query}`, { signal });
        const { method, url, fields = {}, headers = {} } = granted;
        const body = method === 'POST' ? formOf(fields, file) : file;
        await sendToStore({ method, url, headers, body }, file, { signal, onSent: sent => progress.of(0, sent) });
    });
    return patiently(signal, () => endpoint.ask('POST', 's3/verify', { json: { key: granted.key }, signal }));
}

async function inParts(file, endpoint, progress, { metadata, signal, partSize = UsualPart, parallel = 4 }) {
    const description = { filename: nameOf(file), type: typeOf(file), size: file.size, metadata };
    // Not cancelled: what is begun must be known, to be removed.
    const { key, uploadId } = await endpoint.ask('POST', 's3/multipart', { json: description });
    const path = `s3/multipart/${encodeURIComponent(uploadId)}`;
    const query = `?${new URLSearchParams({ key })}`;
    try {
        signal?.throwIfAborted();
        const ranges = rangesOf(file.size, partSize);
        const parts = await together(ranges, parallel, signal, (range, stop) => patiently(stop, async () => {
            const { url, headers = {} } = await endpoint.ask('GET', `${path}/${range.number}${query}`, { signal: stop });
            const body = file.slice(range.start, range.end);
            const answer = await sendToStore({ method: 'PUT', url, headers, body }, body, { signal: stop, onSent: sent => progress.of(range.number, sent) });
            return { PartNumber: range.number, ETag: answer.header('ETag') ?? etagIsHidden(answer) };
        }));
        return await patiently(signal, () => endpoint.ask('POST', `${path}/complete${query}`, { json: { parts }, signal }));
    } catch (failure) {
        // Also when the page is being left, hence keepalive. What went wrong first is what counts.
        await endpoint.ask('DELETE', path + query, { keepalive: true, signal: AbortSignal.timeout(LongestCleanUp) }).catch(() => {});
        throw failure;
    }
}

function rangesOf(size, wanted) {
    const length = Math.max(SmallestPart, wanted, Math.ceil(size / MostParts));
    return Array.from({ length: Math.ceil(size / length) }, (_, i) => ({ number: i + 1, start: i * length, end: Math.min(size, (i + 1) * length) }));
}

/** Does the work on all items, some at a time, in order; the first failure stops the rest. */
async function together(items, parallel, signal, work) {
    const stopping = new AbortController();
    const stop = () => stopping.abort(signal.reason);
    signal?.addEventListener('abort', stop);
    const results = [];
    const left = items.entries();
    const worker = async () => {
        for (const [index, item] of left) {
            results[index] = await work(item, stopping.signal);
        }
    };
    const workers = Array.from({ length: Math.max(1, parallel) }, () => worker().catch(failure => {
        stopping.abort(failure);
        throw failure;
    }));
    try {
        return await Promise.all(workers).then(() => results);
    } catch (failure) {
        await Promise.allSettled(workers);
        throw failure;
    } finally {
        signal?.removeEventListener('abort', stop);
    }
}

/** Tries again what may succeed another time, after pauses that grow; `attempt` is told what went wrong before. */
async function patiently(signal, attempt) {
    let before;
    for (let repeats = 0; ; repeats++) {
        try {
            return await attempt(before);
        } catch (failure) {
            signal?.throwIfAborted();
            before = failure;
            if (repeats === Repeats || !isPassing(failure)) {
                throw failure;
            }
        }

        await pause(FirstPause * 2 ** repeats * (0.75 + Math.random() / 2), signal);
    }
}

function isPassing(failure) {
    const refusedByStore = failure.code === 'store-refused' && [403, 408, 429].includes(failure.status);
    return failure.status === 0 && failure.code !== 'unreadable' || refusedByStore || (failure.status >= 500 && failure.code !== 'store-failed');
}

function pause(time, signal) {
    return new Promise((resolve, reject) => {
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', end);
            signal?.aborted ? reject(signal.reason) : resolve();
        };
        const timer = setTimeout(end, time);
        signal?.addEventListener('abort', end);
    });
}

/** The app's own server. */
class Endpoint {
    constructor({ endpoint, headers = {}, antiforgeryToken, credentials = 'same-origin' }) {
        this.url = new URL(endpoint, location.href).href.replace(/\/+$/, '');
        this.headers = { ...headers, ...(antiforgeryToken && { RequestVerificationToken: antiforgeryToken }), Accept: 'application/json' };
        this.credentials = credentials;
    }

    async ask(method, path, { json, signal, keepalive } = {}) {
        const headers = json ? { ...this.headers, 'Content-Type': 'application/json' } : this.headers;
        const request = { method, headers, credentials: this.credentials, body: json && JSON.stringify(json), signal, keepalive };
        const url = `${this.url}/${path}`;
        let answer;
        try {
            const response = await fetch(url, request);
            answer = { status: response.status, ok: response.ok, text: await response.text() };
        } catch {
            signal?.throwIfAborted();
            return explainSilence(url);
        }

        if (!answer.ok) {
            throw problemOf(answer);
        }

        return jsonOf(answer);
    }
}

async function sendToStore(request, content, { signal, onSent }) {
    const answer = await send(request, content, { signal, onSent, longest: LongestStandstill });
    if (!answer.ok) {
        const [, code = answer.status] = /<Code>(\w+)<\/Code>/.exec(answer.text) ?? [];
        throw code === 'EntityTooLarge'
            ? new UploadError('too-large', 'The file is too large.', answer)
            : new UploadError('store-refused', `The store did not take the file (${code}).`, answer);
    }

    return answer;
}

/** XMLHttpRequest, because fetch does not tell how far a body has come. */
function send({ method, url, headers, credentials, body }, content, { signal, onSent, longest = 0 }) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const xhr = new XMLHttpRequest();
        let standstill;
        let isAllowed = false;
        const watch = () => {
            clearTimeout(standstill);
            standstill = longest && setTimeout(() => {
                // A refusal would have come by now.
                isAllowed = true;
                xhr.abort();
            }, longest);
        };
        const stop = () => xhr.abort();
        xhr.upload.onprogress = ({ loaded, total }) => {
            watch();
            // A form is larger than its file, by what stands before it.
            onSent(Math.max(0, loaded - Math.max(0, total - content.size)));
            // Where bytes can be sent, the browser has asked whether it may.
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
            signal?.aborted ? reject(signal.reason) : resolve(explainSilence(url, { content, isAllowed }));
        };
        xhr.onloadend = () => {
            clearTimeout(standstill);
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

/** A browser does not say why it has no answer. This finds out, and throws. */
async function explainSilence(url, { content, isAllowed = false } = {}) {
    if (content && await isSilent(content.slice(0, 1).arrayBuffer())) {
        throw new UploadError('unreadable', 'The file cannot be read. It has been moved or changed, or it is a folder.');
    }

    // Any answer to this shows that somebody is there.
    const { origin } = new URL(url);
    const probe = { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(LongestCleanUp) };
    if (origin === location.origin || isAllowed || await isSilent(fetch(origin, probe))) {
        throw new UploadError('network', 'There is no answer: the connection or the server is down.');
    }

    const rule = `must allow the origin ${location.origin}, the methods PUT and POST, and all headers`;
    throw new UploadError('cors', `${origin} answers, but not to this page: its CORS rules ${rule}.`);
}

const isSilent = promise => promise.then(() => false, () => true);

function etagIsHidden(answer) {
    throw new UploadError('cors', 'The store does not show the ETag of a part: add "ETag" to ExposeHeaders in the CORS rules of its bucket.', answer);
}

function problemOf({ status, text }) {
    let problem = {};
    try {
        problem = JSON.parse(text) ?? {};
    } catch {
        // Not from MapS3Uploads: a proxy, a login page.
    }

    const message = problem.message ?? problem.detail ?? problem.title ?? `The server answered ${status}.`;
    return new UploadError(problem.code ?? 'failed', message, { ...problem, status });
}

function jsonOf({ status, text }) {
    try {
        return JSON.parse(text);
    } catch {
        throw new UploadError('failed', 'The server answered something else than JSON: is endpoint where MapS3Uploads is mapped?', { status });
    }
}

function formOf(fields, file) {
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    // Last: a store ignores what comes after the file.
    form.append('file', file, nameOf(file));
    return form;
}

const nameOf = file => file.name || 'file';

const typeOf = file => file.type || 'application/octet-stream';

/** The sum over the parts of a file, told when it grows; a part that is sent again does not take anything back. */
class Progress {
    constructor(total, tell = () => {}) {
        this.total = total;
        this.tell = tell;
        this.loaded = 0;
        this.sum = 0;
        this.parts = new Map();
    }

    of(part, sent) {
        this.sum += sent - (this.parts.get(part) ?? 0);
        this.parts.set(part, sent);
        if (this.sum > this.loaded) {
            this.loaded = this.sum;
            this.tell({ loaded: this.loaded, total: this.total });
        }
    }

    end() {
        if (this.loaded < this.total || this.total === 0) {
            // An empty file, or a last step that the browser did not tell of.
            this.tell({ loaded: this.total, total: this.total });
        }
    }
}
