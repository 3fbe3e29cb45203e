/** What went wrong with a request, as the problem details of the answer tell it. */
export class Problem extends Error {

	constructor(title, detail) {
		super(detail);
		this.title = title;
	}

}

async function request(method, path, body) {
	let response;
	try {
		response = await fetch(path, { method, body, headers: { Accept: 'application/json, application/problem+json' } });
	}
	catch {
		throw new Problem('No answer.', 'The application cannot be reached.');
	}
	if (response.ok) {
		return response;
	}
	const details = await response.json().catch(() => ({}));
	throw new Problem(`${details.title ?? 'Error ' + response.status}.`, details.detail ?? '');
}

const json = async (path) => (await request('GET', path)).json();

export const overview = () => json('/uploads');
export const finalizers = () => json('/actuator/finalizers');
export const samples = () => json('/samples');
export const close = (id) => request('DELETE', `/uploads/${id}`);
export const forget = (id) => request('POST', `/uploads/${id}/forget`);
export const collect = () => request('POST', '/collect');

export function upload(file, name) {
	const form = new FormData();
	form.append('file', file, name);
	return request('POST', '/uploads', form);
}

export const sample = async (name) => (await request('GET', `/samples/${name}`)).blob();
