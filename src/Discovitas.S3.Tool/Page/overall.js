import { find } from './find.js';
import { Pace } from './pace.js';
import { countOf, sizeOf, timeLeft } from './words.js';

const title = document.title;
const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);

/** Shows how far the files have got that are uploaded together. */
export class Overall {
    constructor() {
        this.batch = new Set();
    }

    /** Adds a file. It begins a new batch if nothing else is under way. */
    start(item, isBusy) {
        if (!isBusy) {
            this.batch = new Set();
            this.pace = new Pace();
        }

        this.batch.add(item);
    }

    /** Draws the state; progress alone is drawn a few times a second. */
    draw(isChange = false) {
        const items = [...this.batch].filter(({ state }) => state !== 'cancelled');
        const of = (...states) => items.filter(({ state }) => states.includes(state));
        const isBusy = of('waiting', 'running').length > 0;
        find('overall').hidden = items.length < 2;
        find('overall-bar').hidden = !isBusy;
        if (isBusy) {
            this.drawProgress(items, of('stored').length, of('failed').length, isChange);
        } else {
            const [all, failed] = [items.length, of('failed').length];
            const done = failed > 0 ? `${countOf(all - failed)} of ${countOf(all)}` : countOf(all);
            const rest = failed > 0 ? `, ${countOf(failed)} failed` : '';
            find('overall-text').textContent = `${done} files uploaded${rest}`;
            document.title = title;
        }
    }

    drawProgress(items, stored, failed, isChange) {
        const loaded = sum(items, item => item.loaded);
        const sent = loaded - sum(items, ({ resumed }) => resumed ?? 0);
        if (!this.pace.update(sent, () => this.draw()) && !isChange) {
            return;
        }

        // Of a file that has failed, the rest is not waited for.
        const total = sum(items, ({ state, file, loaded }) => state === 'failed' ? loaded : file.size);
        const left = this.pace.speed > 0 ? ` · ${timeLeft(this.pace.secondsFor(total - loaded))}` : '';
        Object.assign(find('overall-bar'), { max: Math.max(1, total), value: loaded });
        const rest = failed > 0 ? `, ${countOf(failed)} failed` : '';
        find('overall-text').textContent = `${countOf(stored)} of ${countOf(items.length)} files uploaded${rest}`
            + ` · ${sizeOf(loaded)} of ${sizeOf(total)}${left}`;
        document.title = `${Math.floor(100 * loaded / Math.max(1, total))}% · ${title}`;
    }
}
