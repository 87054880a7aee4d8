export const find = id => document.getElementById(id);

/** Says something to those who do not see the page. */
export function announce(text) {
    find('announcer').textContent = text;
}

/** Tells why a request to this server has failed. */
export const reasonOf = failure => failure instanceof TypeError ? 'The server does not answer.' : failure.message;

/** Sends a request to this server. A failure has the server's own words. */
export async function request(url, options) {
    const answer = await fetch(url, options);
    if (!answer.ok) {
        throw new Error(await answer.text() || `The server answered ${answer.status}.`);
    }

    return answer;
}
