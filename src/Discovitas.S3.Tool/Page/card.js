import { Pace } from './pace.js';
import { explain, imageOf, sizeOf, splitName, timeLeft } from './words.js';

const template = document.getElementById('card').content.firstElementChild;
const imageToShow = /^image\/(avif|bmp|gif|jpeg|png|svg\+xml|webp|x-icon)$/;

/** Shows one file of a list. What its buttons do is in files.js and uploads.js. */
export class Card {
    constructor(name, size) {
        this.name = name;
        this.size = size;
        this.isVisited = false;
        this.element = template.cloneNode(true);
        const [start, end] = splitName(name);
        this.part('.name').title = name;
        this.part('.name').setAttribute('aria-label', name);
        this.part('.start').textContent = start;
        this.part('.end').textContent = end;
        this.part('.kind').textContent = /\.(\w{1,5})$/.exec(name)?.[1] ?? 'file';
        this.part('progress').setAttribute('aria-label', `Upload of ${name}`);
        this.part('.pick input').setAttribute('aria-label', `Select: ${name}`);
        this.part('.pick input').dataset.action = 'Select';
    }

    part(selector) {
        return this.element.querySelector(selector);
    }

    /** What the keyboard can reach, from left to right. */
    get controls() {
        return [...this.element.querySelectorAll('.pickable .pick input, .actions > *')];
    }

    get isPicked() {
        return this.part('.pick input').checked;
    }

    pick(isPicked) {
        this.part('.pick input').checked = isPicked && this.element.classList.contains('pickable');
    }

    /** Only the controls of one card of a list can be reached with the Tab key. */
    visit(isVisited) {
        this.isVisited = isVisited;
        this.element.querySelectorAll('a, button, input').forEach(control => control.tabIndex = isVisited ? 0 : -1);
    }

    /** Shows a picture once it has loaded. Until then, and if it cannot be read, the previous one stays. */
    async picture(type, url) {
        if (!imageToShow.test(type)) {
            return;
        }

        const before = this.part('img');
        const image = Object.assign(new Image(), { alt: '', decoding: 'async', loading: 'lazy', src: url });
        this.part('.thumbnail').append(image);
        const isLoaded = await new Promise(resolve => {
            image.onload = () => resolve(true);
            image.onerror = () => resolve(false);
        });
        (isLoaded ? before : image)?.remove();
    }

    waiting(cancel) {
        this.become('', `${sizeOf(this.size)} · waiting`, [['Cancel', cancel]]);
    }

    uploading(cancel) {
        this.become('', `${sizeOf(this.size)} · starting`, [['Cancel', cancel]]);
        this.bar(0);
        this.pace = new Pace();
    }

    progress(progress) {
        const { loaded, total, resumed = 0 } = progress;
        if (loaded === total) {
            this.pace.stop();
            this.bar(total);
            this.part('.state').textContent = `${sizeOf(total)} · checking`;
        } else if (this.pace.update(loaded - resumed, () => this.progress(progress))) {
            this.bar(loaded);
            const speed = sizeOf(Math.round(this.pace.speed));
            const left = timeLeft(this.pace.secondsFor(total - loaded));
            this.part('.state').textContent = `${sizeOf(loaded)} of ${sizeOf(total)} · ${speed}/s · ${left}`;
        }
    }

    /** Something has failed, and is tried again. */
    retrying(isOnline) {
        this.pace.stop();
        const what = isOnline ? 'the connection broke, trying again' : 'offline, waiting for the connection';
        this.part('.state').textContent = `${sizeOf(this.part('progress').value)} of ${sizeOf(this.size)} · ${what}`;
    }

    interrupted(loaded, choose, discard) {
        const state = `${sizeOf(loaded)} of ${sizeOf(this.size)} are stored · choose the file again to continue`;
        this.become('interrupted', state, [['Choose again', choose], ['Discard', discard]]);
        this.bar(loaded);
    }

    stored({ url, size, contentType, modified, image }, copy, remove) {
        const when = modified && new Date(modified).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
        const type = contentType !== 'application/octet-stream' && contentType;
        const state = [sizeOf(size), type, ...imageOf(image), when].filter(Boolean).join(' · ');
        this.become('done pickable', state, [['Copy URL', copy], ['Open', url], ['Delete', remove]]);
    }

    failed(failure, again, dismiss) {
        const { what, why, remedy, again: mayAgain } = explain(failure, this);
        const actions = [...(mayAgain ? [['Try again', again]] : []), ['Dismiss', dismiss]];
        this.become('failed', sizeOf(this.size), actions);
        this.problem(what, why, remedy);
        return what;
    }

    cancelled(again, dismiss) {
        const state = `${sizeOf(this.size)} · cancelled, nothing was stored`;
        this.become('', state, [['Try again', again], ['Dismiss', dismiss]]);
    }

    problem(what, why, remedy) {
        this.part('.problem').hidden = false;
        this.part('.what').textContent = what;
        this.part('.why').textContent = why;
        this.part('.remedy').textContent = remedy;
    }

    bar(loaded) {
        Object.assign(this.part('progress'), { hidden: false, max: Math.max(1, this.size), value: loaded });
    }

    /** @param {[string, string | (button: HTMLElement) => void][]} actions Buttons; links if the second is a URL. */
    become(kind, state, actions) {
        this.pace?.stop();
        const hadFocus = this.element.contains(document.activeElement);
        this.element.className = `card ${kind}`;
        this.part('.state').textContent = state;
        this.part('progress').hidden = true;
        this.part('.problem').hidden = true;
        this.part('.actions').replaceChildren(...actions.map(([label, action]) => this.action(label, action)));
        this.visit(this.isVisited);
        if (hadFocus) {
            this.part('.actions').firstElementChild.focus();
        }
    }

    action(label, action) {
        const isLink = typeof action === 'string';
        const element = document.createElement(isLink ? 'a' : 'button');
        element.className = label === 'Delete' ? 'button danger' : 'button';
        element.textContent = label;
        element.dataset.action = label;
        element.setAttribute('aria-label', `${label}: ${this.name}`);
        if (isLink) {
            Object.assign(element, { href: action, target: '_blank', rel: 'noopener' });
        } else {
            element.type = 'button';
            element.addEventListener('click', () => action(element));
        }

        return element;
    }
}
