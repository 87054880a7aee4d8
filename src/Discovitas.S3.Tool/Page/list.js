const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
const sideways = { ArrowRight: 1, ArrowLeft: -1 };
const clamp = (value, end) => Math.min(Math.max(value, 0), end - 1);

/**
 * A list of cards, of which the Tab key visits one: arrow keys go from card to card, and from button to button. A long
 * list would otherwise be hundreds of stops.
 */
export class CardList {
    /** @param {HTMLElement} element @param {() => void} changed Called when a card is added or taken away. */
    constructor(element, changed) {
        this.element = element;
        this.changed = changed;
        this.cards = new Map();
        element.addEventListener('focusin', ({ target }) => this.visit(this.cardOf(target)));
        element.addEventListener('keydown', event => this.move(event));
    }

    get size() {
        return this.cards.size;
    }

    first(cards) {
        this.put(cards, elements => this.element.prepend(...elements));
    }

    last(cards) {
        this.put(cards, elements => this.element.append(...elements));
    }

    has(card) {
        return this.cards.has(card.element);
    }

    /** Takes cards out. If one of them had the focus, it goes to a neighbour, or else to `otherwise`. */
    take(cards, otherwise) {
        const hadFocus = cards.some(({ element }) => element.contains(document.activeElement));
        const last = cards.at(-1)?.element;
        const isLeaving = element => cards.some(card => card.element === element);
        let neighbour = last?.nextElementSibling ?? last?.previousElementSibling;
        while (neighbour && isLeaving(neighbour)) {
            neighbour = neighbour.previousElementSibling;
        }

        for (const { element } of cards) {
            element.remove();
            this.cards.delete(element);
        }

        this.visit(this.cards.get(neighbour) ?? this.cards.get(this.element.firstElementChild));
        if (hadFocus) {
            (this.cards.get(neighbour)?.controls.at(-1) ?? otherwise).focus();
        }

        this.changed();
    }

    put(cards, insert) {
        cards.forEach(card => this.cards.set(card.element, card));
        insert(cards.map(({ element }) => element));
        this.visit(this.current ?? this.cards.get(this.element.firstElementChild));
        this.changed();
    }

    cardOf(node) {
        return this.cards.get(node.closest('.card'));
    }

    visit(card) {
        if (card !== this.current) {
            this.current?.visit(false);
            this.current = card;
            card?.visit(true);
        }
    }

    move(event) {
        const { key, target, altKey, ctrlKey, metaKey } = event;
        const card = this.cardOf(target);
        if (!card || altKey || ctrlKey || metaKey || !(key in steps || key in sideways)) {
            return;
        }

        const { controls } = card;
        const place = controls.indexOf(target);
        event.preventDefault();
        if (key in sideways) {
            controls[clamp(place + sideways[key], controls.length)].focus();
            return;
        }

        const elements = [...this.element.children];
        const next = elements[clamp(elements.indexOf(card.element) + steps[key], elements.length)];
        const there = this.cards.get(next).controls;
        const same = there.find(control => control.dataset.action === target.dataset.action);
        (same ?? there[clamp(place, there.length)]).focus();
    }
}
