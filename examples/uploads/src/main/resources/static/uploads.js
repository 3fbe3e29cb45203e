const list = document.getElementById('uploads');
const template = document.getElementById('upload-template');

/** Show the uploads. A card that is there already stays, and with it the focus. */
export function show(uploads, actions) {
	const ids = new Set(uploads.map((upload) => `upload-${upload.id}`));
	for (const card of [...list.children].filter((each) => !ids.has(each.id))) {
		remove(card);
	}
	for (const upload of uploads.filter((each) => !document.getElementById(`upload-${each.id}`))) {
		list.append(create(upload, actions));
	}
	document.getElementById('none').hidden = uploads.length > 0;
}

function remove(card) {
	const focused = card.contains(document.activeElement);
	const next = card.nextElementSibling ?? card.previousElementSibling;
	card.remove();
	if (focused) {
		(next?.querySelector('button') ?? document.getElementById('uploads-title')).focus();
	}
}

function create(upload, actions) {
	const card = template.content.cloneNode(true).firstElementChild;
	card.id = `upload-${upload.id}`;
	card.querySelector('img').src = upload.thumbnail;
	card.querySelector('h3').textContent = upload.name;
	card.querySelector('p').textContent = `${upload.width} × ${upload.height}, ${size(upload.fileBytes)} on disk, `
		+ `${size(upload.memoryBytes)} in memory`;
	for (const [action, label] of [['close', 'Close'], ['forget', 'Forget']]) {
		const button = card.querySelector(`.${action}`);
		button.id = `${action}-${upload.id}`;
		button.setAttribute('aria-label', `${label} ${upload.name}`);
		button.addEventListener('click', () => actions[action](upload));
	}
	return card;
}

function size(bytes) {
	return bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}
