const redrawAfter = 200;

/** Measures how fast something is sent, on average over about the last two seconds, so that the figure can be read. */
export class Pace {
    constructor() {
        this.at = performance.now();
        this.sent = 0;
        this.speed = undefined;
    }

    /**
     * Takes in how much has been sent. Returns false if it is too early to show anything new: `later` is called when it
     * is time, unless there is an update before.
     */
    update(sent, later) {
        this.stop();
        const passed = performance.now() - this.at;
        if (passed < redrawAfter) {
            this.timer = setTimeout(later, redrawAfter - passed);
            return false;
        }

        const now = Math.max(0, sent - this.sent) / passed * 1000;
        const share = Math.min(1, passed / 2000);
        this.speed = this.speed === undefined ? now : this.speed + (now - this.speed) * share;
        this.at = performance.now();
        this.sent = sent;
        return true;
    }

    stop() {
        clearTimeout(this.timer);
    }

    secondsFor(bytes) {
        return bytes / Math.max(1, this.speed);
    }
}
