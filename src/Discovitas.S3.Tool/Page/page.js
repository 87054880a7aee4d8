import { UploadError, upload } from './uploads/discovitas-s3.js';
import { Card } from './card.js';
import { sizeOf } from './words.js';

const atOnce = 3;
const hints = {
    direct: 'The browser sends the file to the store. The server signs the requests and verifies the file.',
    form: 'The browser sends a form to the server, which streams the file to the store.',
};

const find = id => document.getElementById(id);
const queue = [];
const running = new Set();
let limit = Infinity;

function announce(text) {
    find('announcer').textContent = text;
}

// Uploads

function add(files) {
    const cards = [...files].map(file => {
        const card = new Card(file.name, file.size);
        const local = URL.createObjectURL(file);
        card.picture(file.type, local);
        return { file, card, local };
    });
    find('files').prepend(...cards.map(({ card }) => card.element));
    cards.forEach(enqueue);
    if (cards.length > 1) {
        announce(`${cards.length} files are being uploaded.`);
    }

    describe();
}

function enqueue(item) {
    if (item.file.size > limit) {
        // Before a byte is sent.
        return fail(item, new UploadError('too-large', 'The file is too large.', { limit: String(limit) }));
    }

    item.card.waiting(() => {
        queue.splice(queue.indexOf(item), 1);
        cancelled(item);
    });
    queue.push(item);
    next();
}

function next() {
    if (queue.length > 0 && running.size < atOnce) {
        run(queue.shift());
        next();
    }
}

async function run(item) {
    const { file, card } = item;
    const controller = new AbortController();
    running.add(controller);
    card.uploading(() => controller.abort());
    try {
        const stored = await upload(file, {
            endpoint: 'uploads',
            via: document.querySelector('[name=way]:checked').value,
            metadata: { name: file.name },
            signal: controller.signal,
            onProgress: progress => card.progress(progress),
            onWait: () => card.retrying(),
        });
        show(card, stored);
        card.picture(stored.contentType, stored.url).then(() => URL.revokeObjectURL(item.local));
        announce(`${file.name} is uploaded.`);
    } catch (failure) {
        controller.signal.aborted ? cancelled(item) : fail(item, failure);
    } finally {
        running.delete(controller);
        next();
    }
}

function fail(item, failure) {
    const what = item.card.failed(failure, () => enqueue(item), () => dismiss(item));
    announce(`${item.file.name}: ${what}`);
}

function cancelled(item) {
    item.card.cancelled(() => enqueue(item), () => dismiss(item));
    announce(`${item.file.name} is cancelled.`);
}

function dismiss({ card, local }) {
    URL.revokeObjectURL(local);
    takeAway(card);
}

// Stored files

function show(card, stored) {
    card.stored(stored, button => copy(stored, button), () => remove(card, stored));
}

async function copy({ url }, button) {
    try {
        await navigator.clipboard.writeText(url);
        button.textContent = 'Copied';
        announce('The URL is copied.');
        setTimeout(() => button.textContent = 'Copy URL', 2000);
    } catch {
        prompt('The browser does not let the page copy. The URL:', url);
    }
}

async function remove(card, { key }) {
    if (!await isConfirmed(card.name)) {
        return;
    }

    try {
        const headers = { 'X-Discovitas-S3': 'delete' };
        const answer = await fetch(`files?key=${encodeURIComponent(key)}`, { method: 'DELETE', headers });
        if (!answer.ok) {
            throw new Error(await answer.text() || `The server answered ${answer.status}.`);
        }

        takeAway(card);
        announce(`${card.name} is deleted.`);
    } catch (failure) {
        const why = failure instanceof TypeError ? 'The server does not answer.' : failure.message;
        card.problem('The file is not deleted.', why, 'Try again in a moment.');
        announce(`${card.name} is not deleted. ${why}`);
    }
}

function isConfirmed(name) {
    const dialog = find('confirm');
    find('confirm-name').textContent = name;
    dialog.returnValue = 'keep';
    dialog.showModal();
    return new Promise(resolve =>
        dialog.addEventListener('close', () => resolve(dialog.returnValue === 'delete'), { once: true }));
}

// Focus goes to the neighbour, so that the keyboard does not lose its place.
function takeAway({ element }) {
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    element.remove();
    (neighbour?.querySelector('.actions > :last-child') ?? find('files-title')).focus();
    describe();
}

async function load() {
    find('reload').hidden = true;
    try {
        const answer = await fetch('files');
        if (!answer.ok) {
            throw new Error(await answer.text());
        }

        const { place, maxFileSize, files, hidden } = await answer.json();
        limit = maxFileSize;
        find('place').textContent = `Files go to ${place}.`;
        find('limit').textContent = `, up to ${sizeOf(limit)} each`;
        find('files').append(...files.map(file => cardOf(file)));
        describe(hidden > 0 ? `The newest ${files.length} are shown; ${hidden} more are in the bucket.` : '');
    } catch (failure) {
        const why = failure instanceof TypeError ? 'The server does not answer.' : failure.message;
        describe(`The files of the bucket cannot be listed. ${why}`);
        find('reload').hidden = false;
    }
}

function cardOf(stored) {
    const card = new Card(stored.fileName, stored.size);
    show(card, stored);
    card.picture(stored.contentType, stored.url);
    return card.element;
}

let lasting = '';

function describe(note = lasting) {
    lasting = note;
    const count = find('files').childElementCount;
    find('count').textContent = count > 0 ? `(${count})` : '';
    find('note').textContent = note || 'Nothing here yet.';
    find('note').hidden = count > 0 && !note;
}

// Ways in

const hasFiles = event => event.dataTransfer?.types.includes('Files');
const dragging = isOn => document.body.classList.toggle('dragging', isOn);

addEventListener('dragover', event => {
    if (hasFiles(event)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        dragging(true);
    }
});
addEventListener('dragleave', event => event.relatedTarget === null && dragging(false));
addEventListener('drop', event => {
    dragging(false);
    if (hasFiles(event)) {
        event.preventDefault();
        add(event.dataTransfer.files);
    }
});
addEventListener('paste', event => event.clipboardData.files.length > 0 && add(event.clipboardData.files));
find('input').addEventListener('change', ({ target }) => {
    add(target.files);
    // So that the same file can be chosen again.
    target.value = '';
});

find('way').addEventListener('change', ({ target }) => find('way-hint').textContent = hints[target.value]);
find('way-hint').textContent = hints[document.querySelector('[name=way]:checked').value];
find('reload').addEventListener('click', load);

addEventListener('beforeunload', event => running.size + queue.length > 0 && event.preventDefault());
// Cancelling removes unfinished uploads from the store.
addEventListener('pagehide', () => running.forEach(controller => controller.abort()));

load();
