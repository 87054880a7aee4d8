// Uploads files from a page to the routes of MapS3Uploads:
//
//     import { upload } from '/uploads/discovitas-s3.js';
//     const { url } = await upload(file, { endpoint: '/uploads', onProgress: ({ loaded, total }) => { … } });

const MiB = 1024 * 1024;

// Limits of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const MinPartSize = 5 * MiB;
const MaxParts = 10_000;

const DefaultPartSize = 16 * MiB;
const DefaultMultipartFrom = 100 * MiB;
const MaxRetries = 3;
const FirstDelay = 500;
const StallTimeout = 60_000;
const CleanUpTimeout = 10_000;

/**
 * @typedef {object} UploadOptions
 * @property {string} endpoint The route of MapS3Uploads, for instance `/uploads`.
 * @property {(progress: { loaded: number, total: number }) => void} [onProgress] Called with the number of bytes of the
 *     file that have been sent. `loaded` never decreases, and is `total` at the end.
 * @property {AbortSignal} [signal] Cancels the upload. Nothing of it is kept, unless the server was completing it
 *     already, and the promise rejects with the reason of the signal, usually an `AbortError`.
 * @property {'direct' | 'form'} [via] `direct` (default): from the browser to the store. `form`: through the server.
 * @property {Record<string, string>} [metadata] Stored with the file, if the server allows the names.
 * @property {Record<string, string>} [headers] Sent to the endpoint, `Authorization` for instance, never to the store.
 * @property {string} [antiforgeryToken] Sent to the endpoint as `RequestVerificationToken`.
 * @property {RequestCredentials} [credentials] Whether cookies are sent to the endpoint. The store never gets them.
 *     Default: `same-origin`. With a form, `omit` has the same effect.
 * @property {number} [partSize] Bytes per part, at least 5 MiB. Larger if the file has more than 10,000 such parts.
 *     Default: 16 MiB.
 * @property {number} [parallel] The number of parts that are sent at once. Default: 4.
 * @property {number} [multipartFrom] The size in bytes from which a direct upload is sent in parts. Default: 100 MiB.
 */

/**
 * @typedef {{ url: string, key: string, size: number, contentType: string, fileName: string }} UploadedFile
 *     A file that is stored and verified.
 */

/**
 * Why an upload failed. `code` is one of the server's (`too-large`, `content-type-not-allowed`, …), or `unauthorized`
 * (the user must sign in again), `network` (no response), `cors` (the store responds, but the browser may not read it),
 * `unreadable` (the file is missing, has changed or is a folder), `store-rejected` (the store responds with an error) or
 * `failed`.
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
        /** The HTTP status; 0 if there was no response. */
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
 * @returns {Promise<UploadedFile>} The file, once it is stored and verified.
 * @throws {UploadError | DOMException}
 */
export async function upload(file, options) {
    if (!options?.endpoint) {
        throw new TypeError('upload needs the option endpoint: the route of MapS3Uploads.');
    }

    options.signal?.throwIfAborted();
    const progress = new Progress(file.size, options.onProgress);
    const endpoint = new Endpoint(options);
    const uploaded = await chooseWay(file, options)(file, endpoint, progress, options);
    progress.complete();
    return uploaded;
}

function chooseWay(file, { via = 'direct', multipartFrom = DefaultMultipartFrom }) {
    if (via === 'form') {
        return throughServer;
    }

    return file.size > 0 && file.size >= multipartFrom ? inParts : inOne;
}

async function throughServer(file, endpoint, progress, { metadata = {}, signal, credentials }) {
    const { url, headers } = endpoint;
    const request = { method: 'POST', url, headers, credentials, body: formOf(metadata, file) };
    const response = await send(request, file, { signal, onSent: sent => progress.set(0, sent) });
    if (!response.ok) {
        throw problemOf(response);
    }

    return jsonOf(response)[0];
}

async function inOne(file, endpoint, progress, { metadata = {}, signal }) {
    const described = Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]);
    const facts = [['filename', nameOf(file)], ['type', typeOf(file)], ['size', file.size]];
    const query = new URLSearchParams([...facts, ...described]);
    let ticket;
    await withRetries(signal, async before => {
        // Retried with the same key, so that a lost response leaves no second file. Only a key that the store rejects
        // is replaced.
        if (!ticket || before.status === 403) {
            ticket = await endpoint.request('GET', `s3/params?${query}`, { signal });
        }

        const { method, url, fields = {}, headers = {} } = ticket;
        const body = method === 'POST' ? formOf(fields, file) : file;
        await sendToStore({ method, url, headers, body }, file, { signal, onSent: sent => progress.set(0, sent) });
    });
    const json = { key: ticket.key, token: ticket.token };
    return withRetries(signal, () => endpoint.request('POST', 's3/verify', { json, signal }));
}

async function inParts(file, endpoint, progress, { metadata, signal, partSize = DefaultPartSize, parallel = 4 }) {
    const description = { filename: nameOf(file), type: typeOf(file), size: file.size, metadata };
    // Not cancelled: an upload that has started must be known, to be removed.
    const { key, uploadId } = await endpoint.request('POST', 's3/multipart', { json: description });
    const path = `s3/multipart/${encodeURIComponent(uploadId)}`;
    const query = `?${new URLSearchParams({ key })}`;
    try {
        signal?.throwIfAborted();
        const ranges = rangesOf(file.size, partSize);
        const sendPart = async ({ number, start, end }, stop) => {
            const { url, headers = {} } = await endpoint.request('GET', `${path}/${number}${query}`, { signal: stop });
            const body = file.slice(start, end);
            const onSent = sent => progress.set(number, sent);
            const response = await sendToStore({ method: 'PUT', url, headers, body }, body, { signal: stop, onSent });
            return { PartNumber: number, ETag: response.header('ETag') ?? failHiddenETag(response) };
        };
        const parts = await runTogether(
            ranges, parallel, signal, (range, stop) => withRetries(stop, () => sendPart(range, stop)));
        const complete = { json: { parts }, signal };
        return await withRetries(signal, () => endpoint.request('POST', `${path}/complete${query}`, complete));
    } catch (failure) {
        // keepalive: also when the user leaves the page. The first failure is the one to report.
        const cleanUp = { keepalive: true, signal: AbortSignal.timeout(CleanUpTimeout) };
        await endpoint.request('DELETE', path + query, cleanUp).catch(() => {});
        throw failure;
    }
}

