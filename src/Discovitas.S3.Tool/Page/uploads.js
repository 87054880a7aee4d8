import { UploadError, unfinishedUploads, upload } from './uploads/discovitas-s3.js';
import { Card } from './card.js';
import { adopt, onGone, showStored } from './files.js';
import { announce, find, reasonOf } from './find.js';
import { CardList } from './list.js';
import { Overall } from './overall.js';

const atOnce = 3;
const MiB = 1024 * 1024;
const options = { endpoint: 'uploads', multipartFrom: 16 * MiB, partSize: 8 * MiB };

const items = new Set();
const queue = [];
const running = new Set();
const interrupted = new Map();
const list = new CardList(find('uploads'), describe);
const overall = new Overall();
let limit = Infinity;

export const isBusy = () => running.size + queue.length > 0;

export function limitTo(size) {
    limit = size;
}

export function add(files) {
    const added = [...files].map(file => {
        const card = new Card(file.name, file.size);
        const local = URL.createObjectURL(file);
        card.picture(file.type, local);
        return { file, card, local, loaded: 0, via: wayOf(file) };
    });
    if (added.length === 0) {
        return;
    }

    added.forEach(item => items.add(item));
    list.first(added.map(({ card }) => card));
    added.forEach(enqueue);
    added[0].card.element.scrollIntoView({ block: 'nearest' });
    if (added.length > 1) {
        announce(`${added.length} files are being uploaded.`);
    }
}

// An upload that was interrupted goes on the way that it began.
function wayOf(file) {
    const before = [...interrupted].find(([, known]) => isSame(known, file));
    if (!before) {
        return document.querySelector('[name=way]:checked').value;
    }

    interrupted.delete(before[0]);
    list.take([before[0]], find('uploads-title'));
    return 'direct';
}

const isSame = (known, file) => ['name', 'size', 'lastModified'].every(fact => known[fact] === file[fact]);

function enqueue(item) {
    if (item.file.size > limit) {
        // Before a byte is sent.
        return fail(item, new UploadError('too-large', 'The file is too large.', { limit: String(limit) }));
    }

    overall.start(item, isBusy());
    item.loaded = 0;
    item.cancel = () => {
        queue.splice(queue.indexOf(item), 1);
        cancelled(item);
    };
    become(item, 'waiting');
    item.card.waiting(() => item.cancel());
    queue.push(item);
    next();
}

function next() {
    while (queue.length > 0 && running.size < atOnce) {
        run(queue.shift());
    }
}

async function run(item) {
    const { file, card, via } = item;
    const controller = new AbortController();
    running.add(item);
    item.cancel = () => controller.abort();
    become(item, 'running');
    card.uploading(() => item.cancel());
    try {
        const stored = await upload(file, {
            ...options,
            via,
            metadata: { name: file.name },
            signal: controller.signal,
            onProgress: progress => advance(item, progress),
            onWait: () => card.retrying(navigator.onLine),
        });
        running.delete(item);
        item.loaded = file.size;
        become(item, 'stored');
        showStored(card, stored);
        card.picture(stored.contentType, stored.url).then(() => URL.revokeObjectURL(item.local));
        announce(`${file.name} is uploaded.`);
    } catch (failure) {
        running.delete(item);
        controller.signal.aborted ? cancelled(item) : fail(item, failure);
    } finally {
        next();
        describe();
    }
}

function advance(item, progress) {
    item.loaded = progress.loaded;
    item.resumed = progress.resumed;
    item.card.progress(progress);
    overall.draw();
}

function fail(item, failure) {
    become(item, 'failed');
    const what = item.card.failed(failure, () => enqueue(item), () => dismiss(item));
    announce(`${item.file.name}: ${what}`);
}

function cancelled(item) {
    become(item, 'cancelled');
    item.card.cancelled(() => enqueue(item), () => dismiss(item));
    announce(`${item.file.name} is cancelled.`);
}

function become(item, state) {
    item.state = state;
    describe();
}

function dismiss(...dismissed) {
    dismissed.forEach(item => {
        URL.revokeObjectURL(item.local);
        items.delete(item);
    });
    list.take(dismissed.map(({ card }) => card), find('files-title'));
}

// What is stored moves to the list of files; the rest is only dismissed.
function clear() {
    const finished = [...items].filter(({ state }) => !isActive(state));
    const stored = finished.filter(({ state }) => state === 'stored').map(({ card }) => card);
    dismiss(...finished);
    adopt(stored);
    find('files-title').focus();
}

const isActive = state => state === 'waiting' || state === 'running';

function describe() {
    const busy = [...items].filter(({ state }) => isActive(state)).length;
    find('uploading').hidden = list.size === 0;
    find('clear').hidden = busy === items.size;
    find('cancel-all').hidden = busy < 2;
    overall.draw(true);
}

/** Shows the uploads that an earlier page has left. */
export async function showInterrupted() {
    try {
        for (const known of await unfinishedUploads(options)) {
            const card = new Card(known.name, known.size);
            interrupted.set(card, known);
            card.interrupted(known.loaded, () => choose(card), () => discard(card));
            list.last([card]);
        }
    } catch {
        // The list of files says that the server does not answer. Choosing a file again continues it nevertheless.
    }
}

function choose(card) {
    const input = find('again');
    input.onchange = () => {
        const [file] = input.files;
        input.value = '';
        if (file && isSame(interrupted.get(card), file)) {
            add([file]);
        } else if (file) {
            card.problem(
                'This is another file, or it has changed.',
                'Name, size and date must be the same.',
                'Choose the file that was interrupted, or upload this one as a new file.');
        }
    };
    input.click();
}

async function discard(card) {
    try {
        await interrupted.get(card).remove();
        interrupted.delete(card);
        list.take([card], find('files-title'));
        announce(`The upload of ${card.name} is discarded.`);
    } catch (failure) {
        card.problem('The upload is not discarded yet.', reasonOf(failure), 'Try again in a moment.');
    }
}

onGone(cards => dismiss(...[...items].filter(({ card }) => cards.includes(card))));
find('clear').addEventListener('click', clear);
find('cancel-all').addEventListener('click', () => {
    [...items].filter(({ state }) => isActive(state)).forEach(item => item.cancel());
});
