import { load } from './files.js';
import { find } from './find.js';
import { add, isBusy, limitTo, showInterrupted } from './uploads.js';
import { sizeOf } from './words.js';

const hints = {
    direct: 'The browser sends the file to the store. The server signs the requests and verifies the file.',
    form: 'The browser sends a form to the server, which streams the file to the store.',
};

async function start() {
    const listing = await load();
    if (listing) {
        limitTo(listing.maxFileSize);
        find('place').textContent = `Files go to ${listing.place}.`;
        find('limit').textContent = `Up to ${sizeOf(listing.maxFileSize)} each`;
    }
}

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
find('reload').addEventListener('click', start);

// What is under way waits in the store, and goes on when the file is chosen again.
addEventListener('beforeunload', event => isBusy() && event.preventDefault());

start();
showInterrupted();