function rangesOf(size, wanted) {
    const length = Math.max(MinPartSize, wanted, Math.ceil(size / MaxParts));
    return Array.from({ length: Math.ceil(size / length) }, (_, i) => (
        { number: i + 1, start: i * length, end: Math.min(size, (i + 1) * length) }));
}

/** Runs the work for all items in order, some at a time. The first failure stops the rest. */
async function runTogether(items, parallel, signal, work) {
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

/** Retries what may succeed another time, after growing delays. `attempt` gets the failure of the attempt before. */
async function withRetries(signal, attempt) {
    let before;
    for (let retries = 0; ; retries++) {
        try {
            return await attempt(before);
        } catch (failure) {
            signal?.throwIfAborted();
            before = failure;
            if (retries === MaxRetries || !isTransient(failure)) {
                throw failure;
            }
        }

        await delay(FirstDelay * 2 ** retries * (0.75 + Math.random() / 2), signal);
    }
}

function isTransient(failure) {
    const isStores = failure.code === 'store-rejected' && [403, 408, 429].includes(failure.status);
    const isServers = failure.status >= 500 && failure.code !== 'store-failed' || failure.code === 'being-completed';
    return failure.status === 0 && failure.code !== 'unreadable' || isStores || isServers;
}

function delay(time, signal) {
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
        const token = antiforgeryToken && { RequestVerificationToken: antiforgeryToken };
        this.headers = { ...headers, ...token, Accept: 'application/json' };
        this.credentials = credentials;
    }

    async request(method, path, { json, signal, keepalive } = {}) {
        const headers = json ? { ...this.headers, 'Content-Type': 'application/json' } : this.headers;
        const body = json && JSON.stringify(json);
        const request = { method, headers, credentials: this.credentials, body, signal, keepalive };
        const url = `${this.url}/${path}`;
        let response;
        try {
            const received = await fetch(url, request);
            response = { status: received.status, ok: received.ok, text: await received.text() };
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
        throw code === 'EntityTooLarge'
            ? new UploadError('too-large', 'The file is too large.', response)
            : new UploadError('store-rejected', `The store rejected the file (${code}).`, response);
    }

    return response;
}

/** Uses XMLHttpRequest, because fetch reports no progress of a request's body. */
function send({ method, url, headers, credentials, body }, content, { signal, onSent, timeout = 0 }) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const xhr = new XMLHttpRequest();
        let stallTimer;
        let isAllowed = false;
        const watch = () => {
            clearTimeout(stallTimer);
            stallTimer = timeout && setTimeout(() => {
                // If CORS did not allow the request, it would have failed by now.
                isAllowed = true;
                xhr.abort();
            }, timeout);
        };
        const stop = () => xhr.abort();
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
    if (content && await isSilent(content.slice(0, 1).arrayBuffer())) {
        const message = 'The file cannot be read. It has been moved or changed, or it is a folder.';
        throw new UploadError('unreadable', message);
    }

    // Any response to this shows that the server is running.
    const { origin } = new URL(url);
    const signal = AbortSignal.timeout(CleanUpTimeout);
    const probe = { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal };
    if (origin === location.origin || isAllowed || await isSilent(fetch(origin, probe))) {
        throw new UploadError('network', 'There is no response: the connection or the server is down.');
    }

    const rule = `must allow the origin ${location.origin}, the methods PUT and POST, and all headers`;
    throw new UploadError('cors', `${origin} responds, but not to this page: its CORS rules ${rule}.`);
}

const isSilent = promise => promise.then(() => false, () => true);

function failHiddenETag(response) {
    const rule = 'add "ETag" to ExposeHeaders in the CORS rules of its bucket';
    throw new UploadError('cors', `The page cannot read the ETag of a part: ${rule}.`, response);
}

function problemOf({ status, text }) {
    let problem = {};
    try {
        problem = JSON.parse(text) ?? {};
    } catch {
        // Not from MapS3Uploads, but from a proxy or a login page.
    }

    if (status === 401 && !problem.code) {
        // From authentication, which answers before MapS3Uploads does, usually without a body.
        return new UploadError('unauthorized', 'You are not signed in, or no longer. Sign in again.', { status });
    }

    const message = problem.message ?? problem.detail ?? problem.title ?? `The server answered ${status}.`;
    return new UploadError(problem.code ?? 'failed', message, { ...problem, status });
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
    }

    set(part, sent) {
        this.sum += sent - (this.parts.get(part) ?? 0);
        this.parts.set(part, sent);
        if (this.sum > this.loaded) {
            this.loaded = this.sum;
            this.report({ loaded: this.loaded, total: this.total });
        }
    }

    complete() {
        if (this.loaded < this.total || this.total === 0) {
            // The file is empty, or the browser did not report the last bytes.
            this.report({ loaded: this.total, total: this.total });
        }
    }
}
