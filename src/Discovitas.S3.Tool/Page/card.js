import { explain, sizeOf, timeLeft } from './words.js';

const template = document.getElementById('card').content.firstElementChild;
const redrawAfter = 200;
const imageToShow = /^image\/(avif|bmp|gif|jpeg|png|svg\+xml|webp|x-icon)$/;

/** Shows one file of the list. What its buttons do is in page.js. */
export class Card {
    constructor(name, size) {
        this.name = name;
        this.size = size;
        this.element = template.cloneNode(true);
        this.part('.name').textContent = this.part('.name').title = name;
        this.part('.kind').textContent = /\.(\w{1,5})$/.exec(name)?.[1] ?? 'file';
        this.part('progress').setAttribute('aria-label', `Upload of ${name}`);
    }

    part(selector) {
        return this.element.querySelector(selector);
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
        this.part('progress').hidden = false;
        this.part('progress').max = Math.max(1, this.size);
        this.part('progress').value = 0;
        this.drawn = { at: performance.now(), loaded: 0, speed: undefined };
    }

    progress({ loaded, total }) {
        const { at, loaded: before, speed: usual } = this.drawn;
        const passed = performance.now() - at;
        if (loaded === total) {
            this.part('progress').value = total;
            this.part('.state').textContent = `${sizeOf(total)} · checking`;
        } else if (passed >= redrawAfter) {
            const now = (loaded - before) / passed * 1000;
            // An average over about the last two seconds, so that the figure can be read.
            const speed = usual === undefined ? now : usual + (now - usual) * Math.min(1, passed / 2000);
            this.drawn = { at: performance.now(), loaded, speed };
            this.part('progress').value = loaded;
            const left = timeLeft((total - loaded) / Math.max(1, speed));
            this.part('.state').textContent =
                `${sizeOf(loaded)} of ${sizeOf(total)} · ${sizeOf(Math.round(speed))}/s · ${left}`;
        }
    }

    retrying() {
        this.part('.state').textContent = `${sizeOf(this.size)} · no answer, trying again`;
    }

    stored({ url, size, contentType, modified }, copy, remove) {
        const when = modified && new Date(modified).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
        const type = contentType !== 'application/octet-stream' && contentType;
        const state = [sizeOf(size), type, when].filter(Boolean).join(' · ');
        this.become('done', state, [['Copy URL', copy], ['Open', url], ['Delete', remove]]);
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

    /** @param {[string, string | (button: HTMLElement) => void][]} actions Buttons; links if the second is a URL. */
    become(kind, state, actions) {
        const hadFocus = this.element.contains(document.activeElement);
        this.element.className = `card ${kind}`;
        this.part('.state').textContent = state;
        this.part('progress').hidden = true;
        this.part('.problem').hidden = true;
        this.part('.actions').replaceChildren(...actions.map(([label, action]) => this.action(label, action)));
        if (hadFocus) {
            this.part('.actions').firstElementChild.focus();
        }
    }

    action(label, action) {
        const isLink = typeof action === 'string';
        const element = document.createElement(isLink ? 'a' : 'button');
        element.className = label === 'Delete' ? 'button danger' : 'button';
        element.textContent = label;
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
