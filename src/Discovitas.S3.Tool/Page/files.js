import { Card } from './card.js';
import { announce, find, reasonOf, request } from './find.js';
import { CardList } from './list.js';
import { countOf } from './words.js';

// The keys of one request are in its URL, which has a limit.
const deletedAtOnce = 20;
const namesShown = 3;

/** What is stored, by card: those of the bucket, and what was uploaded just now. */
const stored = new Map();
const list = new CardList(find('files'), describe);
const bucket = { total: 0, isComplete: true, note: '' };

/** Loads the newest files. Returns the limits of uploads, or nothing if the server does not answer. */
export async function load() {
    find('reload').hidden = true;
    try {
        const listing = await (await request('files')).json();
        show(listing);
        if (!listing.isComplete) {
            count();
        }

        return listing;
    } catch (failure) {
        bucket.note = `The files of the bucket cannot be listed. ${reasonOf(failure)}`;
        find('reload').hidden = false;
        describe();
        return undefined;
    }
}

/** Shows a file that was uploaded just now. */
export function showStored(card, file) {
    bucket.total++;
    present(card, file);
    describe();
}

/** Takes the cards of finished uploads into the list of files. */
export function adopt(cards) {
    list.first(cards.filter(card => stored.has(card)));
}

function show({ files, total, isComplete }) {
    Object.assign(bucket, { total, isComplete, note: '' });
    list.last(files.map(file => {
        const card = new Card(file.fileName, file.size);
        present(card, file);
        card.picture(file.contentType, file.url);
        return card;
    }));
}

// A bucket with many files: all are counted, and the newest of all are found, while the first ones are there to use.
async function count() {
    const added = bucket.total;
    bucket.note = 'The other files are being counted.';
    describe();
    try {
        const listing = await (await request('files?all=true')).json();
        const isInUse = picked().length > 0 || find('files').contains(document.activeElement);
        if (isInUse || bucket.total !== added) {
            Object.assign(bucket, { total: listing.total, isComplete: true, note: '' });
            describe();
        } else {
            const cards = [...stored.keys()].filter(card => list.has(card));
            cards.forEach(card => stored.delete(card));
            list.take(cards, find('files-title'));
            show(listing);
        }
    } catch (failure) {
        bucket.note = `The other files cannot be counted. ${reasonOf(failure)}`;
        describe();
    }
}

function present(card, file) {
    stored.set(card, file);
    card.stored(file, button => copy(file, button), () => remove([card]));
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

// Deleting

/** Told which cards are gone, since some of them are in the list of uploads. */
let gone = () => {};

export function onGone(listener) {
    gone = listener;
}

async function remove(cards) {
    if (!await isConfirmed(cards)) {
        return;
    }

    const one = cards.length === 1 ? cards[0].name : undefined;
    for (let start = 0; start < cards.length; start += deletedAtOnce) {
        const some = cards.slice(start, start + deletedAtOnce);
        try {
            const query = some.map(card => `key=${encodeURIComponent(stored.get(card).key)}`).join('&');
            await request(`files?${query}`, { method: 'DELETE', headers: { 'X-Discovitas-S3': 'delete' } });
            takeAway(some);
        } catch (failure) {
            const why = reasonOf(failure);
            const what = cards.length > 1 ? 'The file may not be deleted.' : 'The file is not deleted.';
            cards.slice(start).forEach(card => card.problem(what, why, 'Try again in a moment.'));
            announce(`${one ?? `${cards.length - start} of ${cards.length} files`} not deleted. ${why}`);
            return;
        }
    }

    announce(one ? `${one} is deleted.` : `${cards.length} files are deleted.`);
}

function takeAway(cards) {
    bucket.total -= cards.length;
    cards.forEach(card => {
        card.pick(false);
        stored.delete(card);
    });
    // The button that was pressed is gone, too, if it was the one for all selected files.
    const isLost = document.activeElement === document.body || find('selection').contains(document.activeElement);
    list.take(cards.filter(card => list.has(card)), find('files-title'));
    gone(cards);
    describe();
    if (isLost) {
        find('files-title').focus();
    }
}

function isConfirmed(cards) {
    const dialog = find('confirm');
    const names = cards.slice(0, namesShown).map(({ name }) => name).join(', ');
    const more = cards.length > namesShown ? ` and ${countOf(cards.length - namesShown)} more` : '';
    const isOne = cards.length === 1;
    find('confirm-title').textContent = isOne ? 'Delete this file?' : `Delete ${countOf(cards.length)} files?`;
    find('confirm-name').textContent = names;
    find('confirm-rest').textContent = isOne
        ? ' is deleted from the store, and its URL stops working.'
        : `${more} are deleted from the store, and their URLs stop working.`;
    dialog.returnValue = 'keep';
    dialog.showModal();
    return new Promise(resolve =>
        dialog.addEventListener('close', () => resolve(dialog.returnValue === 'delete'), { once: true }));
}

// Selecting

const picked = () => [...stored.keys()].filter(card => card.isPicked);

function pickAll(isPicked) {
    stored.forEach((_, card) => card.pick(isPicked));
    describe();
}

document.addEventListener('change', ({ target }) => target.closest('.pick') && describe());
find('all').addEventListener('change', ({ target }) => pickAll(target.checked));
find('unselect').addEventListener('click', () => {
    pickAll(false);
    find('all').focus();
});
find('delete-selected').addEventListener('click', () => remove(picked()));

// What is there

function describe() {
    const { total, isComplete, note } = bucket;
    const selected = picked().length;
    const isAll = selected > 0 && selected === stored.size;
    find('selection').hidden = selected === 0;
    find('selected').textContent = `${countOf(selected)} selected`;
    Object.assign(find('all'), { checked: isAll, indeterminate: selected > 0 && !isAll });
    find('pick-all').hidden = stored.size < 2;

    const figure = isComplete ? countOf(total) : `more than ${countOf(total)}`;
    find('count').textContent = total > 0 ? `(${figure})` : '';
    find('note').textContent = note || noteOn(total - stored.size);
    find('note').hidden = find('note').textContent === '';
}

function noteOn(hidden) {
    if (hidden > 0) {
        return `The newest ${countOf(stored.size)} are shown; ${countOf(hidden)} more are in the bucket.`;
    }

    return list.size > 0 ? '' : stored.size > 0 ? 'The new files are above.' : 'Nothing here yet.';
}
