// Everything is set as text or property: a stored name can be no element.

export const find = id => document.getElementById(id);

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const shapes = {
  folder: 'M1.5 3.5h4.5l1.5 2h7v7.5h-13z',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  upload: 'M8 10.5v-8M4.5 5.5 8 2l3.5 3.5M2.5 10v3.5h11V10',
};

export function icon(name) {
  const [svg, path] = ['svg', 'path'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  for (const [key, value] of Object.entries({ class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}

export function fill(element, children) {
  element.replaceChildren(...children);
}

export const size = bytes => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
};

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export const date = text => text ? dateTime.format(new Date(text)) : '';
export const time = text => clock.format(new Date(text));

// A table of names and values.
export function list(title, pairs) {
  return pairs.length === 0 ? null : make('section', { className: 'group' },
    make('h3', {}, title),
    make('dl', {}, ...pairs.flatMap(({ name, value }) => [make('dt', {}, name), make('dd', {}, String(value))])));
}

// A button that says so when it has copied a text.
export function copyButton(label, text) {
  const button = make('button', { className: 'button', type: 'button' }, label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser does not allow it';
    }
    setTimeout(() => button.textContent = label, 1500);
  });
  return button;
}
