// What the page says about sizes, times and failures.

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

const agree = 'Choose a file that agrees with the settings of this bucket.';
const later = 'Try again in a moment.';
const terminal = 'The terminal that runs the demo says more.';

const remedies = {
    'too-large': 'Choose a smaller file.',
    'unreadable': 'Choose it again. Of a folder, choose the files.',
    'cors': 'Correct the CORS rules, or send it through the server.',
    'content-type-not-allowed': agree,
    'extension-not-allowed': agree,
    'invalid-content-type': agree,
    'content-type-mismatch': 'Give the file the extension of what it holds.',
    'store-unavailable': later,
    'store-refused': terminal,
    'store-failed': terminal,
};

const titles = {
    'too-large': 'The file is too large.',
    'unreadable': 'The file cannot be read.',
    'cors': 'The browser may not talk to the store.',
    'store-refused': 'The store refused the file.',
};

/** A failure as a person wants it: what happened, why, what to do, and whether the same can succeed another time. */
export function explain(failure, file) {
    const { code, message, title, limit } = failure;
    if (code === 'network') {
        return navigator.onLine
            ? { what: 'The connection broke.', why: 'The server does not answer; perhaps it has been stopped.', remedy: 'Start the demo again, then try again.', again: true }
            : { what: 'You are offline.', why: 'The file could not be sent.', remedy: 'Connect, then try again.', again: true };
    }

    const most = parseInt(limit, 10);
    if (code === 'too-large' && most > 0) {
        return { what: titles[code], why: `It has ${sizeOf(file.size)}; at most ${sizeOf(most)} are taken.`, remedy: remedies[code], again: false };
    }

    const what = titles[code] ?? (title ? `${title}.` : 'The upload failed.');
    const why = message === what ? '' : message;
    return { what, why, remedy: remedies[code] ?? later, again: remedies[code] !== agree && code !== 'too-large' && code !== 'unreadable' };
}
