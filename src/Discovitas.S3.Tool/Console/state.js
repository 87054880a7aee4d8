// The state is in the fragment, so that a reload and the back button keep it. The key that the server asks for is there
// too: it goes to no server as part of the address, and no other page can read it.

const read = () => new URLSearchParams(location.hash.slice(1));

export const get = name => read().get(name) ?? '';

export function set(changes, replace = false) {
  const state = read();
  for (const [name, value] of Object.entries(changes)) {
    if (value) state.set(name, value);
    else state.delete(name);
  }
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${state}`);
  dispatchEvent(new Event('state'));
}

async function send(name, parameters) {
  const query = new URLSearchParams(parameters);
  let response;
  try {
    response = await fetch(`api/${name}?${query}`, { headers: { 'X-Console-Key': get('key') } });
  } catch {
    throw new Error('The server does not answer. Is it still running?');
  }
  if (response.status === 401) {
    throw new Error('Open the address that the terminal shows after “console”: it has the key of this run.');
  }
  if (!response.ok) {
    const body = await response.text();
    let message = body;
    try {
      message = JSON.parse(body).message;
    } catch { /* It is a plain text. */ }
    throw new Error(message || `The server responded with ${response.status}.`);
  }
  return response;
}

export const load = async (name, parameters = {}) => (await send(name, parameters)).json();
export const bytes = async parameters => (await send('content', parameters)).arrayBuffer();
