// The texts of the page for sizes, times and failures.

// A number and its unit stay on one line.
const gap = '\u00a0';
const units = ['KiB', 'MiB', 'GiB', 'TiB'];

export function sizeOf(bytes) {
    if (bytes < 1024) {
        return bytes === 1 ? `1${gap}byte` : `${bytes}${gap}bytes`;
    }

    const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
    return `${(bytes / 1024 ** power).toFixed(1).replace('.0', '')}${gap}${units[power - 1]}`;
}

export function timeLeft(seconds) {
    if (seconds < 60) {
        return `${Math.max(1, Math.round(seconds))}${gap}s left`;
    }

    return seconds < 3600 ? `${Math.round(seconds / 60)} min left` : `${(seconds / 3600).toFixed(1)} h left`;
}

export const countOf = number => number.toLocaleString('en');

/** What is known about a picture, once it is uploaded. */
export function imageOf(image) {
    return image
        ? [
            `${countOf(image.width)}${gap}×${gap}${countOf(image.height)}${gap}pixels`,
            image.frames > 1 && `${countOf(image.frames)}${gap}frames`,
            image.isCleaned ? 'location and other metadata removed' : 'metadata not removed',
        ]
        : [];
}

const letters = new Intl.Segmenter();
const endShown = 12;

/** Splits a name before its end, which says most, so that a narrow screen cuts the middle: a phone numbers pictures. */
export function splitName(name) {
    const all = [...letters.segment(name)].map(({ segment }) => segment);
    if (all.length <= endShown + 3) {
        return [name, ''];
    }

    const end = all.slice(-endShown).join('').trimStart();
    return [name.slice(0, name.length - end.length), end];
}

const agree = 'Choose a file that agrees with the settings of this bucket.';
const later = 'Try again in a moment.';
const start = 'Start it, then try again.';
const terminal = 'The terminal that runs this server says more.';

const remedies = {
    'too-large': 'Choose a smaller file.',
    'unreadable': 'Choose it again. If it is a folder, choose the files in it.',
    'cors': 'Correct the CORS rules, or send it through the server.',
    'content-type-not-allowed': agree,
    'extension-not-allowed': agree,
    'invalid-content-type': agree,
    'content-type-mismatch': 'Give the file the extension of its real type.',
    // The server's own sentence says what to do.
    'image-too-large': '',
    'image-too-small': '',
    'image-not-supported': '',
    'invalid-image': '',
    'store-unavailable': later,
    'inspection-failed': later,
    'store-rejected': terminal,
    'store-failed': terminal,
};

const titles = {
    'too-large': 'The file is too large.',
    'unreadable': 'The file cannot be read.',
    'cors': 'The browser may not send to the store.',
    'store-rejected': 'The store rejected the file.',
};

/** Explains a failure: what happened, why, what to do, and whether trying again can help. */
export function explain(failure, file) {
    const { code, message, title, limit } = failure;
    if (code === 'network') {
        return navigator.onLine
            ? offer('The connection broke.', 'The server does not answer. Perhaps it was stopped.', start)
            : offer('You are offline.', 'The file could not be sent.', 'Connect, then try again.');
    }

    const most = parseInt(limit, 10);
    if (code === 'too-large' && most > 0) {
        const why = `It has ${sizeOf(file.size)}. The maximum is ${sizeOf(most)}.`;
        return { what: titles[code], why, remedy: remedies[code], again: false };
    }

    const what = titles[code] ?? (title ? `${title}.` : 'The upload failed.');
    const why = withoutStart(message, what);
    const { isFinal } = failure;
    return { what, why, remedy: remedies[code] ?? (isFinal ? 'Choose another file.' : later), again: !isFinal };
}

/** Returns what a message adds to its title: it may begin with the same words. */
function withoutStart(message, title) {
    const start = `${title.slice(0, -1)}: `;
    return message === title ? ''
        : message.startsWith(start) ? message[start.length].toUpperCase() + message.slice(start.length + 1)
        : message;
}

function offer(what, why, remedy) {
    return { what, why, remedy, again: true };
}
